import EIDJOSE
import EIDMethod
import FoundationEssentials

/// The return of a browser from the app on the same device.
struct BrowserReturn: Sendable {
    /// What hashes to the challenge of the app in the signature; only after an identification.
    let verifier: String?

    /// Takes a callback that proves to be the return of this session: our own word, and one that only who saw the
    /// session's secret knows.
    init(
        _ callback: CallbackParameters,
        of session: SmartIDSession,
        state: String,
        needsVerifier: Bool
    ) throws(MethodError) {
        guard let link = session.link, link.way == .web, let value = session.value,
            let echoed = callback["state"], constantTimeEquals(echoed, state),
            let returned = callback["value"], constantTimeEquals(returned, value)
        else { throw MethodError(.untrusted, "this is not the return of this transaction's session") }
        guard let digest = callback["sessionSecretDigest"], constantTimeEquals(digest, link.secretDigest) else {
            throw MethodError(.untrusted, "the return does not prove that the app has seen this session's secret")
        }
        verifier = callback["userChallengeVerifier"]
        if needsVerifier {
            guard let verifier, (1...256).contains(verifier.utf8.count), verifier.utf8.allSatisfy({ $0 < 0x80 }) else {
                throw MethodError(.untrusted, "the return has no usable userChallengeVerifier")
            }
        }
    }

    /// The address of the return: `state` finds the transaction, `value` says that it is this session's.
    static func address(_ url: URL, state: String, value: String) throws(MethodError) -> String {
        let address = url.appending(queryItems: [
            URLQueryItem(name: "state", value: state), URLQueryItem(name: "value", value: value),
        ]).absoluteString
        guard address.hasPrefix("https://"), address.utf8.count <= 512, !address.utf8.contains(UInt8(ascii: "|")),
            !address.utf8.contains(UInt8(ascii: "\\"))
        else { throw MethodError(.misconfigured, "the address of the callback is not one that Smart-ID takes") }
        return address
    }

    /// Whether a verifier belongs to the challenge that the app has signed.
    static func proves(_ verifier: String, _ challenge: String) -> Bool {
        constantTimeEquals(Base64URL.encode(SHA256.digest(verifier)), challenge)
    }
}
