import FoundationEssentials

/// A record whose members are coded as JSON: for what is rare beside a sign-in and has many members.
struct CodedRecord<Value: Codable & Sendable>: StorableRecord {
    static var form: UInt8 { RecordForm.lasting }

    let value: Value

    init(_ value: Value) { self.value = value }

    func write(to writer: inout RecordWriter) {
        // Our own values always encode; should one not, the empty body is refused when it is read.
        writer.data((try? JSONEncoder().encode(value)) ?? Data())
    }

    init(reading reader: inout RecordReader) throws {
        value = try JSONDecoder().decode(Value.self, from: Data(try reader.data()))
    }
}

extension SealedRecords {
    /// A value that was stored by its generated coding.
    func load<Value: Codable & Sendable>(
        coded type: Value.Type,
        _ kind: RecordKind,
        id: String
    ) async throws -> Held<Value>? {
        let held = try await load(CodedRecord<Value>.self, kind, id: id)
        return held.map { Held(value: $0.value.value, revision: $0.revision, group: $0.group) }
    }
}

/// A record that is nothing but bytes: a piece of a document.
struct BytesRecord: StorableRecord {
    static let form = RecordForm.lasting

    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func write(to writer: inout RecordWriter) { writer.data(bytes) }

    init(reading reader: inout RecordReader) throws { bytes = try reader.data() }
}
