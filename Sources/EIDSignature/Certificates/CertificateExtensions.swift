public import FoundationEssentials
import SwiftASN1

/// The extensions of a certificate that matter for signatures.
public struct CertificateExtensions: Hashable, Sendable {
    /// What the key may do; `nil` where the certificate does not restrict it.
    public internal(set) var keyUsage: KeyUsage?
    /// What the certificate is for, beyond the key usage.
    public internal(set) var extendedKeyUsage: [OID] = []
    /// Whether the certificate may issue others.
    public internal(set) var isAuthority = false
    /// Where to ask about revocation.
    public internal(set) var ocspURLs: [String] = []
    /// Where the issuer's certificate is.
    public internal(set) var issuerURLs: [String] = []
    /// Where the revocation lists are.
    public internal(set) var listURLs: [String] = []
    /// The names of the places of complete lists by the issuer itself, as they are encoded.
    package internal(set) var listNames: Set<[UInt8]> = []
    /// The policies it was issued under.
    public internal(set) var policies: [OID] = []
    /// What it says about being qualified; `nil` where it says nothing.
    public internal(set) var qualification: QCStatements?
    /// When its holder was born, where it says so (RFC 3739 §3.2.2): a day, at noon by convention.
    public internal(set) var birth: Date?
    /// Whether its issuer answers for it until its end, so that nobody asks about revocation: a certificate that lives shorter
    /// than a revocation takes (ETSI EN 319 412-1 §5.2).
    public internal(set) var isShortTerm = false
    /// The name of its key.
    public internal(set) var subjectKeyID: [UInt8]?
    /// The extensions that must be understood.
    public internal(set) var critical: Set<OID> = []

    /// A certificate of version 1 has none.
    init() {}

    init(_ node: ASN1Node) throws(SignatureError) {
        var list = try DERReader(node, .sequence, Self.place)
        var seen: Set<OID> = []
        for item in list.remaining() {
            var parts = try DERReader(item, .sequence, Self.place)
            let oid = try parts.oid()
            guard seen.insert(oid).inserted else {
                throw SignatureError(.malformed, "the certificate has an extension twice")
            }
            if let flag = parts.optional(.boolean), try flag.boolean(Self.place) { critical.insert(oid) }
            try read(oid, parts.next(.octetString).octets(Self.place))
        }
    }

    private static let place = "an extension of the certificate"

    private mutating func read(_ oid: OID, _ value: [UInt8]) throws(SignatureError) {
        switch oid {
        case .keyUsage: keyUsage = KeyUsage(bits: try DERReader.parse(value, Self.place).bits(Self.place))
        case .extendedKeyUsage:
            var purposes = try DERReader(sequence: value, Self.place)
            while purposes.upcoming != nil { extendedKeyUsage.append(try purposes.oid()) }
        case .basicConstraints:
            var parts = try DERReader(sequence: value, Self.place)
            isAuthority = try parts.optional(.boolean)?.boolean(Self.place) ?? false
        case .subjectKeyID: subjectKeyID = try DERReader.parse(value, Self.place).octets(Self.place)
        case .subjectDirectoryAttributes: birth = (try? Self.birth(value)) ?? nil
        case .qcStatements: qualification = try QCStatements(extension: value)
        case .shortTermCertificate: isShortTerm = true
        case .certificatePolicies:
            var list = try DERReader(sequence: value, Self.place)
            while list.upcoming != nil {
                var policy = try list.reader()
                policies.append(try policy.oid())
            }
        case .authorityInformation:
            var list = try DERReader(sequence: value, Self.place)
            while list.upcoming != nil {
                var access = try list.reader()
                let method = try access.oid()
                guard let url = Self.url(try access.any()) else { continue }
                if method == .ocsp { ocspURLs.append(url) }
                if method == .issuerCertificates { issuerURLs.append(url) }
            }
        case .crlDistributionPoints: try readDistributionPoints(value)
        default: break
        }
    }

    /// The day of birth among the attributes of a person.
    private static func birth(_ value: [UInt8]) throws(SignatureError) -> Date? {
        var list = try DERReader(sequence: value, place)
        while list.upcoming != nil {
            var attribute = try list.reader()
            guard try attribute.oid() == .dateOfBirth else { continue }
            var values = try attribute.reader(.set)
            return try values.any().time(place)
        }
        return nil
    }

    /// A GeneralName that is a URL; one beyond ASCII (RFC 5280 §4.2.1.6) cannot be asked, and costs nobody the certificate.
    private static func url(_ node: ASN1Node) -> String? {
        guard node.identifier == ASN1Identifier(tagWithNumber: 6, tagClass: .contextSpecific) else { return nil }
        return try? node.ascii(place)
    }

    /// DistributionPoint { [0] name, [1] reasons, [2] issuer }; points for some reasons only are left out.
    private mutating func readDistributionPoints(_ value: [UInt8]) throws(SignatureError) {
        var list = try DERReader(sequence: value, Self.place)
        while list.upcoming != nil {
            var point = try list.reader()
            guard let choice = point.tagged(0) else { continue }
            guard point.tagged(1) == nil else { continue }
            let names = try DistributionPointName.parts(of: choice, Self.place)
            for name in names {
                if let url = Self.url(name) { listURLs.append(url) }
            }
            if point.tagged(2) == nil { listNames.formUnion(names.map { Array($0.encodedBytes) }) }
        }
    }
}
