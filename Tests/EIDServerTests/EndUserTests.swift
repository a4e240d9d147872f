import EIDMethod
import HTTPTypes
import Testing

@testable import EIDServer

/// Whose browser a request comes from, with and without proxies in between.
@Suite struct EndUserTests {
    private let proxies = TrustedProxies(["10.0.0.1", "10.0.0.2"])

    private func address(from peer: String?, forwarded: String...) throws -> String? {
        var headers = HTTPFields()
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        for value in forwarded { headers.append(HTTPField(name: name, value: value)) }
        return proxies.endUser(of: headers, from: peer)?.address
    }

    @Test func withoutAProxyItIsTheOtherEnd() throws {
        #expect(try address(from: "203.0.113.7") == "203.0.113.7")
        #expect(try address(from: "2001:db8::7", forwarded: "198.51.100.1") == "2001:db8::7")
        #expect(try address(from: nil) == nil)
    }

    @Test func behindProxiesItIsTheLastAddressThatIsNoneOfThem() throws {
        #expect(try address(from: "10.0.0.1", forwarded: "198.51.100.1, 203.0.113.7") == "203.0.113.7")
        #expect(try address(from: "10.0.0.1", forwarded: "203.0.113.7", " 10.0.0.2") == "203.0.113.7")
    }

    @Test(arguments: ["", "unknown", "203.0.113.7:80", "<b>", "10.0.0.2", "203.0.113.7,x"])
    func aProxyThatNamesNoAddressGivesNone(forwarded: String) throws {
        #expect(try address(from: "10.0.0.1", forwarded: forwarded) == nil)
    }

    @Test func proxiesMayBeRanges() {
        let proxies = TrustedProxies(["10.0.0.0/9", "2001:db8:1::/47", "::ffff:192.168.0.0/112", "host.example"])
        for address in ["10.127.255.255", "::ffff:10.0.0.1", "2001:db8:0:ffff::1", "192.168.7.7"] {
            #expect(proxies.trusts(address), "\(address)")
        }
        for address in ["10.128.0.0", "11.0.0.1", "2001:db8:2::1", "192.169.0.1", "host.example", "", "10.0.0.0/8"] {
            #expect(!proxies.trusts(address), "\(address)")
        }
    }

    @Test func oneAddressIsWrittenOneWay() throws {
        #expect(try address(from: "::ffff:203.0.113.7") == "203.0.113.7")
        #expect(try address(from: "2001:DB8:0:0:0:0:0:7") == "2001:db8::7")
        #expect(try address(from: "::ffff:10.0.0.1", forwarded: "203.0.113.7") == "203.0.113.7")
        #expect(try address(from: "10.0.0.1", forwarded: "203.0.113.7, ::FFFF:10.0.0.2") == "203.0.113.7")
        #expect(TrustedProxies(["::ffff:10.0.0.9"]).trusts("10.0.0.9"))
        #expect(TrustedProxies(["2001:db8::0:1"]).trusts("2001:db8::1"))
    }

    @Test func whatTheBrowserSaysOfItselfIsCutBetweenCharacters() {
        for (text, bytes) in [("å", 256), ("x\u{1F58A}", 253), ("e\u{301}", 255)] {
            let headers: HTTPFields = [.userAgent: String(repeating: text, count: 200)]
            let agent = proxies.endUser(of: headers, from: "203.0.113.7")?.userAgent
            #expect((bytes...256).contains(agent?.utf8.count ?? 0) && agent?.contains("\u{FFFD}") == false)
        }
    }

    @Test func whatTheBrowserSaysOfItselfIsCut() {
        let headers: HTTPFields = [.userAgent: String(repeating: "x", count: 5000)]
        #expect(proxies.endUser(of: headers, from: "203.0.113.7")?.userAgent?.utf8.count == 256)
    }
}
