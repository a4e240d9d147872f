import EIDPDF
import EIDSignature

/// Everything that is measured, with what is aimed at.
struct SigningBenchmark {
    private let seal: Seal
    private let table = ResultTable()
    private static let megabyte = 1 << 20

    init() throws { seal = try Seal() }

    func run() throws {
        let large = SamplePDF.images(of: 50 * Self.megabyte)
        table.begin("processor time, ms", ["ours", "value", "SHA-256", "ours / SHA-256"])
        try signing("1 MB, a few images", [SamplePDF.images(of: Self.megabyte)], rounds: 25, milliseconds: 30)
        try signing("1 MB, small objects", [SamplePDF.objects(of: Self.megabyte)], rounds: 25, milliseconds: 30)
        try signing("50 MB, a few images", [large], rounds: 7, hashes: 1.5)
        let batch = (0..<70).map { SamplePDF.images(of: 100_000 + $0) }
        // As much in all as 7 MB in one piece may take.
        try signing("70 of 100 kB, one approval", batch, rounds: 5, milliseconds: 7 * 30)
        try reading()
        try memory(large)
    }

    private func signing(
        _ name: String,
        _ documents: [[UInt8]],
        rounds: Int,
        milliseconds: Double? = nil,
        hashes: Double? = nil
    ) throws {
        let costs = try SigningCosts.measure(documents, with: seal, rounds: rounds)
        let cells = [costs.own, costs.value, costs.hash, costs.own / costs.hash].map { table.fixed($0) }
        if let milliseconds {
            table.row(name, cells, target: "\(table.fixed(milliseconds)) ms", isMet: costs.own <= milliseconds)
        } else if let hashes {
            table.row(name, cells, target: "\(hashes) x", isMet: costs.own <= hashes * costs.hash)
        }
    }

    /// Twice the file takes twice the time; the small objects are the worst case.
    private func reading() throws {
        table.begin("reading small objects", ["ms", "ms per MB"])
        var first: Double?
        for megabytes in [1, 2, 4, 8, 16] {
            let document = SamplePDF.objects(of: megabytes * Self.megabyte)
            let time = try ProcessorTime.median(of: 5) { _ = try PDFDocument(parsing: document) }
            let each = time / Double(megabytes)
            let cells = [table.fixed(time), table.fixed(each)]
            if let first {
                let limit = first * 1.5
                table.row("\(megabytes) MB", cells, target: "\(table.fixed(limit)) per MB", isMet: each <= limit)
            } else {
                table.row("\(megabytes) MB", cells)
                first = each
            }
        }
    }

    private func memory(_ document: [UInt8]) throws {
        table.begin("memory at its peak, 50 MB", ["MB", "x the file"])
        let prepared = try seal.builder.prepare(document, signingTime: seal.time)
        let message = try prepared.signedData(with: seal.key.value(of: prepared.toBeSigned))
        let signed = try prepared.signed(original: document, cms: message)
        for (name, step, file) in [
            ("signing", MemoryMeasurement.Step.sign, document), ("adding validation data", .extend, signed),
            ("judging", .judge, signed),
        ] {
            let peak = try MemoryMeasurement.peak(of: step, with: file)
            let ratio = Double(peak) / Double(file.count)
            table.row(name, ["\(peak >> 20)", table.fixed(ratio)], target: "3 x", isMet: ratio <= 3)
        }
    }
}
