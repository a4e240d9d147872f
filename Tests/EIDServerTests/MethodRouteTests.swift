import EIDBroker
import FoundationEssentials
import Testing

@testable import EIDServer

/// What is told about methods outside of any transaction.
@Suite struct MethodRouteTests {
    @Test("The health of methods is told by id, and is no failure of the broker")
    func health() async throws {
        let answer = try await RunningServer.with { wire, _ in try await wire.send("GET", "/health/methods") }
        #expect(answer.status == 200)
        #expect(answer.body == #"{"itsme":"ok","toy":"unavailable"}"#)
    }

    @Test("The standing of the seal is told, and is no failure of the broker", arguments: [false, true])
    func seal(hasOne: Bool) async throws {
        let end = Date(timeIntervalSince1970: 1_800_000_000)
        let front = ScriptedFront(seal: hasOne ? SealStanding(.expired, end: end, sentence: "for operators") : nil)
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.send("GET", "/health/seal") }
        #expect(answer.status == 200)
        #expect(
            answer.body
                == (hasOne ? #"{"status":"expired","until":"2027-01-15T08:00:00Z"}"# : #"{"status":"none"}"#)
        )
    }

    @Test("A logo comes under its hash, for good, and can do nothing")
    func logo() async throws {
        let published = try #require(ScriptedFront().methodLogos.first)
        let (answer, missing) = try await RunningServer.with { wire, _ in
            (try await wire.send("GET", published.path), try await wire.send("GET", "/assets/logos/0123.svg"))
        }
        #expect(answer.status == 200 && answer["content-type"] == "image/svg+xml")
        #expect(answer["cache-control"] == "public, max-age=31536000, immutable")
        #expect(answer["x-content-type-options"] == "nosniff")
        #expect(answer["content-security-policy"]?.hasSuffix("sandbox") == true)
        #expect(answer.body.hasPrefix("<svg"))
        #expect(missing.status == 404)
    }

    @Test("The colours of a brand come as a style sheet, and only for methods that ask for them")
    func colours() async throws {
        let answer = try await RunningServer.with { wire, _ in try await wire.send("GET", "/assets/methods.css") }
        #expect(answer.status == 200 && answer["content-type"] == "text/css; charset=utf-8")
        #expect(answer.body.contains(#".method[value="itsme"]:enabled"#))
        #expect(answer.body.contains("background: #ff4612;") && answer.body.contains("color: #1a1a1a;"))
        #expect(!answer.body.contains("toy"))
    }
}
