import EIDJSON
import EIDMethod

/// How one claim becomes one attribute; where several rules fill an attribute, the first that can does.
struct ItsmeRule: Sendable {
    /// The claim on the wire.
    let claim: String
    /// What it becomes.
    let attribute: AttributeName
    /// Why the value is believed.
    let basis: Provenance.Basis
    /// Claims that must be asked for along with this one, because it only describes them.
    let carriers: [String]
    /// Whether wanting the attribute means asking for this claim; otherwise it is only read when it is there anyway.
    let isAsked: Bool

    private let store: @Sendable (JSONValue, Context, inout IdentityAttributes) throws(ItsmeUnreadable) -> Void

    /// What a rule knows beside its claim.
    private struct Context {
        let metadata: ItsmeMetadata
        let provenance: Provenance
    }

    /// A rule whose normaliser also looks at the metadata claims.
    init<Value>(
        _ claim: String,
        _ attribute: Attribute<Value>,
        _ basis: Provenance.Basis,
        carriers: [String] = [],
        isAsked: Bool = true,
        withMetadata normalise: @escaping @Sendable (JSONValue, ItsmeMetadata) throws(ItsmeUnreadable) -> Value?
    ) {
        self.claim = claim
        self.attribute = attribute.name
        self.basis = basis
        self.carriers = carriers
        self.isAsked = isAsked
        store = { value, context, attributes throws(ItsmeUnreadable) in
            attributes.set(attribute, to: try normalise(value, context.metadata), from: context.provenance)
        }
    }

    /// A rule whose normaliser needs nothing but the value.
    init<Value>(
        _ claim: String,
        _ attribute: Attribute<Value>,
        _ basis: Provenance.Basis,
        carriers: [String] = [],
        isAsked: Bool = true,
        _ normalise: @escaping @Sendable (JSONValue) throws(ItsmeUnreadable) -> Value?
    ) {
        self.init(claim, attribute, basis, carriers: carriers, isAsked: isAsked) {
            value,
            _ throws(ItsmeUnreadable) in try normalise(value)
        }
    }

    /// Takes a value over into the attributes, or says why not.
    func take(
        _ value: JSONValue,
        metadata: ItsmeMetadata,
        into attributes: inout IdentityAttributes
    ) throws(ItsmeUnreadable) {
        let described = carriers.first { metadata.describes($0) } ?? claim
        let provenance = Provenance(
            claim: claim,
            basis: basis,
            verifiedAt: metadata.verifiedAt(described),
            issuingCountry: metadata.issuingCountry(described)
        )
        try store(value, Context(metadata: metadata, provenance: provenance), &attributes)
    }
}
