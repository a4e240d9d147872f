import Testing

@testable import EIDServer

/// Damaged requests, the same ones in each run: no answer is a failure of the server, and it lives on.
@Suite struct HostileBytesTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let pieces = [
        ";", "=", ",", "\"", " ", "\t", "q=", "q=nan", "q=1e99", "-", "*", "%", "%00", "\u{212A}", "e\u{301}", "\0",
        "\r",
        "\n", "\r\n\r\n", "__Host-", "eid-", "HTTP/1.1", ": ", "/", "..", "?", "#", "Content-Length: 9\r\n",
        "Transfer-Encoding: chunked\r\n", "Host: a\r\n",
    ]

    private func damaged(_ text: String, _ dice: inout Dice) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0...Int.random(in: 0...4, using: &dice) {
            let place = Int.random(in: 0...bytes.count, using: &dice)
            switch Int.random(in: 0...4, using: &dice) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
            case 3: bytes.insert(contentsOf: bytes.prefix(place).suffix(16), at: place)
            default: bytes.insert(contentsOf: (Self.pieces.randomElement(using: &dice) ?? "").utf8, at: place)
            }
        }
        return bytes
    }

    @Test("Accept-Language")
    func languages() {
        var dice = Dice(state: 1)
        for _ in 0..<5000 {
            let text = String(decoding: damaged("nl-BE, fr;q=0.8, de;q=0.7, *;q=0.1", &dice), as: UTF8.self)
            let languages = AcceptLanguage.languages(in: text)
            #expect(Set(languages).count == languages.count)
        }
        for bomb in [",", ";", "-", "q=", "a,", "nl;q=0.1,", "nl-", "\u{301}"] {
            #expect(AcceptLanguage.languages(in: String(repeating: bomb, count: 20_000)).count <= 1)
        }
    }

    @Test("Cookie", arguments: [true, false])
    func cookies(isSecure: Bool) {
        var dice = Dice(state: 2)
        let reader = BrowserCookies(isSecure: isSecure)
        for _ in 0..<5000 {
            let text = String(decoding: damaged("a=b; __Host-eid-t1=proof; eid-t2=proof; c", &dice), as: UTF8.self)
            #expect(reader.read([text, "x=y"]).keys.allSatisfy { $0.hasPrefix("eid-") })
        }
        for bomb in [";", "=", "eid-", "eid-a=;", "__Host-eid-a=b;", " ", "\u{301}"] {
            #expect(reader.read([String(repeating: bomb, count: 20_000)]).count <= 1)
        }
    }

    @Test("Paths")
    func paths() throws {
        var dice = Dice(state: 3)
        let pages = try PageRenderer(cookies: BrowserCookies(isSecure: true))
        let table = RouteTable([CallbackRoute(front: ScriptedFront(), pages: pages)])
        for _ in 0..<5000 {
            let path = String(decoding: damaged("/callback/itsme", &dice), as: UTF8.self)
            for capture in table.match(path[...])?.captures ?? [] {
                #expect(capture.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") })
            }
        }
    }

    @Test("Whole requests over a socket")
    func requests() async throws {
        let base =
            "POST /callback/toy?a=b HTTP/1.1\r\nHost: broker.example\r\nConnection: close\r\nCookie: eid-t1=proof\r\n"
            + "Accept-Language: nl;q=0.5\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: 12\r\n\r\nstate=a&b=%41"
        let limits = ServerLimits(idleTime: .seconds(3), bodyTime: .seconds(1))
        let statuses = try await RunningServer.with(limits: limits) { [self] wire, _ in
            var dice = Dice(state: 4)
            let forgeries = (0..<240).map { _ in damaged(base, &dice) }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for forgery in forgeries { group.addTask { try await wire.raw(forgery).status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(try await wire.send("GET", "/health/live").status == 200)
            return statuses
        }
        #expect(statuses.count == 240)
        #expect(statuses.allSatisfy { $0 < 500 })
        #expect(statuses.contains(400))
    }
}
