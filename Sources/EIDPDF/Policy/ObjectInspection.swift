/// Reads every object of a file once, in the order of the file: all must be readable, and none may overlap another.
struct ObjectInspection {
    private(set) var content: ActiveContent

    init(_ reader: inout PDFObjectReader) throws(PDFError) {
        content = ActiveContent(firstUnused: reader.references.nextNumber)
        for section in reader.references.sections { content.inspect(trailer: section.trailer) }
        var plain: [(offset: Int, number: Int, generation: Int)] = []
        var compressed: [Int: Set<Int>] = [:]
        for (number, entry) in reader.references.entries {
            switch entry {
            case .free: break
            case .offset(let offset, let generation): plain.append((offset, number, generation))
            case .compressed(let container, _): compressed[container, default: []].insert(number)
            }
        }
        plain.sort { ($0.offset, $0.number) < ($1.offset, $1.number) }
        var end = 0
        for entry in plain {
            let object = try reader.indirectObject(
                number: entry.number,
                generation: entry.generation,
                at: entry.offset
            )
            guard object.range.lowerBound >= end else {
                throw .ambiguous("objects overlap in the file", at: entry.offset)
            }
            end = object.range.upperBound
            content.inspect(object.value, of: object.reference)
        }
        for (_, numbers) in compressed.sorted(by: { $0.key < $1.key }) {
            // The reader checks that each object stands in its container where the cross-references say.
            for number in numbers.sorted() {
                let reference = PDFReference(number)
                content.inspect(try reader.object(reference), of: reference)
            }
        }
    }
}
