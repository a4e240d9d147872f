import EIDJSON
import EIDMethod
import FoundationEssentials

extension AttributeValue {
    /// `{ KIND: value }`, as in `{ "text": "Robin" }`.
    var wire: JSON {
        switch self {
        case .text(let text): ["text": .string(text)]
        case .boolean(let truth): ["boolean": .boolean(truth)]
        case .date(let date): ["date": .string(date.description)]
        case .time(let time): ["time": .number(time.timeIntervalSince1970)]
        case .address(let address):
            [
                "address": .present([
                    ("formatted", address.formatted.wire), ("streetAddress", address.streetAddress.wire),
                    ("postalCode", address.postalCode.wire), ("locality", address.locality.wire),
                    ("region", address.region.wire), ("country", address.country.wire),
                ])
            ]
        case .place(let place):
            [
                "place": .present([
                    ("formatted", place.formatted.wire), ("locality", place.locality.wire),
                    ("country", place.country.wire),
                ])
            ]
        case .image(let image): ["image": ["mediaType": .string(image.mediaType), "bytes": .bytes(image.bytes)]]
        case .record(let record):
            ["record": .object(record.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })]
        }
    }

    init(wire json: JSONValue) throws(JSONError) {
        let (name, value) = try json.requireChoice()
        switch name {
        case "text": self = .text(try json.requireText("text", upTo: WireLimit.textValue.most))
        case "boolean": self = .boolean(try json.requireBoolean("boolean"))
        case "date":
            guard let date = CalendarDate(iso: try json.requireString("date")) else {
                throw JSONError(.outOfRange, at: value.path, "is not a date")
            }
            self = .date(date)
        case "time": self = .time(Date(timeIntervalSince1970: try json.requireNumericDate("time")))
        case "address":
            try value.requireOnly(["formatted", "streetAddress", "postalCode", "locality", "region", "country"])
            self = .address(
                PostalAddress(
                    formatted: try value.optionalString("formatted"),
                    streetAddress: try value.optionalString("streetAddress"),
                    postalCode: try value.optionalString("postalCode"),
                    locality: try value.optionalString("locality"),
                    region: try value.optionalString("region"),
                    country: try value.optionalString("country")
                )
            )
        case "place":
            try value.requireOnly(["formatted", "locality", "country"])
            self = .place(
                Place(
                    formatted: try value.optionalString("formatted"),
                    locality: try value.optionalString("locality"),
                    country: try value.optionalString("country")
                )
            )
        case "image":
            try value.requireOnly(["mediaType", "bytes"])
            let bytes = try value.requireBytes("bytes", upTo: WireLimit.image.most)
            self = .image(
                Image(mediaType: try value.requireText("mediaType", upTo: WireLimit.mediaType.most), bytes: bytes)
            )
        case "record":
            var record: [String: String] = [:]
            for (name, part) in value.members ?? [] {
                guard let text = part.string else { throw JSONError(.wrongType, at: part.path, "must be a string") }
                record[name] = text
            }
            guard value.kind == .object else { throw JSONError(.wrongType, at: value.path, "must be an object") }
            self = .record(record)
        default: throw JSONError(.outOfRange, at: json.path, "is not a kind of value")
        }
    }
}
