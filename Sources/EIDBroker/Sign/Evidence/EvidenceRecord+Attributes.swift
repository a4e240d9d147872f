import EIDJOSE
import EIDJSON
import EIDMethod

/// Reading an attribute back, by the type that stands beside its value.
extension EvidenceRecord.Person.Fact {
    init(_ json: JSONValue) throws(JSONError) {
        name = AttributeName(rawValue: try json.requireString("name"))
        let provenance = Provenance(
            claim: try json.requireString("source"),
            basis: try json.word("basis", Provenance.Basis.self),
            verifiedAt: json["verifiedAt"] == nil ? nil : try json.time("verifiedAt"),
            issuingCountry: try json.optionalString("issuingCountry"),
            isChanged: try json.optionalBoolean("changed") ?? false
        )
        let value = try Self.value(json, try json.word("type", AttributeValue.Kind.self))
        entry = IdentityAttributes.Entry(value: value, provenance: provenance)
    }

    private static func value(_ json: JSONValue, _ kind: AttributeValue.Kind) throws(JSONError) -> AttributeValue {
        switch kind {
        case .text: return .text(try json.requireString("value"))
        case .boolean: return .boolean(try json.requireBoolean("value"))
        case .date:
            guard let date = CalendarDate(iso: try json.requireString("value")) else {
                throw JSONError(.outOfRange, at: json.path(to: "value"), "is no date")
            }
            return .date(date)
        case .time: return .time(try json.time("value"))
        case .address:
            let parts = try json.requireObject("value")
            return .address(
                PostalAddress(
                    formatted: try parts.optionalString("formatted"),
                    streetAddress: try parts.optionalString("streetAddress"),
                    postalCode: try parts.optionalString("postalCode"),
                    locality: try parts.optionalString("locality"),
                    region: try parts.optionalString("region"),
                    country: try parts.optionalString("country")
                )
            )
        case .place:
            let parts = try json.requireObject("value")
            return .place(
                Place(
                    formatted: try parts.optionalString("formatted"),
                    locality: try parts.optionalString("locality"),
                    country: try parts.optionalString("country")
                )
            )
        case .image:
            let parts = try json.requireObject("value")
            let bytes = try parts.require("bytes").bytes()
            return .image(Image(mediaType: try parts.requireString("mediaType"), bytes: bytes))
        case .record:
            let parts = try json.requireObject("value")
            var record: [String: String] = [:]
            for (name, value) in parts.members ?? [] {
                guard let text = value.string else { throw JSONError(.wrongType, at: value.path, "must be a string") }
                record[name] = text
            }
            return .record(record)
        }
    }
}
