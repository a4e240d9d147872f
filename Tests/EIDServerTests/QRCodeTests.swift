import Testing

@testable import EIDServer

@Suite struct QRCodeTests {
    @Test("A QR code has its three corners")
    func code() throws {
        let code = try #require(QRCode("toy:1"))
        #expect(code.size == 21)
        #expect(code.isDark.count == 441)
        for corner in [0, 14, 14 * 21] {
            #expect((0..<7).allSatisfy { code.isDark[corner + $0] })
            #expect(!code.isDark[corner + 22])
        }
    }

    @Test("The lines of the image are the dark squares, whatever the size", arguments: [1, 17, 120, 400, 1500])
    func image(length: Int) throws {
        let code = try #require(QRCode(String(repeating: "q", count: length)))
        let svg = code.svg(label: "Code")
        #expect(svg.contains(#"viewBox="0 0 \#(code.size + 8) \#(code.size + 8)""#))
        let path = try #require(svg.firstMatch(of: /<path d="([^"]*)" stroke="#000"\/>/)?.1)
        #expect(try drawn(path, size: code.size) == code.isDark)
    }

    /// Follows the pen: `M x y` begins a row in the middle of its squares, `m dx 0` skips light ones, `h dx` draws.
    private func drawn(_ path: Substring, size: Int) throws -> [Bool] {
        var squares = [Bool](repeating: false, count: size * size)
        var (x, y) = (0, 0)
        for command in path.matches(of: /M(\d+) (\d+)\.5|m(\d+) 0|h(\d+)/) {
            if let column = command.1, let row = command.2 {
                (x, y) = (try #require(Int(column)) - 4, try #require(Int(row)) - 4)
            } else if let gap = command.3 {
                x += try #require(Int(gap))
            } else if let run = command.4 {
                for _ in 0..<(try #require(Int(run))) {
                    let index = y * size + x
                    try #require(x < size && squares.indices.contains(index))
                    squares[index] = true
                    x += 1
                }
            }
        }
        // Nothing of the path was left unread.
        #expect(path.matches(of: /M(\d+) (\d+)\.5|m(\d+) 0|h(\d+)/).map(\.0).joined() == path)
        return squares
    }

    @Test(
        "What does not fit a code, or would end it early, has none",
        arguments: [String(repeating: "x", count: 5000), "a\0b"]
    )
    func none(text: String) { #expect(QRCode(text) == nil) }
}
