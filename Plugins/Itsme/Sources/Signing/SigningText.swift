import EIDMethod
import Logging

/// What the person reads in the app about a signing, in an alphabet and a length that itsme shows.
struct SigningText: Sendable {
    let policy: ItsmeSigning.Text
    let log: Logger

    /// itsme's guide allows this many characters; its schema, and maybe the app, fewer.
    static let maximumLength = 255
    static let comfortableLength = 50

    /// The description of a signing in a language.
    func description(of request: SigningRequest, in language: Language) throws(MethodError) -> String {
        let text = request.description[language]
        guard policy == .transliterate else {
            guard let exact = ItsmeText.latin9.exact(text) else {
                throw MethodError(
                    .unencodable,
                    "the description has characters outside ISO 8859-15, and the settings refuse them"
                )
            }
            guard exact.count <= Self.maximumLength else {
                throw MethodError(
                    .unencodable,
                    "the description is longer than the \(Self.maximumLength) characters of itsme"
                )
            }
            return exact
        }
        let fitted = ItsmeText.latin9.transliterated(text)
        guard fitted.count > Self.maximumLength else { return fitted }
        return String(fitted.prefix(Self.maximumLength - 3)) + "..."
    }

    /// Warns once per signing when the app may not show the whole text; says how long it is, and nothing of it.
    func warn(of length: Int, in request: SigningRequest) {
        guard length > Self.comfortableLength else { return }
        log.warning(
            "the description is longer than itsme's app may show",
            metadata: ["transaction": "\(request.transactionID)", "characters": "\(length)"]
        )
    }
}
