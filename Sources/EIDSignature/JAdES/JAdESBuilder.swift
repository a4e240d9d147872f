import EIDJOSE
import EIDJSON
public import FoundationEssentials

/// Builds what is signed for JAdES (ETSI TS 119 182-1): a JWS that carries its certificate.
public struct JAdESBuilder: Sendable {
    /// The signer's certificate.
    public let certificate: Certificate
    /// The issuers to carry along, without the trust anchor.
    public let chain: [Certificate]
    /// How values are made.
    public let scheme: SignatureScheme
    private let algorithm: String

    /// Prepares for one signer; without a scheme, the one that fits the key's strength is taken.
    public init(
        certificate: Certificate,
        chain: [Certificate] = [],
        scheme: SignatureScheme? = nil
    ) throws(SignatureError) {
        guard let scheme = scheme ?? certificate.key.defaultScheme,
            let algorithm = scheme.joseName(for: certificate.key.kind)
        else { throw SignatureError(.certificateUnsuitable, "JOSE has no name for this key and scheme") }
        self.certificate = certificate
        self.chain = chain
        self.scheme = scheme
        self.algorithm = algorithm
    }

    /// For content that stands inside the token.
    ///
    /// `mediaType` is what the content is, `type` what the whole token is: a program that signs for others as well tells
    /// its own statements apart by a type that it gives to nobody else.
    public func prepare(
        _ payload: [UInt8],
        mediaType: String? = nil,
        type: String? = nil,
        signingTime: Date
    ) throws(SignatureError) -> PreparedJAdES {
        var members = try header(signingTime)
        if let type { members.append(("typ", .string(type))) }
        if let mediaType { members.append(("cty", .string(mediaType))) }
        return try prepared(members, payload: Base64URL.encode(payload))
    }

    /// For content that stays outside, as files with names; their SHA-256 stands in the header (§5.2.8.3).
    public func prepare(
        detached files: [(name: String, digest: [UInt8])],
        signingTime: Date
    ) throws(SignatureError) -> PreparedJAdES {
        guard !files.isEmpty, files.allSatisfy({ $0.digest.count == DigestAlgorithm.sha256.length }) else {
            throw SignatureError(.digestMismatch, "detached content needs one SHA-256 digest per file")
        }
        guard Set(files.map { Array($0.name.utf8) }).count == files.count else {
            throw SignatureError(.malformed, "two files have one name")
        }
        var members = try header(signingTime)
        members.append(
            (
                "sigD",
                .object([
                    ("mId", .string(JAdESSignature.byURIHash)),
                    ("pars", .strings(files.map(\.name))),
                    ("hashM", "S256"),
                    ("hashV", .strings(files.map { Base64URL.encode($0.digest) })),
                ])
            )
        )
        members.append(("crit", .strings(["sigD"])))
        return try prepared(members, payload: "")
    }

    private func header(_ time: Date) throws(SignatureError) -> [(String, JSON)] {
        [
            ("alg", .string(algorithm)),
            ("iat", .integer(Int64(time.timeIntervalSince1970.rounded(.down)))),
            ("x5t#S256", .string(Base64URL.encode(try DigestAlgorithm.sha256.digest(certificate.der)))),
            ("x5c", .strings(([certificate] + chain).map { Base64.encode($0.der) })),
        ]
    }

    private func prepared(_ members: [(String, JSON)], payload: String) throws(SignatureError) -> PreparedJAdES {
        let header = Base64URL.encode(JSON.object(members).serialized())
        return PreparedJAdES(
            toBeSigned: try ToBeSigned(Array("\(header).\(payload)".utf8), certificate, scheme)
        )
    }
}
