public import FoundationEssentials

/// The name of a standard fact about a person in our catalogue.
///
/// As the key of a dictionary it encodes as the name itself.
public struct AttributeName: RawRepresentable, Sendable, Hashable, Codable, CodingKeyRepresentable,
    CustomStringConvertible, Comparable
{
    /// The catalogue's name, in camel case.
    public let rawValue: String

    /// Takes a name as it is; the catalogue says which exist.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name.
    public var description: String { rawValue }

    /// Alphabetical order, for stable listings.
    public static func < (left: AttributeName, right: AttributeName) -> Bool { left.rawValue < right.rawValue }
}

/// One standard attribute and the type of its values.
public struct Attribute<Value: AttributeContent>: Sendable {
    /// Its name in the catalogue.
    public let name: AttributeName

    init(_ name: String) { self.name = AttributeName(rawValue: name) }
}

/// A type that an attribute's value can have.
public protocol AttributeContent: Sendable, Hashable, Codable {
    /// Wraps the value for storage.
    var attributeValue: AttributeValue { get }
    /// Unwraps a stored value; `nil` when it is of another type.
    init?(attributeValue: AttributeValue)
}

/// An attribute's value, whatever its type.
public enum AttributeValue: Sendable, Hashable, Codable {
    /// A text, never a blank one.
    case text(String)
    /// Yes or no.
    case boolean(Bool)
    /// A day, a month or a year.
    case date(CalendarDate)
    /// A moment.
    case time(Date)
    /// A postal address.
    case address(PostalAddress)
    /// A place such as that of birth.
    case place(Place)
    /// A picture.
    case image(Image)
    /// Several texts, each under a name of its own.
    case record([String: String])

    /// The type without the value, for documentation and messages.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The types, in the words of ``AttributeValue``.
        case text, boolean, date, time, address, place, image, record
    }

    /// The value's type.
    public var kind: Kind {
        switch self {
        case .text: .text
        case .boolean: .boolean
        case .date: .date
        case .time: .time
        case .address: .address
        case .place: .place
        case .image: .image
        case .record: .record
        }
    }
}

extension String: AttributeContent {
    /// Wraps a text.
    public var attributeValue: AttributeValue { .text(self) }
    /// Unwraps a text.
    public init?(attributeValue: AttributeValue) {
        guard case .text(let value) = attributeValue else { return nil }
        self = value
    }
}

extension Bool: AttributeContent {
    /// Wraps a truth value.
    public var attributeValue: AttributeValue { .boolean(self) }
    /// Unwraps a truth value.
    public init?(attributeValue: AttributeValue) {
        guard case .boolean(let value) = attributeValue else { return nil }
        self = value
    }
}

extension Date: AttributeContent {
    /// Wraps a moment.
    public var attributeValue: AttributeValue { .time(self) }
    /// Unwraps a moment.
    public init?(attributeValue: AttributeValue) {
        guard case .time(let value) = attributeValue else { return nil }
        self = value
    }
}

extension [String: String]: AttributeContent {
    /// Wraps a small record of texts.
    public var attributeValue: AttributeValue { .record(self) }
    /// Unwraps a small record of texts.
    public init?(attributeValue: AttributeValue) {
        guard case .record(let value) = attributeValue else { return nil }
        self = value
    }
}
