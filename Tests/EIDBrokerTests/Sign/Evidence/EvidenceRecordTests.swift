import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import SignatureStage

/// One way to write a record, and no other way to read it.
@Suite("Evidence record") struct EvidenceRecordTests {
    private let bench: EvidenceBench

    init() throws { bench = try EvidenceBench() }

    private func json(_ change: (inout JSON) throws -> Void) throws -> [UInt8] {
        let limits = JSONLimits(maximumBytes: 1 << 20)
        var json = JSON(try JSONValue.parse(try bench.record().serialized(), limits: limits))
        try change(&json)
        return json.serialized()
    }

    private func refusal(_ change: (inout JSON) throws -> Void) throws -> JSONError? {
        let bytes = try json(change)
        do {
            _ = try EvidenceRecord(serialized: bytes)
            return nil
        } catch { return error }
    }

    @Test("comes back as it was written") func roundTrip() throws {
        let record = try bench.record()
        #expect(try EvidenceRecord(serialized: record.serialized()) == record)
    }

    @Test("keeps every type of attribute") func attributes() throws {
        let source = Provenance(claim: "c", basis: .upstream)
        var attributes = IdentityAttributes()
        attributes.set(.name, to: "Ada Example", from: source)
        attributes.set(.ageOver18, to: true, from: Provenance(claim: "c", basis: .upstream, isChanged: true))
        attributes.set(.birthdate, to: CalendarDate(year: 1985), from: source)
        attributes.set(.updatedAt, to: EvidenceTime.whole(TestTime.now), from: source)
        attributes.set(.address, to: PostalAddress(streetAddress: "Kerkstraat 1", country: "BE"), from: source)
        attributes.set(.placeOfBirth, to: Place(locality: "Gent"), from: source)
        attributes.set(.picture, to: Image(mediaType: "image/png", bytes: [1, 2]), from: source)
        attributes.set(.device, to: ["os": "x", "appName": "y"], from: source)
        var record = try bench.record()
        record.person = .init(subject: nil, attributes: attributes, asked: attributes.names)
        let again = try EvidenceRecord(serialized: record.serialized())
        #expect(again == record)
        #expect(again.person.attributes.count == 8)
    }

    @Test("holds no attribute that was not asked for") func minimal() throws {
        let text = String(decoding: try bench.record().serialized(), as: UTF8.self)
        #expect(text.contains("familyName"))
        #expect(!text.contains("givenName"))
    }

    @Test("refuses another version") func version() throws {
        #expect(try refusal { $0["version"] = 2 }?.code == .outOfRange)
    }

    @Test("refuses a member that it does not know") func unknown() throws {
        #expect(try refusal { $0["extra"] = true }?.code == .syntax)
    }

    @Test("refuses a missing member") func missing() throws {
        #expect(try refusal { $0["documents"] = nil }?.code == .missing)
    }

    @Test("refuses a signing of nothing") func noDocument() throws {
        #expect(try refusal { $0["documents"] = .array([]) }?.code == .outOfRange)
    }

    @Test(
        "refuses more than belongs to so many documents",
        arguments: ["certificates", "ocsp", "crls", "timestamps", "items", "documents"]
    )
    func tooMany(_ name: String) throws {
        let failure = try refusal { json in
            guard case .array(let all)? = json[name] else { return }
            json[name] = .array(Array(repeating: all.first ?? "MAA=", count: 73))
        }
        #expect(failure?.code == .tooLarge)
    }

    @Test("takes what belongs to as many documents as a signing may have") func many() throws {
        var record = try bench.record()
        let document = try requireNotNil(record.documents.first)
        let count = SigningConfiguration().maximumDocuments
        record.documents = Array(repeating: document, count: count)
        record.timestamps = Array(repeating: [0x30, 0], count: 2 * count)
        record.material.responses = Array(repeating: [0x30, 0], count: 4 * count)
        #expect(try EvidenceRecord(serialized: record.serialized()) == record)
    }

    @Test("refuses members in another order") func order() throws {
        #expect(
            try refusal { json in
                let client = json["client"]
                json["client"] = nil
                json["client"] = client
            }?.code == .syntax
        )
    }

    @Test("refuses a doubled member") func doubled() throws {
        let text = String(decoding: try bench.record().serialized(), as: UTF8.self)
        let twice = Array(text.replacing("\"client\":\"shop\"", with: "\"client\":\"shop\",\"client\":\"shop\"").utf8)
        #expect(throws: JSONError.self) { try EvidenceRecord(serialized: twice) }
    }

    @Test("refuses a doubled attribute") func doubledAttribute() throws {
        let failure = try refusal { json in
            guard case .array(let facts)? = json["person"]?["attributes"], let first = facts.first else { return }
            json["person"]?["attributes"] = .array([first] + facts)
        }
        #expect(failure?.code == .outOfRange)
    }

    @Test("refuses a hash in capitals") func capitals() throws {
        let bytes = try json { $0["broker"]?["configuration"] = .string(String(repeating: "A", count: 64)) }
        #expect(throws: JSONError.self) { try EvidenceRecord(serialized: bytes) }
    }

    @Test(
        "refuses a time that is none",
        arguments: ["2026-02-30T00:00:00Z", "2026-02-03 00:00:00Z", "20260203T000000Z"]
    )
    func time(_ text: String) throws {
        let failure = try refusal { $0["person"]?["authenticatedAt"] = .string(text) }
        #expect(failure?.code == .outOfRange)
    }

    @Test("refuses white space") func space() throws {
        #expect(throws: JSONError.self) { try EvidenceRecord(serialized: bench.record().serialized() + [0x0A]) }
    }

    @Test("refuses what is cut off, wherever") func truncated() throws {
        let bytes = try bench.record().serialized()
        for length in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: JSONError.self) { try EvidenceRecord(serialized: Array(bytes.prefix(length))) }
        }
    }
}
