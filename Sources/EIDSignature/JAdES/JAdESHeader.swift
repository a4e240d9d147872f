import EIDJOSE
import EIDJSON
import FoundationEssentials

/// What a protected header says, in either edition of the format: ETSI TS 119 182-1 V1.1.1 and later.
struct JAdESHeader {
    let members: JSONValue

    /// When the signer says that it was made: `iat`, or before V1.2.1 `sigT`, which is critical (§5.1.11, §5.2.1).
    func claimedTime() throws(SignatureError) -> Date {
        let seconds = members["iat"]
        let text = members["sigT"]
        guard (seconds == nil) != (text == nil) else {
            throw JAdESSignature.malformed("the header has no time of signing, or two")
        }
        if let number = seconds?.integer { return Date(timeIntervalSince1970: Double(number)) }
        // §5.2.1: UTC, to the second.
        guard let text = text?.string, text.utf8.count == 20, text.hasSuffix("Z"),
            let time = try? Date(text, strategy: .iso8601)
        else { throw JAdESSignature.malformed("the header's time of signing cannot be read") }
        return time
    }

    /// Refuses a header that does not name a certificate by its digest, or names another one in any way (§5.1.7, §5.2.2).
    func checkReference(to certificate: Certificate) throws(SignatureError) {
        var references: [(DigestAlgorithm, String?)] = []
        if let thumbprint = members["x5t#S256"] { references.append((.sha256, thumbprint.string)) }
        for reference in [members["x5t#o"]].compactMap(\.self) + (members["sigX5ts"]?.elements?.prefix(1) ?? []) {
            guard let algorithm = Self.algorithm(reference["digAlg"]) else {
                throw JAdESSignature.malformed("the header names its certificate by a digest that we do not accept")
            }
            references.append((algorithm, reference["digVal"]?.string))
        }
        guard !references.isEmpty else {
            throw JAdESSignature.malformed("the header lacks what a baseline signature needs")
        }
        for (algorithm, text) in references {
            guard let digest = text.flatMap({ Base64URL.decode($0) }), try digest == algorithm.digest(certificate.der)
            else {
                throw SignatureError(.certificateInvalid, "the signature was made with another certificate")
            }
        }
    }

    /// What may be critical: what is read here, and what says something of the signer and changes nothing of what is signed.
    private static let understood: Set<String> = [
        "sigT", "sigD", "x5t#o", "sigX5ts", "srCms", "sigPl", "srAts", "b64",
    ]

    /// The names in `crit`, each once, there and understood (RFC 7515 §4.1.11).
    private func critical() throws(SignatureError) -> Set<String> {
        guard let list = members["crit"] else { return [] }
        let unsupported = SignatureError(.unsupported, "the header wants something understood that is not")
        guard let names = list.strings, Set(names).isSubset(of: Self.understood) else { throw unsupported }
        guard !names.isEmpty, Set(names).count == names.count, names.allSatisfy({ members[$0] != nil }) else {
            throw JAdESSignature.malformed("the header names what it does not have")
        }
        return Set(names)
    }

    /// The files that are signed without standing inside (§5.2.8.3.3); `nil` where the payload does.
    func files(payload: String) throws(SignatureError) -> [JAdESSignature.File]? {
        let critical = try critical()
        // §5.2.1: whoever reads only `iat` would know of no time.
        guard members["sigT"] == nil || critical.contains("sigT") else {
            throw JAdESSignature.malformed("the header's time of signing is not critical")
        }
        guard let sigD = members["sigD"] else {
            // A payload that is not in base64url is read by nobody here.
            guard members["b64"] == nil else {
                throw SignatureError(.unsupported, "the header wants something understood that is not")
            }
            return nil
        }
        // RFC 7797 §6: whatever it says, `b64` is critical.
        guard critical.contains("sigD"), critical.contains("b64") == (members["b64"] != nil),
            let isEncoded = members["b64"].map(\.boolean) ?? true, payload.isEmpty,
            let method = try? sigD.requireString("mId"), method.sameBytes(as: JAdESSignature.byURIHash),
            let names = try? sigD.requireStrings("pars"), let algorithm = Self.algorithm(sigD["hashM"]),
            let digests = try? sigD.requireStrings("hashV"), names.count == digests.count, !names.isEmpty
        else { throw JAdESSignature.malformed("the reference to what is signed cannot be read") }
        var files: [JAdESSignature.File] = []
        for (name, text) in zip(names, digests) {
            guard let digest = Base64URL.decode(text), digest.count == algorithm.length else {
                throw JAdESSignature.malformed("a digest is none")
            }
            files.append(JAdESSignature.File(name: name, digest: digest, algorithm: algorithm, isEncoded: isEncoded))
        }
        return files
    }

    private static func algorithm(_ name: JSONValue?) -> DigestAlgorithm? {
        switch name?.string {
        case "S256": .sha256
        case "S384": .sha384
        case "S512": .sha512
        default: nil
        }
    }
}
