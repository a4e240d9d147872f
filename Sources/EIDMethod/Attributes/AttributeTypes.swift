/// A postal address in the parts of OpenID Connect Core §5.1.1; absent parts are `nil`, never empty.
public struct PostalAddress: Sendable, Hashable, Codable, AttributeContent {
    /// The whole address, with line breaks.
    public var formatted: String?
    /// Street, house number and box.
    public var streetAddress: String?
    /// Postal code.
    public var postalCode: String?
    /// City.
    public var locality: String?
    /// State, province or prefecture.
    public var region: String?
    /// Country, ISO 3166-1 alpha-2.
    public var country: String?

    /// Makes an address.
    public init(
        formatted: String? = nil,
        streetAddress: String? = nil,
        postalCode: String? = nil,
        locality: String? = nil,
        region: String? = nil,
        country: String? = nil
    ) {
        self.formatted = formatted
        self.streetAddress = streetAddress
        self.postalCode = postalCode
        self.locality = locality
        self.region = region
        self.country = country
    }

    /// Wraps an address.
    public var attributeValue: AttributeValue { .address(self) }
    /// Unwraps an address.
    public init?(attributeValue: AttributeValue) {
        guard case .address(let value) = attributeValue else { return nil }
        self = value
    }
}

/// A place such as that of birth; absent parts are `nil`.
public struct Place: Sendable, Hashable, Codable, AttributeContent {
    /// The place as the document prints it.
    public var formatted: String?
    /// City.
    public var locality: String?
    /// Country, as the source names it.
    public var country: String?

    /// Makes a place.
    public init(formatted: String? = nil, locality: String? = nil, country: String? = nil) {
        self.formatted = formatted
        self.locality = locality
        self.country = country
    }

    /// Wraps a place.
    public var attributeValue: AttributeValue { .place(self) }
    /// Unwraps a place.
    public init?(attributeValue: AttributeValue) {
        guard case .place(let value) = attributeValue else { return nil }
        self = value
    }
}

/// A picture, as bytes.
public struct Image: Sendable, Hashable, Codable, AttributeContent {
    /// The media type, for example `image/jpeg`.
    public let mediaType: String
    /// The encoded picture.
    public let bytes: [UInt8]

    /// Makes a picture.
    public init(mediaType: String, bytes: [UInt8]) {
        self.mediaType = mediaType
        self.bytes = bytes
    }

    /// Wraps a picture.
    public var attributeValue: AttributeValue { .image(self) }
    /// Unwraps a picture.
    public init?(attributeValue: AttributeValue) {
        guard case .image(let value) = attributeValue else { return nil }
        self = value
    }
}
