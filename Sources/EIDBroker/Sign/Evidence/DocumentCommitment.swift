import EIDJOSE
import FoundationEssentials

/// The documents of a signing, in order, as an upstream's signed answer commits to them.
///
/// The bytes are the ASCII text `eid-broker documents 1`, a line feed, the number of documents in four bytes, most
/// significant first, and then the SHA-256 of each document as it was handed in, 32 bytes each. A method puts them into
/// its upstream's answer through the nonce: base64url, without padding, of SHA-256 over a random salt followed by these
/// bytes. Neither order nor number of the documents can be changed without changing the nonce.
struct DocumentCommitment: Hashable, Sendable {
    /// The SHA-256 of each document, in order.
    let digests: [[UInt8]]

    private static let label = Array("eid-broker documents 1\n".utf8)

    /// Commits to documents by their SHA-256.
    init(_ digests: [[UInt8]]) throws(SigningFailure) {
        guard !digests.isEmpty, digests.count <= 1000 else {
            throw SigningFailure(.batchTooLarge, "a commitment to \(digests.count) documents")
        }
        if let wrong = digests.firstIndex(where: { $0.count != 32 }) {
            throw SigningFailure(.hashLength, "a commitment needs SHA-256", document: wrong)
        }
        self.digests = digests
    }

    /// What goes into `MethodRequest.commitment`.
    var bytes: Data {
        var bytes = Self.label
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(digests.count >> shift & 0xFF)) }
        return Data(bytes + digests.joined())
    }

    /// The nonce that an answer must carry for a salt.
    func nonce(salt: some Collection<UInt8>) -> String { Base64URL.encode(SHA256.digest(Array(salt) + Array(bytes))) }
}
