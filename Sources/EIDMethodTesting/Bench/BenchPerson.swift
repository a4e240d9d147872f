public import EIDMethod

/// What the upstream of a bench knows about the person who approves, as the provider must deliver it.
public struct BenchPerson: Sendable {
    /// The assurance that the upstream states when nothing particular is asked for.
    public let assurance: Assurance
    /// The person's attributes in the catalogue's types.
    public private(set) var attributes: [AttributeName: AttributeValue] = [:]

    /// Makes a person whom the upstream knows this surely, and nothing more.
    public init(assurance: Assurance) { self.assurance = assurance }

    /// The same person with one attribute more; `nil` leaves it unknown.
    public func with<Value>(_ attribute: Attribute<Value>, _ value: Value?) -> BenchPerson {
        var person = self
        person.attributes[attribute.name] = value?.attributeValue
        return person
    }

    /// Texts that would give the person away in a log; short ones are left out, since `BE` occurs everywhere.
    var tellingTexts: [String] {
        attributes.flatMap { name, value -> [String?] in
            switch value {
            case .text(let text): [text]
            case .address(let address): [address.formatted, address.streetAddress, address.locality]
            case .place(let place): [place.formatted, place.locality]
            case .date(let date): name == Attribute<CalendarDate>.birthdate.name ? [date.description] : []
            case .boolean, .time, .image, .record: []
            }
        }
        .compactMap(\.self)
        .filter { $0.utf8.count >= 5 }
    }
}
