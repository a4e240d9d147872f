import SwiftASN1

/// What a certificate says about being qualified (ETSI EN 319 412-5).
///
/// These are claims of whoever issued it; only a trusted list makes them true.
public struct QCStatements: Hashable, Sendable {
    /// What the certificate is for.
    public enum Purpose: String, Hashable, Sendable {
        /// Signatures by people.
        case signature = "esign"
        /// Seals by organisations.
        case seal = "eseal"
        /// Web sites.
        case website = "web"
    }

    /// A document that discloses the issuer's terms.
    public struct Disclosure: Hashable, Sendable {
        /// Where it is.
        public let url: String
        /// Its language, two letters.
        public let language: String
    }

    /// How much one transaction may be worth: `amount` × 10^`exponent`.
    public struct Limit: Hashable, Sendable {
        /// Three letters, or the number of the currency.
        public let currency: String
        /// The number before the power.
        public let amount: Int
        /// The power of ten.
        public let exponent: Int
    }

    /// Claims to be a qualified certificate of the EU, or of the countries named in ``countries``.
    public internal(set) var isCompliant = false
    /// Claims that the key lives in a qualified signature creation device.
    public internal(set) var usesQualifiedDevice = false
    /// What it is for; empty in older certificates, which are for signatures.
    public internal(set) var purposes: [Purpose] = []
    /// The issuer's disclosure statements.
    public internal(set) var disclosures: [Disclosure] = []
    /// How many years after its end the issuer keeps the records.
    public internal(set) var retentionYears: Int?
    /// What one transaction may be worth.
    public internal(set) var limit: Limit?
    /// Under whose law it is qualified, where that is not the EU's.
    public internal(set) var countries: [String] = []
    /// How to read the name: the identifiers of ETSI EN 319 412-1.
    public internal(set) var semantics: OID?

    /// Claims to be for qualified signatures by people: compliance, device and purpose.
    public var claimsQualifiedSignature: Bool {
        isCompliant && usesQualifiedDevice && countries.isEmpty && (purposes.isEmpty || purposes.contains(.signature))
    }

    /// Claims to be for qualified seals.
    public var claimsQualifiedSeal: Bool {
        isCompliant && usesQualifiedDevice && countries.isEmpty && purposes.contains(.seal)
    }

    init(extension bytes: [UInt8]) throws(SignatureError) {
        var statements = try DERReader(sequence: bytes, Self.place)
        for node in statements.remaining() {
            var statement = try DERReader(node, .sequence, Self.place)
            let oid = try statement.oid()
            try read(oid, statement.upcoming)
        }
    }

    private static let place = "the statements about qualification"

    /// What only informs is left out where it cannot be read; what makes the certificate qualified, or by whose law, is not.
    private mutating func read(_ oid: OID, _ information: ASN1Node?) throws(SignatureError) {
        switch (oid, information) {
        case (.qcCompliance, _): isCompliant = true
        case (.qcDevice, _): usesQualifiedDevice = true
        case (.qcRetentionPeriod, .some(let node)): retentionYears = try? node.smallInteger(Self.place)
        case (.qcType, .some(let node)):
            for oid in try items(node) {
                switch try oid.oid(Self.place) {
                case "0.4.0.1862.1.6.1": purposes.append(.signature)
                case "0.4.0.1862.1.6.2": purposes.append(.seal)
                case "0.4.0.1862.1.6.3": purposes.append(.website)
                default: break
                }
            }
        case (.qcDisclosure, .some(let node)):
            disclosures += ((try? items(node)) ?? []).compactMap { try? Self.disclosure($0) }
        case (.qcLegislation, .some(let node)):
            for country in try items(node) { countries.append(try country.ascii(Self.place)) }
        case (.qcLimitValue, .some(let node)): limit = try? Self.limit(node)
        case (.qcSemantics, .some(let node)):
            var parts = try DERReader(node, .sequence, Self.place)
            if parts.upcoming?.identifier == .objectIdentifier { semantics = try parts.oid() }
        default: break
        }
    }

    private static func disclosure(_ node: ASN1Node) throws(SignatureError) -> Disclosure {
        var parts = try DERReader(node, .sequence, place)
        let url = try parts.any().ascii(place)
        return Disclosure(url: url, language: try parts.any().ascii(place))
    }

    private static func limit(_ node: ASN1Node) throws(SignatureError) -> Limit {
        var parts = try DERReader(node, .sequence, place)
        let currency = try parts.any()
        let name =
            currency.identifier == .integer ? String(try currency.smallInteger(place)) : try currency.ascii(place)
        let amount = try parts.any().smallInteger(place)
        return Limit(currency: name, amount: amount, exponent: try parts.any().smallInteger(place))
    }

    private func items(_ node: ASN1Node) throws(SignatureError) -> [ASN1Node] {
        var reader = try DERReader(node, .sequence, Self.place)
        return reader.remaining()
    }
}
