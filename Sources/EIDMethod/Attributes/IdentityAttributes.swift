public import FoundationEssentials

/// Where an attribute comes from.
public struct Provenance: Sendable, Hashable, Codable {
    /// Why the attribute is believed.
    public enum Basis: String, Sendable, Hashable, Codable {
        /// Read from an identity document.
        case document
        /// Checked by the upstream in another way, for example a phone number by a message.
        case upstream
        /// Stated by the person; nobody checked.
        case selfDeclared
        /// Computed by us from other attributes.
        case derived
    }

    /// The claim on the upstream's wire that the value was read from.
    public var claim: String
    /// Why it is believed.
    public var basis: Basis
    /// When the source was last read, when known.
    public var verifiedAt: Date?
    /// Country that issued the document (ISO 3166-1 alpha-3), when known.
    public var issuingCountry: String?
    // What an earlier version stored has no such member.
    private var changed: Bool?

    /// Whether a rule made another text of what the claim says, so that nobody can compare the two afterwards.
    public var isChanged: Bool {
        get { changed == true }
        set { changed = newValue ? true : nil }
    }

    /// Makes a provenance.
    public init(
        claim: String,
        basis: Basis,
        verifiedAt: Date? = nil,
        issuingCountry: String? = nil,
        isChanged: Bool = false
    ) {
        self.claim = claim
        self.basis = basis
        self.verifiedAt = verifiedAt
        self.issuingCountry = issuingCountry
        self.isChanged = isChanged
    }
}

/// What is known about a person: values of the catalogue's types, each with provenance.
public struct IdentityAttributes: Sendable, Hashable, Codable {
    /// A value and where it comes from.
    public struct Entry: Sendable, Hashable, Codable {
        /// The value.
        public let value: AttributeValue
        /// Where it comes from.
        public let provenance: Provenance

        /// Makes an entry.
        public init(value: AttributeValue, provenance: Provenance) {
            self.value = value
            self.provenance = provenance
        }
    }

    private var entries: [AttributeName: Entry] = [:]

    /// Nothing known.
    public init() {}

    /// The value of an attribute.
    public subscript<Value>(_ attribute: Attribute<Value>) -> Value? {
        entries[attribute.name].flatMap { Value(attributeValue: $0.value) }
    }

    /// An entry by name.
    public subscript(_ name: AttributeName) -> Entry? { entries[name] }

    /// Where an attribute comes from.
    public func provenance<Value>(of attribute: Attribute<Value>) -> Provenance? { entries[attribute.name]?.provenance }

    /// Records a value; an absent or empty one leaves the attribute absent, and empty parts of it as well.
    public mutating func set<Value>(_ attribute: Attribute<Value>, to value: Value?, from provenance: Provenance) {
        guard let value = value?.attributeValue.withoutEmptyParts else { return }
        entries[attribute.name] = Entry(value: value, provenance: provenance)
    }

    /// Records a value under a name, for a provider that learns names from its settings; a value of another type than the
    /// catalogue's leaves the attribute absent, and so does a name that is not in it.
    public mutating func set(_ name: AttributeName, to value: AttributeValue?, from provenance: Provenance) {
        guard let value = value?.withoutEmptyParts, AttributeCatalogue.definition(of: name)?.kind == value.kind else {
            return
        }
        entries[name] = Entry(value: value, provenance: provenance)
    }

    /// Only these attributes.
    public func restricted(to names: Set<AttributeName>) -> IdentityAttributes {
        var result = IdentityAttributes()
        result.entries = entries.filter { names.contains($0.key) }
        return result
    }

    /// The names present.
    public var names: Set<AttributeName> { Set(entries.keys) }

    /// Whether nothing is known.
    public var isEmpty: Bool { entries.isEmpty }
}
