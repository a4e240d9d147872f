import Glibc

/// The pages of the executable and its libraries that start-up has used.
///
/// Swift looks through every conformance in the file once, and settings, stores and migrations are read once: tens of
/// mebibytes that serving does not touch again.
enum StartUpPages {
    /// Gives them back.
    ///
    /// They stay in the kernel's cache, and what serving needs is mapped again when it is used.
    static func release() {
        for range in mappings() where !range.isEmpty {
            madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
        }
    }

    private static func mappings() -> [Range<UInt>] {
        // Files in /proc have no size, so this one is read line by line.
        guard let file = fopen("/proc/self/maps", "r") else { return [] }
        defer { fclose(file) }
        var ranges: [Range<UInt>] = []
        var line = [CChar](repeating: 0, count: 4096 + 128)
        while fgets(&line, Int32(line.count), file) != nil {
            let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            if let range = unwritten(String(decoding: bytes, as: UTF8.self)) { ranges.append(range) }
        }
        return ranges
    }

    /// The range of a mapping whose pages are as they are in the file; `nil` for any other, whose content would be lost.
    ///
    /// Code is never written to, nor is what a file begins with. A later part that is only readable may hold addresses that
    /// the loader has filled in before it took the right to write away.
    static func unwritten(_ line: String) -> Range<UInt>? {
        let fields = line.split(separator: " ", maxSplits: 5)
        guard fields.count == 6, fields[5].drop(while: { $0 == " " }).first == "/" else { return nil }
        guard fields[1] == "r-xp" || fields[1] == "r--p" && fields[2].allSatisfy({ $0 == "0" }) else { return nil }
        let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard bounds.count == 2, bounds[0] < bounds[1] else { return nil }
        return bounds[0]..<bounds[1]
    }
}
