import EIDJOSE
import EIDJSON
public import FoundationEssentials

/// A JAdES signature: protected header, payload, value, and timestamps beside them.
public struct JAdESSignature: Hashable, Sendable {
    /// Header, payload and value, each as base64url.
    let header, payload, value: String
    /// The timestamps over the value, not yet verified; only the JSON form can carry them.
    public internal(set) var timestamps: [TimestampToken] = []
    /// What validates the timestamps, as the JSON form carries it (`tstVD`).
    public internal(set) var validationData = ValidationMaterial()
    /// The scheme that the header names.
    public let scheme: SignatureScheme
    /// The signer's certificate and its issuers, as the header carries them.
    public let certificates: [Certificate]
    /// When the signer says it was made; a claim.
    public let claimedTime: Date
    /// What the whole token is, as the signer says (`typ`).
    public let type: String?
    /// What the payload is, as the signer says (`cty`).
    public let mediaType: String?
    /// The files that are signed and their SHA-256 digests; `nil` where the payload stands inside.
    public let detached: [File]?

    /// One file that is signed without standing inside.
    public struct File: Hashable, Sendable {
        /// The file's name.
        public let name: String
        /// Its SHA-256 digest.
        public let digest: [UInt8]
    }

    static let byURIHash = "http://uri.etsi.org/19182/ObjectIdByURIHash"
    static let limits = JSONLimits(maximumBytes: 256 * 1024, maximumDepth: 8)

    /// Reads the compact form.
    public init(compact text: String) throws(SignatureError) {
        guard text.utf8.count <= 64 * 1024 * 1024 else { throw Self.malformed("too large") }
        let parts = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { throw Self.malformed("not three parts") }
        try self.init(header: parts[0], payload: parts[1], value: parts[2])
    }

    init(header: String, payload: String, value: String) throws(SignatureError) {
        self.header = header
        self.payload = payload
        self.value = value
        guard let bytes = Base64URL.decode(header), Base64URL.decode(payload) != nil, Base64URL.decode(value) != nil,
            let members = try? JSONValue.parse(bytes, limits: Self.limits)
        else { throw Self.malformed("a part is not base64url, or the header not JSON") }
        guard let name = try? members.requireString("alg"), let scheme = SignatureScheme(joseName: name),
            let time = try? members.optionalInteger("iat"), let chain = try? members.requireStrings("x5c"),
            let thumbprint = try? members.requireString("x5t#S256"), (1...10).contains(chain.count)
        else { throw Self.malformed("the header lacks what a baseline signature needs") }
        type = members["typ"]?.string
        mediaType = members["cty"]?.string
        self.scheme = scheme
        claimedTime = Date(timeIntervalSince1970: Double(time))
        var certificates: [Certificate] = []
        for text in chain {
            guard let der = Base64.decode(text) else { throw Self.malformed("a certificate is not base64") }
            certificates.append(try Certificate(der: der))
        }
        self.certificates = certificates
        guard let digest = Base64URL.decode(thumbprint), digest == certificates.first?.fingerprint else {
            throw SignatureError(.certificateInvalid, "the signature was made with another certificate")
        }
        // The name must be the one that this key and scheme have: ES256 over P-384 is nobody's algorithm.
        guard let kind = certificates.first?.key.kind, scheme.joseName(for: kind).sameBytes(as: name) else {
            throw SignatureError(.certificateUnsuitable, "the algorithm does not fit the certificate's key")
        }
        detached = try Self.files(members, payload: payload)
    }

    /// §5.2.8: `sigD` must be understood, so `crit` names it; nothing else may be critical.
    private static func files(_ members: JSONValue, payload: String) throws(SignatureError) -> [File]? {
        let critical = members["crit"]?.strings ?? []
        guard members["b64"] == nil, members["crit"] == nil || critical == ["sigD"] else {
            throw SignatureError(.unsupported, "the header wants something understood that is not")
        }
        guard let sigD = members["sigD"] else {
            guard critical.isEmpty else { throw malformed("the header names what it does not have") }
            return nil
        }
        guard critical == ["sigD"], payload.isEmpty, let method = try? sigD.requireString("mId"),
            method.sameBytes(as: byURIHash), let names = try? sigD.requireStrings("pars"),
            let algorithm = try? sigD.requireString("hashM"), algorithm.sameBytes(as: "S256"),
            let digests = try? sigD.requireStrings("hashV"), names.count == digests.count, !names.isEmpty
        else { throw malformed("the reference to what is signed cannot be read") }
        var files: [File] = []
        for (name, text) in zip(names, digests) {
            guard let digest = Base64URL.decode(text), digest.count == 32 else { throw malformed("a digest is none") }
            files.append(File(name: name, digest: digest))
        }
        return files
    }

    static func malformed(_ detail: String) -> SignatureError {
        SignatureError(.malformed, "the JAdES signature: \(detail)")
    }

    /// The payload; empty where it stands outside.
    public var content: [UInt8] { Base64URL.decode(payload) ?? [] }

    /// The signer's certificate.
    public var signer: Certificate? { certificates.first }

    /// The compact form; it has no place for timestamps.
    public var compact: String { "\(header).\(payload).\(value)" }

    /// What the signer put their key to.
    var signedBytes: [UInt8] { Array("\(header).\(payload)".utf8) }

    /// The value as messages carry it, once it was found to belong to header and payload, and to the certificate in the header.
    @discardableResult package func checkValue() throws(SignatureError) -> [UInt8] {
        guard let signer, let octets = Base64URL.decode(value) else { throw Self.malformed("no signer") }
        if let size = signer.key.kind.fieldSize, octets.count != 2 * size {
            throw SignatureError(.valueInvalid, "the value has the wrong length")
        }
        return try ValueCheck.verified(
            octets,
            over: scheme.digest.digest(signedBytes),
            by: signer,
            scheme: scheme
        )
    }
}
