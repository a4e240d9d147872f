import EIDJOSE
import FoundationEssentials

/// Reads chains of certificates far enough to hand them on; the broker reads and checks what is in them.
enum SignerChain {
    private static let longest = 10
    private static let largest = 16 * 1024
    private static let begin = "-----BEGIN CERTIFICATE-----"
    private static let end = "-----END CERTIFICATE-----"

    /// Whether these are a few DER structures of a certificate's size.
    static func isPlausible(_ chain: [[UInt8]]) -> Bool {
        (1...longest).contains(chain.count)
            && chain.allSatisfy { $0.first == 0x30 && (64...largest).contains($0.count) }
    }

    /// The certificates of a PEM text in their order; `nil` when they are none.
    static func reading(pem text: String) -> [Data]? {
        guard text.utf8.count <= longest * largest * 2 else { return nil }
        var chain: [[UInt8]] = []
        var block: String?
        for line in text.split(whereSeparator: \.isNewline).map({ $0.filter { !$0.isWhitespace || $0 == " " } }) {
            switch (line, block) {
            case (begin, nil): block = ""
            case (end, let base64?):
                guard let der = Base64.decode(base64) else { return nil }
                chain.append(der)
                block = nil
            case (_, let base64?): block = base64 + line
            default: return nil
            }
        }
        guard block == nil, isPlausible(chain) else { return nil }
        return chain.map { Data($0) }
    }
}
