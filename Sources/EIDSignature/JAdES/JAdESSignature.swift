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
    /// The files that are signed and their digests; `nil` where the payload stands inside.
    public let detached: [File]?

    static let byURIHash = "http://uri.etsi.org/19182/ObjectIdByURIHash"
    static let limits = JSONLimits(maximumBytes: 256 * 1024, maximumDepth: 8)
    /// The longest token that is read, in whatever form, in bytes.
    package static let largest = 64 * 1024 * 1024
    /// The longest content that is put inside, where it stands in base64url; header, value and timestamps need room as well.
    package static let largestContent = (largest - 1024 * 1024) / 4 * 3

    /// Reads the compact form.
    public init(compact text: String) throws(SignatureError) {
        guard text.utf8.count <= Self.largest else { throw Self.malformed("too large") }
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
            let chain = try? members.requireStrings("x5c"), (1...10).contains(chain.count)
        else { throw Self.malformed("the header lacks what a baseline signature needs") }
        type = members["typ"]?.string
        mediaType = members["cty"]?.string
        self.scheme = scheme
        let said = JAdESHeader(members: members)
        claimedTime = try said.claimedTime()
        var certificates: [Certificate] = []
        for text in chain {
            guard let der = Base64.decode(text) else { throw Self.malformed("a certificate is not base64") }
            certificates.append(try Certificate(der: der))
        }
        self.certificates = certificates
        guard let first = certificates.first else { throw Self.malformed("no signer") }
        try said.checkReference(to: first)
        // The name must be the one that this key and scheme have: ES256 over P-384 is nobody's algorithm.
        guard scheme.joseName(for: first.key.kind).sameBytes(as: name) else {
            throw SignatureError(.certificateUnsuitable, "the algorithm does not fit the certificate's key")
        }
        detached = try said.files(payload: payload)
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
