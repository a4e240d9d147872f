import EIDJOSE
import EIDJSON
import EIDSimulator

/// The hashes of the second authorization, as a query can hold them (itsme-protocol §18.3, §27).
struct AuthorizedHashes {
    private static let code = "invalid_request"
    let fields: FormFields
    let allowsBatch: Bool

    /// The digests in the order sent.
    func check(_ exam: inout Examination) throws(ItsmeRefusal) -> [[UInt8]] {
        let count = try exam.require(
            fields["numSignatures"].flatMap { Int($0) }.flatMap { $0 >= 1 ? $0 : nil },
            "§18.3",
            Self.code,
            "Invalid value for parameter numSignatures",
            holds: "numSignatures is a number of at least 1"
        )
        try exam.require(
            count <= 70,
            "§17",
            Self.code,
            "Numbers of signatures is too high",
            holds: "numSignatures is 70 at most"
        )
        try exam.require(
            count == 1 || allowsBatch,
            "§17",
            Self.code,
            "Numbers of signatures is too high",
            holds: "several hashes only where the contract has batches"
        )
        let texts = (fields["hash"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        try exam.require(
            !(fields["hash"] ?? "").isEmpty,
            "§18.3",
            Self.code,
            "Empty hash array",
            holds: "there are hashes"
        )
        try exam.require(
            texts.count == count,
            "§18.3",
            Self.code,
            "Invalid value for parameter numSignatures",
            holds: "numSignatures is the number of hashes"
        )
        var digests: [[UInt8]] = []
        for text in texts {
            let digest = try exam.require(
                Self.decode(text),
                "§18.3",
                Self.code,
                "Invalid Base64 hash string parameter",
                holds: "the hash is base64url or base64"
            )
            try exam.require(
                digest.count == 32,
                "§17",
                Self.code,
                "Invalid digest value length",
                holds: "the hash has 32 bytes"
            )
            digests.append(digest)
        }
        return digests
    }

    /// Base64url or base64, with or without padding: the documentation has it both ways.
    static func decode(_ text: Substring) -> [UInt8]? {
        let unpadded = text.utf8.count % 4 == 0 ? text.trimmingPadding : text
        return Base64URL.decode(unpadded.replacing("+", with: "-").replacing("/", with: "_"))
    }
}

extension Substring {
    /// Without up to two signs of padding at the end.
    fileprivate var trimmingPadding: Substring {
        var text = self
        for _ in 0..<2 where text.hasSuffix("=") { text.removeLast() }
        return text
    }
}
