import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// How a record is written: members in this order, absent ones left out, hashes in hexadecimal, other bytes in base64.
extension EvidenceRecord {
    /// The record as UTF-8.
    func serialized() -> [UInt8] { json.serialized() }

    /// Leaves out the largest revocation lists until the record can be read: about some certificates there is no answer in it
    /// then, and readers say so.
    mutating func leaveOutLargeLists() {
        var size = serialized().count
        while size > Self.limits.maximumBytes,
            let largest = material.lists.indices.max(by: { material.lists[$0].count < material.lists[$1].count })
        {
            size -= material.lists.remove(at: largest).count / 3 * 4
        }
    }

    private var json: JSON {
        .object([
            ("version", .integer(Self.version)),
            ("transaction", .string(transaction)),
            ("client", .string(client)),
            ("signature", .string(kind.rawValue)),
            ("documents", .array(documents.map(\.json))),
            ("timeline", .array(timeline.map { ["event": .string($0.event.rawValue), "time": .time($0.time)] })),
            (
                "method",
                .present([
                    ("id", .string(method.id)),
                    ("type", .string(method.type.rawValue)),
                    ("assurance", (method.assurance?.rawValue).map(JSON.string)),
                    ("acr", method.acr.map(JSON.string)),
                ])
            ),
            (
                "person",
                .present([
                    ("subject", person.subject.map(JSON.string)),
                    ("authenticatedAt", person.authenticatedAt.map(JSON.time)),
                    ("attributes", .array(person.attributes.map(\.json))),
                ])
            ),
        ])
        .adding([
            ("commitment", commitment.map { .array($0.digests.map(JSON.hex)) }),
            ("items", .array(items.map(\.json))),
            ("certificates", .array(material.certificates.map { .base64($0.der) })),
            ("ocsp", .array(material.responses.map(JSON.base64))),
            ("crls", .array(material.lists.map(JSON.base64))),
            ("timestamps", .array(timestamps.map(JSON.base64))),
            ("unanswered", unanswered.isEmpty ? nil : .array(unanswered.map(JSON.hex))),
            (
                "policy",
                policy.map { policy in
                    .present([
                        ("identifier", .string(policy.identifier)),
                        ("commitment", policy.commitment.map(JSON.string)),
                    ])
                }
            ),
            ("consent", ["version": .string(consent.version), "language": .string(consent.language.rawValue)]),
            ("broker", ["version": .string(broker.version), "configuration": .hex(broker.configuration)]),
        ])
    }
}

extension EvidenceRecord.Person.Fact {
    fileprivate var json: JSON {
        .present([
            ("name", .string(name.rawValue)),
            ("type", .string(entry.value.kind.rawValue)),
            ("value", entry.value.evidence),
            ("source", .string(entry.provenance.claim)),
            ("basis", .string(entry.provenance.basis.rawValue)),
            ("verifiedAt", entry.provenance.verifiedAt.map(JSON.time)),
            ("issuingCountry", entry.provenance.issuingCountry.map(JSON.string)),
            ("changed", entry.provenance.isChanged ? .boolean(true) : nil),
        ])
    }
}

extension SignedDocumentFacts {
    fileprivate var json: JSON {
        .present([
            ("original", original.json),
            ("format", .string(format.rawValue)),
            ("levelRequested", .string(levelRequested.rawValue)),
            ("levelReached", (levelReached?.rawValue).map(JSON.string)),
            (
                "signed",
                signature.map { signature in
                    [
                        "digest": .hex(signature.digest),
                        "scheme": .string(signature.scheme.family.rawValue),
                        "hash": .string(signature.scheme.digest.rawValue),
                        "value": .base64(signature.value),
                        "certificate": .hex(signature.certificate),
                    ]
                }
            ),
            ("result", result?.json),
        ])
    }
}

extension SignedDocumentFacts.File {
    fileprivate var json: JSON {
        .present([
            ("name", .string(name)),
            ("mediaType", .string(mediaType)),
            ("size", size.map { .integer(Int64($0)) }),
            ("sha256", .hex(sha256)),
        ])
    }
}

extension EvidenceItem {
    fileprivate var json: JSON {
        .present([
            ("kind", .string(kind)),
            ("mediaType", .string(mediaType)),
            ("content", .base64(content)),
            ("keys", keys.map(JSON.base64)),
            ("nonceSalt", nonceSalt.map(JSON.base64)),
        ])
    }
}

extension AttributeValue {
    /// The value in a form that says no more and no less than the value itself.
    fileprivate var evidence: JSON {
        switch self {
        case .text(let text): .string(text)
        case .boolean(let truth): .boolean(truth)
        case .date(let date): .string(date.description)
        case .time(let moment): .time(moment)
        case .address(let address):
            .texts([
                ("formatted", address.formatted), ("streetAddress", address.streetAddress),
                ("postalCode", address.postalCode), ("locality", address.locality), ("region", address.region),
                ("country", address.country),
            ])
        case .place(let place):
            .texts([("formatted", place.formatted), ("locality", place.locality), ("country", place.country)])
        case .image(let image): ["mediaType": .string(image.mediaType), "bytes": .base64(image.bytes)]
        case .record(let record):
            .object(
                record.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.key, .string($0.value)) }
            )
        }
    }
}

extension JSON {
    fileprivate static func present(_ members: [(String, JSON?)]) -> JSON { JSON.object([]).adding(members) }

    fileprivate static func texts(_ members: [(String, String?)]) -> JSON {
        .present(members.map { ($0.0, $0.1.map(JSON.string)) })
    }

    fileprivate func adding(_ more: [(String, JSON?)]) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members + more.compactMap { name, value in value.map { (name, $0) } })
    }

    fileprivate static func time(_ date: Date) -> JSON { .string(EvidenceTime.text(date)) }
    fileprivate static func base64(_ bytes: some Collection<UInt8>) -> JSON { .string(Base64.encode(bytes)) }
    fileprivate static func hex(_ bytes: [UInt8]) -> JSON { .string(Hexadecimal.text(bytes)) }
}
