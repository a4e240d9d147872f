import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// What a tester reads to learn why a transaction went as it did (§26.8).
@Suite struct TraceTests {
    /// A whole transaction: authorization, token and UserInfo.
    private func traces(_ changes: [String: String?] = [:]) async throws -> (PartnerBench, [SimulatorTrace]) {
        let bench = try PartnerBench()
        let answer = try await bench.redeem(bench.tokenFields(bench.code(changes)))
        _ = try await bench.userInfo(answer.requireString("access_token"))
        return (bench, await bench.control.traces())
    }

    @Test func everyLineSaysWhatItIsAbout() async throws {
        let (_, traces) = try await traces()
        #expect(traces.count == 3)
        let lines = traces.flatMap(\.entries)
        #expect(lines.count { $0.kind == .passed } >= 30)
        for line in lines {
            #expect(!line.text.isEmpty)
            #expect(line.kind == .received || line.rule.hasPrefix("§"), "\(line.text)")
        }
    }

    @Test(arguments: [
        "redirect_uri is registered, compared as an exact string", "response_type is given",
        "the assertion is signed by a key of the partner", "the assertion's jti is new",
        "the authorization code is unused", "code_verifier fits the code_challenge",
        "the access token has not expired",
    ])
    func aRuleThatWasKeptIsNamed(_ rule: String) async throws {
        let (_, traces) = try await traces()
        #expect(traces.flatMap(\.entries).contains { $0.kind == .passed && $0.text == rule })
    }

    @Test func whatWasKeptDoesNotReadLikeAnError() async throws {
        let (_, traces) = try await traces()
        for line in traces.flatMap(\.entries) where line.kind == .passed {
            for word in ["missing", "Missing", "unknown", "twice", "wrong", "differ", "has expired"] {
                let isNegated = line.text.hasPrefix("no ") || line.text.contains("has not")
                #expect(isNegated || !line.text.contains(word), "\(line.text)")
            }
        }
    }

    @Test func theAssertionStandsInTheTrace() async throws {
        let (_, traces) = try await traces()
        let line = traces.flatMap(\.entries).first { $0.text == "client assertion" }
        #expect(line?.detail?["aud"]?.string == "https://sim.example/v2/token")
    }

    @Test func aTokenIsDescribedByHeaderAndClaimNames() async throws {
        let (_, traces) = try await traces()
        let line = try #require(traces.flatMap(\.entries).first { $0.kind == .issued && $0.rule == "§12" })
        #expect(line.detail?["header"]?["kid"]?.string == "p-enc")
        #expect(line.detail?["claims"]?.text.contains("given_name") == true)
        #expect(!traces.map(\.json.text).joined().contains("Verbrugge"))
    }

    @Test func aTransactionIsFoundByItsAction() async throws {
        let (bench, traces) = try await traces()
        let action = try #require(traces.first?.action)
        let found = try JSONValue.parse(await bench.get("/control/traces/\(action)").body)
        #expect(found.count == 3)
    }

    @Test func theNumberOnTheErrorPageFindsItsTrace() async throws {
        let bench = try PartnerBench()
        let page = await bench.authorize(["client_id": "Nobody"]).text
        let number = try #require(page.split(separator: "[").dropFirst().first?.split(separator: "]").first)
        #expect(number.utf8.count == 9)
        let found = try JSONValue.parse(await bench.get("/control/traces/\(number)").body)
        #expect(found[index: 0]?["violations"]?.strings?.first?.contains("unknown client_id") == true)
    }
}
