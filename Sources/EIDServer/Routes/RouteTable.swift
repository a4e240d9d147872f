/// Finds the route for a path.
///
/// Paths are compared byte by byte: nothing is percent-decoded, no slash is added or folded, since none of our addresses
/// needs it and every leniency is a second name for the same thing.
struct RouteTable: Sendable {
    private struct Entry: Sendable {
        let segments: [Substring]
        let route: any Route
    }

    private let entries: [Entry]

    init(_ routes: [any Route]) {
        entries = routes.map { Entry(segments: Self.segments($0.pattern[...]), route: $0) }
    }

    /// The route and the identifiers in the place of its braces.
    func match(_ path: Substring) -> (route: any Route, captures: [String])? {
        let segments = Self.segments(path)
        for entry in entries where entry.segments.count == segments.count {
            var captures: [String] = []
            let matches = zip(entry.segments, segments).allSatisfy { expected, found in
                guard expected.first == "{" else { return expected.utf8.elementsEqual(found.utf8) }
                captures.append(String(found))
                return Self.isIdentifier(found)
            }
            if matches { return (entry.route, captures) }
        }
        return nil
    }

    private static func segments(_ path: Substring) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: false)
    }

    private static func isIdentifier(_ text: Substring) -> Bool {
        (1...128).contains(text.utf8.count) && text != "." && text != ".."
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            }
    }
}
