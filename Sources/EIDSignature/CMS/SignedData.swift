import SwiftASN1

/// A signed message of RFC 5652, with every part kept as the bytes it came with.
public struct SignedData: Hashable, Sendable {
    package var version: DERElement
    package var digestAlgorithms: [DERElement]
    /// What was signed, when it stands inside; its type in any case.
    package let contentType: OID
    package let content: [UInt8]?
    /// Every certificate that the message carries, in the order of their encodings.
    public internal(set) var certificates: [Certificate]
    /// Certificates of formats that we do not read, kept as they are.
    private var otherCertificates: [DERElement] = []
    package var revocations: [DERElement]
    package var signers: [SignerInfo]

    init(contentType: OID, content: [UInt8]?, certificates: [Certificate], signer: SignerInfo) {
        // RFC 5652 §5.1: 3 for content other than data.
        version = .integer(contentType == .data ? 1 : 3)
        digestAlgorithms = [signer.digest.identifier]
        self.contentType = contentType
        self.content = content
        self.certificates = []
        revocations = []
        signers = [signer]
        add(certificates: certificates)
    }

    private static let place = "the signed message"

    /// The longest message that is read, in bytes.
    package static let largest = DERReader.largest
    /// The longest content that is put inside: timestamps, certificates and answers about revocation need room as well.
    package static let largestContent = largest - 8 * 1024 * 1024

    /// Reads a message: exactly one ContentInfo with a SignedData in DER.
    public init(der: [UInt8]) throws(SignatureError) {
        try self.init(der: der[...])
    }

    /// Reads a message that fills the beginning of a fixed space, as in a PDF: only zeros may follow.
    public init(padded bytes: [UInt8]) throws(SignatureError) {
        try self.init(der: Self.withoutPadding(bytes)[...])
    }

    private init(der: ArraySlice<UInt8>) throws(SignatureError) {
        var outer = try DERReader(sequence: der, Self.place)
        guard try outer.oid() == .signedData, let wrapper = outer.tagged(0) else {
            throw SignatureError(.malformed, "this is no signed message")
        }
        try outer.end()
        var inner = try DERReader(wrapper, wrapper.identifier, Self.place)
        var reader = try inner.reader()
        try inner.end()
        version = try reader.next(.integer).element
        var digests = try reader.reader(.set)
        digestAlgorithms = digests.remaining().map(\.element)
        var encapsulated = try reader.reader()
        contentType = try encapsulated.oid()
        if let field = encapsulated.tagged(0) {
            var value = try DERReader(field, field.identifier, Self.place)
            content = try value.next(.octetString).octets(Self.place)
            try value.end()
        } else {
            content = nil
        }
        try encapsulated.end()
        certificates = []
        if let field = reader.tagged(0) {
            var list = try DERReader(field, field.identifier, Self.place)
            let nodes = list.remaining()
            try Self.check(nodes.count, "certificates")
            for node in nodes {
                if node.identifier == .sequence {
                    certificates.append(try Certificate(der: Array(node.encodedBytes)))
                } else {
                    otherCertificates.append(node.element)
                }
            }
        }
        if let field = reader.tagged(1) {
            var list = try DERReader(field, field.identifier, Self.place)
            let nodes = list.remaining()
            // Lists, and answers of responders (RFC 5652 §10.2.1).
            let lists = nodes.count { $0.identifier == .sequence }
            try Self.check(max(lists, nodes.count - lists), "answers about revocation")
            revocations = nodes.map(\.element)
        } else {
            revocations = []
        }
        var infos = try reader.reader(.set)
        signers = []
        for node in infos.remaining() { signers.append(try SignerInfo(node)) }
        guard !signers.isEmpty else { throw SignatureError(.malformed, "the signed message has no signer") }
        for signer in signers {
            for type in [OID.signatureTimestamp, .archiveTimestampV3] {
                try Self.check(signer.unsignedAttributes.all(type).count, "timestamps")
            }
        }
        try reader.end()
    }

    /// How much of a kind is read: each costs whoever validates the message a verification, or several.
    private static let most = 64

    private static func check(_ count: Int, _ what: String) throws(SignatureError) {
        guard count <= most else { throw SignatureError(.malformed, "the signed message has too many \(what)") }
    }

    /// How many timestamps stand in the message.
    var timestampCount: Int {
        signers.reduce(0) { count, signer in
            count + signer.unsignedAttributes.all(.signatureTimestamp).count
                + signer.unsignedAttributes.all(.archiveTimestampV3).count
        }
    }

    /// The message as DER.
    public var der: [UInt8] {
        var encapsulated: [DERElement] = [.oid(contentType)]
        if let content { encapsulated.append(.explicit(0, .octets(content))) }
        var fields = [version, .set(of: digestAlgorithms), .sequence(encapsulated)]
        if !certificateElements.isEmpty { fields.append(.implicit(0, certificateElements)) }
        if !revocations.isEmpty { fields.append(.implicit(1, DERElement.sorted(revocations))) }
        fields.append(.set(of: signers.map(\.element)))
        return DERElement.sequence(.oid(.signedData), .explicit(0, .sequence(fields))).bytes
    }

    package var certificateElements: [DERElement] {
        DERElement.sorted(certificates.map { DERElement(encoded: $0.der) } + otherCertificates)
    }

    mutating func add(certificates new: [Certificate]) {
        for certificate in new where !certificates.contains(certificate) { certificates.append(certificate) }
        certificates.sort { $0.der.lexicographicallyPrecedes($1.der) }
    }

    /// Whether the message says that a digest is used in it; readers may refuse a signer by another one (RFC 5652 §5.1).
    func names(_ digest: DigestAlgorithm) -> Bool {
        digestAlgorithms.contains { element in
            guard let node = try? DERReader.parse(element.bytes, Self.place) else { return false }
            return (try? AlgorithmIdentifier(node, Self.place).digest(Self.place)) == digest
        }
    }

    /// The one signer; we make no messages with several, and refuse to judge them.
    package func onlySigner() throws(SignatureError) -> SignerInfo {
        guard signers.count == 1, let signer = signers.first else {
            throw SignatureError(.unsupported, "the signed message has several signers")
        }
        return signer
    }

    /// The one message at the beginning of a space that is filled up with zeros.
    static func withoutPadding(_ bytes: [UInt8]) throws(SignatureError) -> [UInt8] {
        var space = DERCursor(bytes)
        guard space.upcoming == 0x30, let message = space.next()?.encoded,
            bytes[message.endIndex...].allSatisfy({ $0 == 0 })
        else { throw SignatureError(.malformed, "the space of the signature holds something behind it") }
        return Array(message)
    }
}
