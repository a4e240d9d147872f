public import FoundationEssentials

/// What a native signature says about documents, where the upstream signs bytes of ours: the form that the broker, and anyone
/// with `sha256sum`, can check years later.
///
/// ASCII, each line ended by a line feed:
///
/// ```
/// eid-broker signature 1
/// nonce NONCE
/// sha256 DIGEST            one line for each document as it was handed in, in order, in hexadecimal
/// ```
public struct SigningStatement: Sendable, Hashable {
    /// A random value of the signing, so that no two statements are the same.
    public let nonce: String
    /// The SHA-256 of each document, in order.
    public let digests: [Data]

    private static let title = "eid-broker signature 1"

    /// Makes a statement; `nil` unless every digest is a SHA-256 and the nonce is base64url.
    public init?(nonce: String, digests: [Data]) {
        let isPlain = nonce.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, !nonce.isEmpty, !digests.isEmpty, digests.allSatisfy({ $0.count == 32 }) else { return nil }
        self.nonce = nonce
        self.digests = digests
    }

    /// Reads a statement; `nil` for anything that `text` does not write.
    public init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.split(separator: " ") }
        guard lines.count >= 4, lines[1].count == 2 else { return nil }
        let digests = lines[2..<(lines.count - 1)].map { $0.count == 2 ? Self.bytes($0[1]) : Data() }
        self.init(nonce: String(lines[1][1]), digests: digests)
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    /// The text that is signed.
    public var text: String {
        (["\(Self.title)", "nonce \(nonce)"] + digests.map { "sha256 \(Self.hexadecimal($0))" }).map { $0 + "\n" }
            .joined()
    }

    private static func hexadecimal(_ bytes: Data) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private static func bytes(_ text: Substring) -> Data {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64 else { return Data() }
        return Data(stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }
}
