/// What a method is and offers, known before anyone signs in; discovery, chooser and documentation are built from it.
public struct MethodDescriptor: Sendable {
    /// The plugin's name, as written behind `provider:` in the settings.
    public let provider: String
    /// The method's name for people.
    public let displayName: LocalizedText
    /// What the method can do.
    public let types: Set<MethodType>
    /// Which attributes a verification may deliver, and how surely.
    public let attributes: [AttributeOffer]
    /// The levels offered, and their names on the upstream's wire.
    public let assurance: AssuranceTable
    /// Whether a verification can commit to bytes of ours and keeps what the upstream said as evidence
    /// (`MethodRequest.commitment`, `VerifiedIdentity.evidence`).
    public let keepsEvidence: Bool
    /// The countries whose people the method is for (ISO 3166-1 alpha-2); empty where there is no such limit.
    public let countries: [String]
    /// The colours of the method's button; the broker's own where the brand has no rule.
    public let colours: BrandColours?
    /// The picture beside the name; none unless said otherwise.
    public let logo: MethodLogo?
    /// The hosts that the method calls besides those of URLs in its settings.
    ///
    /// `api.example.org`, or with a port that is not 443 `api.example.org:8443`. A method in a process of its own reaches no
    /// others.
    public let hosts: [String]

    /// Makes a descriptor.
    public init(
        provider: String,
        displayName: LocalizedText,
        types: Set<MethodType>,
        attributes: [AttributeOffer],
        assurance: AssuranceTable,
        keepsEvidence: Bool = false,
        countries: [String] = [],
        colours: BrandColours? = nil,
        logo: MethodLogo? = nil,
        hosts: [String] = []
    ) {
        self.provider = provider
        self.displayName = displayName
        self.types = types
        self.attributes = attributes
        self.assurance = assurance
        self.keepsEvidence = keepsEvidence
        self.countries = countries
        self.colours = colours
        self.logo = logo
        self.hosts = hosts
    }

    /// The offer for an attribute, if the method has it at all.
    public func offer(for name: AttributeName) -> AttributeOffer? { attributes.first { $0.name == name } }
}

/// One attribute that a method may deliver.
public struct AttributeOffer: Sendable, Hashable {
    /// How surely an attribute arrives.
    public enum Availability: String, Sendable, Hashable, Codable {
        /// Delivered whenever it is asked for.
        case always
        /// Best effort; may be missing for some people.
        case maybe
        /// Not for documents of that country.
        case never
    }

    /// The attribute.
    public let name: AttributeName
    /// How surely it arrives where no country says otherwise.
    public let availability: Availability
    /// Exceptions by the country that issued the document (ISO 3166-1 alpha-3).
    public let exceptions: [String: Availability]

    /// Makes an offer.
    public init(_ name: AttributeName, _ availability: Availability, exceptions: [String: Availability] = [:]) {
        self.name = name
        self.availability = availability
        self.exceptions = exceptions
    }

    /// Makes an offer of a catalogued attribute, such as `AttributeOffer(.givenName, .always)`.
    public init<Value>(
        _ attribute: Attribute<Value>,
        _ availability: Availability,
        exceptions: [String: Availability] = [:]
    ) {
        self.init(attribute.name, availability, exceptions: exceptions)
    }

    /// How surely it arrives for a document of a country (alpha-3), or in general.
    public func availability(issuingCountry: String?) -> Availability {
        issuingCountry.flatMap { exceptions[$0] } ?? availability
    }
}
