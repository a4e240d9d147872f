/// Looks up objects of one document; keeps what it unfolded, and counts what it costs.
///
/// A reader has a budget proportional to the file's size. It is spent by reading and by unfolding, so that no file can
/// make looking at it take more than linear time, however its objects refer to one another.
public struct PDFObjectReader {
    let bytes: [UInt8]
    let references: CrossReferences
    let limits: PDFLimits
    private var budget: Int
    private var containers: [Int: ObjectContainer] = [:]
    private var keptBytes = 0
    private var depth = 0
    /// The objects that were read and about which readers do not agree.
    private(set) var doubts: [Int: PDFDoubts] = [:]

    /// How much unfolded data is kept at most.
    private static let keeps = 64 << 20

    init(_ bytes: [UInt8], references: CrossReferences, limits: PDFLimits) {
        self.bytes = bytes
        self.references = references
        self.limits = limits
        let (work, overflow) = bytes.count.multipliedReportingOverflow(by: limits.work)
        budget = (overflow ? Int.max / 2 : work) + limits.baseWork
    }

    /// The object behind a reference; null if there is none.
    ///
    /// An object that cannot be read is an error.
    public mutating func object(_ reference: PDFReference) throws(PDFError) -> PDFObject {
        try spend(32)
        switch references.entries[reference.number] {
        case nil, .free: return .null
        case .offset(let offset, let generation):
            guard generation == reference.generation else {
                // Some readers ignore generations; then they see something where others see nothing.
                throw .ambiguous("a reference has the generation of an older object", at: offset)
            }
            return try indirectObject(number: reference.number, generation: generation, at: offset).value
        case .compressed(let container, let index):
            guard reference.generation == 0 else { throw .ambiguous("a compressed object has a generation") }
            return try compressed(reference.number, container: container, index: index)
        }
    }

    /// The object itself, or what a reference leads to.
    ///
    /// References never lead to references.
    public mutating func resolve(_ object: PDFObject) throws(PDFError) -> PDFObject {
        guard case .reference(let reference) = object else { return object }
        let found = try self.object(reference)
        guard found.reference == nil else { throw .malformed("a reference leads to a reference") }
        return found
    }

    /// The resolved value of a key, or `nil`; a dictionary with the key twice is refused where it is looked into.
    mutating func value(_ key: PDFName, of dictionary: PDFDictionary) throws(PDFError) -> PDFObject? {
        guard !dictionary.hasDuplicateKeys else { throw .ambiguous("a dictionary has a key twice") }
        guard let object = dictionary[key] else { return nil }
        let value = try resolve(object)
        return value.isNull ? nil : value
    }

    /// The object that must stand at a place.
    mutating func indirectObject(
        number: Int,
        generation: Int,
        at offset: Int
    ) throws(PDFError) -> PDFIndirectObject {
        let object = try indirectObject(at: offset)
        guard object.reference == PDFReference(number, generation: generation) else {
            throw .malformed("another object stands where the cross-references say", at: offset)
        }
        return object
    }

    /// Whatever object stands at a place.
    mutating func indirectObject(at offset: Int) throws(PDFError) -> PDFIndirectObject {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 8 else { throw .malformed("objects need one another to be read", at: offset) }
        let object = try PDFIndirectObject(in: bytes, at: offset, limits: limits) { length throws(PDFError) in
            guard let value = try self.resolve(length).integer else {
                throw .malformed("a stream's length is no number", at: offset)
            }
            return value
        }
        if !object.doubts.isEmpty { doubts[object.reference.number] = object.doubts }
        var cost = object.range.upperBound - offset
        if case .stream(let stream) = object.value, case .inFile(let range) = stream.contents { cost -= range.count }
        try spend(cost)
        return object
    }

    /// What an object stream holds.
    mutating func container(_ number: Int) throws(PDFError) -> ObjectContainer {
        if let known = containers[number] { return known }
        guard case .offset(let offset, let generation) = references.entries[number] else {
            throw .malformed("an object stream is missing, or compressed itself")
        }
        let object = try indirectObject(number: number, generation: generation, at: offset)
        let result = try container(of: object, at: offset)
        if keptBytes + result.data.count > Self.keeps {
            containers = [:]
            keptBytes = 0
        }
        containers[number] = result
        keptBytes += result.data.count
        return result
    }

    /// What an object stream holds that stands at a place, in use or not.
    mutating func container(of object: PDFIndirectObject, at offset: Int) throws(PDFError) -> ObjectContainer {
        guard case .stream(let stream) = object.value, case .inFile(let range) = stream.contents,
            stream.dictionary["Type"]?.name == "ObjStm"
        else { throw .malformed("a compressed object lies in no object stream", at: offset) }
        let decoding = try StreamDecoding(stream.dictionary) { object throws(PDFError) in try self.resolve(object) }
        let data = try decoding.decode(bytes[range], limit: min(limits.inflatedStream, max(budget, 0)))
        try spend(range.count + data.count)
        func count(_ key: PDFName) throws(PDFError) -> Int {
            guard let value = try self.value(key, of: stream.dictionary)?.integer else {
                throw .malformed("an object stream lacks a number", at: offset)
            }
            return value
        }
        return try ObjectContainer(data, count: count("N"), first: count("First"), limits: limits)
    }

    private mutating func compressed(
        _ number: Int,
        container: Int,
        index: Int
    ) throws(PDFError) -> PDFObject {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 8 else { throw .malformed("objects need one another to be read") }
        let (value, cost, doubts) = try self.container(container).object(number, index: index)
        if !doubts.isEmpty { self.doubts[number] = doubts }
        try spend(cost)
        return value
    }

    /// Takes what was read from the budget.
    mutating func spend(_ amount: Int) throws(PDFError) {
        budget -= amount
        guard budget >= 0 else { throw .tooLarge("reading the file takes too much work") }
    }
}
