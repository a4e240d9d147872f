/// One answer, read by a reader that a test can trust to be simple.
struct WireAnswer: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: String
    /// How many answers came on the connection.
    let count: Int

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        count = text.split(separator: "HTTP/1.1 ", omittingEmptySubsequences: false).count - 1
        var lines: [Substring] = []
        var rest = text.utf8[...]
        while let end = rest.firstIndex(of: 10) {
            let line = rest[..<end].last == 13 ? rest[..<end].dropLast() : rest[..<end]
            rest = rest[rest.index(after: end)...]
            guard !line.isEmpty else { break }
            lines.append(Substring(line))
        }
        status = lines.first.flatMap { line in line.split(separator: " ").dropFirst().first.flatMap { Int($0) } } ?? 0
        headers = lines.dropFirst().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (parts[0].lowercased(), String(parts[1].drop { $0 == " " }))
        }
        body = String(Substring(rest))
    }

    subscript(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }

    func all(_ name: String) -> [String] { headers.filter { $0.name == name.lowercased() }.map(\.value) }
}
