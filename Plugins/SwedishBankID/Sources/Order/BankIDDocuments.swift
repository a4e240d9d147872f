import EIDMethod
import FoundationEssentials

/// The documents of one signing as BankID sees them: a text that names them, and their digests.
struct BankIDDocuments: Codable, Sendable, Hashable {
    /// What the app shows.
    let visible: String
    /// The SHA-256 of each document, in order.
    let digests: [Data]

    /// As many as fit into a text that somebody reads on a phone.
    static let most = 100

    /// Names documents in the person's language; refuses digests that are no SHA-256, and names that BankID cannot show.
    init(_ digests: [SigningDigest], for request: SigningRequest) throws(MethodError) {
        guard (1...Self.most).contains(digests.count), digests.count == request.count,
            digests.allSatisfy({ $0.bytes.count == 32 })
        else { throw MethodError(.unsupported, "these are not the digests of the documents that were announced") }
        self.digests = digests.map(\.bytes)
        let language = request.languages.first ?? .en
        // BankID takes 40,000 characters of base64; names give way before the list does.
        for length in [160, 60] {
            let names = digests.enumerated().map { "\($0.offset + 1). \(Self.shown($0.element.documentName, length))" }
            let text = BankIDTexts.agreement(with: Self.shown(request.clientName[language], length))[language]
            let visible = "\(text)\n\n\(names.joined(separator: "\n"))"
            if visible.utf8.count <= 30_000 {
                self.visible = visible
                return
            }
        }
        throw MethodError(.unencodable, "the names of the documents are longer than what BankID shows")
    }

    /// What is signed without being shown: the digests, in the form that the broker can verify in evidence.
    func unseen(nonce: String) -> String { SigningStatement(nonce: nonce, digests: digests)?.text ?? nonce }

    /// A name on one line, without characters that change how the rest is read, and cut in the middle where it is long.
    private static func shown(_ name: String, _ length: Int) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars { scalars.append(isShown(scalar) ? scalar : " ") }
        let line = String(scalars).split(separator: " ").joined(separator: " ")
        guard line.count > length else { return line.isEmpty ? "?" : line }
        return "\(line.prefix(length - 30))…\(line.suffix(29))"
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
