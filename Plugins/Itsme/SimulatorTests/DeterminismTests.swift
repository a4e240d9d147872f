import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// The same seed, clock and script tell the same story, byte for byte.
@Suite struct DeterminismTests {
    /// Everything that two runs can be compared by.
    private func story() async throws -> [String] {
        let bench = try PartnerBench()
        await bench.control.run([
            ItsmeScriptStep(.approve, persona: "lotte", client: PartnerBench.shared),
            ItsmeScriptStep(.reject, persona: "sanne", client: PartnerBench.shared),
        ])
        var told: [String] = []
        // By script, to the end.
        for _ in 0..<2 {
            let back = try await bench.control.walk(
                "https://sim.example/v2/authorization?"
                    + FormFields(bench.parameters(client: PartnerBench.shared)).encoded,
                persona: "lotte"
            )
            told.append(back)
            if let code = PartnerBench.query(of: back)?["code"] {
                let answer = try await bench.redeem(bench.secretFields(code))
                told.append(try answer.requireString("access_token"))
            }
            bench.clock.advance(by: 30)
        }
        // By hand, page by page.
        let start = await bench.authorize()
        let path = "/session/" + String(start.header("Location")?.split(separator: "/").last ?? "")
        let phone = path.replacing("/session/", with: "/phone/")
        told.append(await bench.get(path).text)
        _ = await bench.post("\(path)/identify", [("phone", "+32 470000001")])
        told.append(await bench.get(path).text)
        told.append(await bench.get(phone).text)
        _ = await bench.post("\(phone)/answer", [("do", "reject")])
        told.append(await bench.get(path).header("Location") ?? "")
        told.append(await bench.authorize(["client_id": "Nobody"]).text)
        told += await bench.control.actions().map(\.json.text)
        told += await bench.control.traces().map(\.json.text)
        return told
    }

    @Test func twoRunsAreTheSame() async throws {
        let (one, other) = (try await story(), try await story())
        #expect(one.count > 12)
        #expect(one == other)
    }

    @Test func subjectsRepeat() async throws {
        let (one, other) = (try PartnerBench(), try PartnerBench())
        #expect(try await one.identify()["sub"]?.string == other.identify()["sub"]?.string)
    }

    @Test func anotherSeedTellsAnotherStory() async throws {
        let (one, other) = (try PartnerBench(), try PartnerBench(seed: 8))
        #expect(try await one.code() != other.code())
        #expect(try await one.identify()["sub"]?.string != other.identify()["sub"]?.string)
    }
}
