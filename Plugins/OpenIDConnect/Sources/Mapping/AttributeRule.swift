import EIDJSON
import EIDMethod
import FoundationEssentials

/// How one attribute comes out of the claims, and what is said about it.
struct AttributeRule: Sendable {
    /// What an attribute is made of.
    enum Shape: Sendable {
        case text(ValueRule, CatalogueForm)
        case boolean(ValueRule)
        case date(ValueRule, [DateForm])
        case time(ValueRule, [DateForm])
        case address([AddressPart: ValueRule])
        case place([PlacePart: ValueRule])

        /// The claims that it reads; none for constants.
        var paths: [ClaimPath] {
            switch self {
            case .text(let rule, _), .boolean(let rule), .date(let rule, _), .time(let rule, _): rule.paths
            case .address(let parts): parts.values.flatMap(\.paths)
            case .place(let parts): parts.values.flatMap(\.paths)
            }
        }
    }

    /// The parts of an address that can be mapped.
    enum AddressPart: String, Sendable, CaseIterable {
        case formatted, streetAddress, postalCode, locality, region, country
    }

    /// The parts of a place that can be mapped.
    enum PlacePart: String, Sendable, CaseIterable {
        case formatted, locality, country
    }

    let attribute: AttributeName
    var shape: Shape
    var basis: Provenance.Basis
    var isAlways: Bool
    var isEssential: Bool
    var scopes: [String]

    /// The claims that the rule reads.
    var paths: [ClaimPath] { shape.paths }

    /// Whether the value is another text than the claim has, so that evidence cannot compare the two.
    var isChanging: Bool {
        if case .text(let rule, _) = shape { rule.isChanging } else { false }
    }

    /// The value, if it is there and can be read, and everything that could not be.
    func read(_ sources: ClaimSources) -> (reading: Reading<AttributeValue>, failures: [(String, MappingFailure)]) {
        switch shape {
        case .address(let parts): return address(parts, sources)
        case .place(let parts): return place(parts, sources)
        case .text(let rule, let form):
            let reading = rule.text(in: sources).map { text throws(MappingFailure) in
                AttributeValue.text(try form.checked(text))
            }
            return (reading, [])
        case .boolean(let rule):
            let reading = rule.read(
                sources,
                as: { value throws(MappingFailure) in
                    if let truth = value.boolean { return truth }
                    return try Self.truth(try rule.text(of: value))
                },
                text: { text throws(MappingFailure) in try Self.truth(text) }
            )
            return (reading.map { .boolean($0) }, [])
        case .date(let rule, let forms):
            let reading = rule.read(
                sources,
                as: { value throws(MappingFailure) in
                    if value.number != nil {
                        return try Self.found(forms.lazy.compactMap { $0.day(in: value) }.first)
                    }
                    let text = try rule.text(of: value)
                    return try Self.found(forms.lazy.compactMap { $0.day(in: text) }.first)
                },
                text: { text throws(MappingFailure) in
                    try Self.found(forms.lazy.compactMap { $0.day(in: text) }.first)
                }
            )
            return (reading.map { .date($0) }, [])
        case .time(let rule, let forms):
            let reading = rule.read(
                sources,
                as: { value throws(MappingFailure) in
                    try Self.found(forms.lazy.compactMap { $0.seconds(in: value) }.first)
                },
                text: { _ throws(MappingFailure) in throw .date }
            )
            return (reading.map { .time(Date(timeIntervalSince1970: $0)) }, [])
        }
    }

    private func address(
        _ parts: [AddressPart: ValueRule],
        _ sources: ClaimSources
    ) -> (Reading<AttributeValue>, [(String, MappingFailure)]) {
        var read = PartReading(sources)
        let address = PostalAddress(
            formatted: read.text(parts[.formatted]),
            streetAddress: read.text(parts[.streetAddress]),
            postalCode: read.text(parts[.postalCode]),
            locality: read.text(parts[.locality]),
            region: read.text(parts[.region]),
            country: read.text(parts[.country])
        )
        return (read.reading(address == PostalAddress() ? nil : .address(address)), read.failures)
    }

    private func place(
        _ parts: [PlacePart: ValueRule],
        _ sources: ClaimSources
    ) -> (Reading<AttributeValue>, [(String, MappingFailure)]) {
        var read = PartReading(sources)
        let place = Place(
            formatted: read.text(parts[.formatted]),
            locality: read.text(parts[.locality]),
            country: read.text(parts[.country])
        )
        return (read.reading(place == Place() ? nil : .place(place)), read.failures)
    }

    private static func truth(_ text: String) throws(MappingFailure) -> Bool {
        switch text {
        case "true": true
        case "false": false
        default: throw .wrongType
        }
    }

    private static func found<Value>(_ value: Value?) throws(MappingFailure) -> Value {
        guard let value else { throw .date }
        return value
    }
}
