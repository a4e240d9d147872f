import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

extension AttributeValue {
    /// The value as a claim.
    var claim: JSON {
        switch self {
        case .text(let text): .string(text)
        case .boolean(let truth): .boolean(truth)
        case .date(let date): .string(date.description)
        // OpenID Connect Core §5.1: `updated_at` is a number of seconds.
        case .time(let moment): .seconds(moment)
        case .address(let address):
            Self.object([
                ("formatted", address.formatted), ("street_address", address.streetAddress),
                ("postal_code", address.postalCode), ("locality", address.locality), ("region", address.region),
                ("country", address.country),
            ])
        case .place(let place):
            Self.object([("formatted", place.formatted), ("locality", place.locality), ("country", place.country)])
        case .image(let image): .string("data:\(image.mediaType);base64,\(Base64.encode(image.bytes))")
        case .record(let record): .object(record.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
        }
    }

    private static func object(_ members: [(String, String?)]) -> JSON {
        .object(members.compactMap { name, value in value.map { (name, .string($0)) } })
    }
}

extension Provenance {
    /// Where a claim comes from, as `attribute_sources` tells it.
    var source: JSON {
        var members: [(name: String, value: JSON)] = [("basis", .string(Self.name(basis))), ("source", .string(claim))]
        if let verifiedAt { members.append(("verified_at", .seconds(verifiedAt))) }
        if let issuingCountry { members.append(("issuing_country", .string(issuingCountry))) }
        return .object(members)
    }

    private static func name(_ basis: Basis) -> String {
        switch basis {
        case .document: "document"
        case .upstream: "upstream"
        case .selfDeclared: "self_declared"
        case .derived: "derived"
        }
    }
}

extension JSON {
    /// A moment as whole seconds since 1970; `null` for one that no clock shows.
    fileprivate static func seconds(_ moment: Date) -> JSON {
        Int64(exactly: moment.timeIntervalSince1970.rounded(.down)).map { .integer($0) } ?? .null
    }
}
