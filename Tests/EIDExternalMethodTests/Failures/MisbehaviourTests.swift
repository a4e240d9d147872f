import EIDExternalMethod
import EIDMethod
import EIDMethodTesting
import Foundation
import Testing

/// What a method does wrong while people wait.
@Suite struct MisbehaviourTests {
    @Test func `A crash fails the sign-ins under way, and the method is started again`() async throws {
        let (misfit, other) = (try Misfit("crash"), try Misfit("good"))
        let (method, spared) = (try await misfit.method(), try await other.method())
        try await Misfit.begin(method)
        await #expect(throws: MethodError(.unavailable, "")) { try await Misfit.begin(method, "bad") }
        try await Misfit.begin(spared)
        await misfit.host.greeted(times: 2)
        try await Misfit.begin(method)
        #expect(misfit.host.greetings == 2 && other.host.greetings == 1)
        #expect(misfit.log.text.contains("signal 11"))
        #expect(method.isRunning && spared.isRunning)
        await misfit.host.stop()
        // Who is not there is offered to nobody.
        #expect(!method.isRunning && spared.isRunning)
        await other.host.stop()
    }

    @Test func `A crash is noticed while a child of the process keeps its socket`() async throws {
        var limits = Misfit.quick()
        (limits.call, limits.health) = (.seconds(20), .seconds(1))
        let misfit = try Misfit("orphan", limits: limits)
        let method = try await misfit.method()
        await #expect(throws: MethodError(.unavailable, "")) { try await Misfit.begin(method, "bad") }
        await misfit.host.greeted(times: 2)
        #expect(misfit.log.text.contains("status 3") && !misfit.log.text.contains("hangs"))
        await misfit.host.stop()
    }

    @Test func `Each restart waits twice as long as the one before`() async throws {
        let misfit = try Misfit("restless")
        let method = try await misfit.method()
        for life in 1...4 {
            await #expect(throws: MethodError(.unavailable, "")) { try await Misfit.begin(method, "bad") }
            await misfit.host.greeted(times: life + 1)
        }
        let pauses = misfit.log.entries.filter { $0.contains("pauseMilliseconds") }.compactMap { entry in
            entry.split(separator: " ").first { $0.hasPrefix("pauseMilliseconds=") }.map { $0.dropFirst(18) }
        }
        #expect(pauses == ["1", "2", "4", "8"])
        await misfit.host.stop()
    }

    @Test func `While it is down, a method is unavailable at once`() async throws {
        var limits = Misfit.quick()
        (limits.firstPause, limits.longestPause) = (.seconds(3600), .seconds(3600))
        let misfit = try Misfit("crash", limits: limits)
        let method = try await misfit.method()
        for state in ["bad", "good", "good"] {
            await #expect(throws: MethodError(.unavailable, "")) { try await Misfit.begin(method, state) }
        }
        #expect(misfit.host.greetings == 1)
        await misfit.host.stop()
    }

    @Test func `Whoever hangs is ended and started again`() async throws {
        var limits = Misfit.quick()
        (limits.call, limits.health) = (.milliseconds(200), .milliseconds(200))
        let misfit = try Misfit("hang", limits: limits)
        let method = try await misfit.method()
        await #expect(throws: MethodError(.unavailable, "")) { try await Misfit.begin(method, "bad") }
        await misfit.host.greeted(times: 2)
        #expect(misfit.log.text.contains("why=hangs"))
        await misfit.host.stop()
    }

    @Test func `Whoever is slow with one call and answers others goes on`() async throws {
        var limits = Misfit.quick()
        limits.call = .milliseconds(200)
        limits.health = .seconds(60)
        let misfit = try Misfit("slow", limits: limits)
        let method = try await misfit.method()
        await #expect(throws: MethodError(.unavailable, "")) { try await Misfit.begin(method, "bad") }
        _ = try? await Misfit.begin(method)
        #expect(misfit.host.greetings == 1)
        await misfit.host.stop()
    }

    @Test
    func `A page does not wait for one who draws slowly, nor a person for one who hears slowly that they stopped`()
        async throws
    {
        var limits = Misfit.quick()
        (limits.call, limits.health) = (.seconds(3600), .seconds(3600))
        (limits.redraw, limits.abandon) = (.milliseconds(50), .milliseconds(50))
        let misfit = try Misfit("slow", limits: limits)
        let method = try await misfit.method()
        let request = try MethodRequest(
            transactionID: "t",
            type: .verification,
            callbackURL: URL(filePath: "/callback"),
            callbackState: "good"
        )
        let drawn = await method.redraw(request, from: Array("state".utf8))
        #expect(drawn == nil)
        await method.abandon(request, from: Array("state".utf8))
        #expect(misfit.log.text.contains("an abandoned transaction was not passed on"))
        // It was too slow for these two, and no more than that.
        try await Misfit.begin(method)
        #expect(misfit.host.greetings == 1)
        await misfit.host.stop()
    }

    @Test func `A call that nobody waits for any more is called off`() async throws {
        let misfit = try Misfit("cancel")
        let method = try await misfit.method()
        let call = Task { try await Misfit.begin(method, "bad") }
        call.cancel()
        await #expect(throws: MethodError(.unavailable, "")) { try await call.value }
        #expect(try await Misfit.told(method).hasPrefix("cancelled"))
        await misfit.host.stop()
    }

    @Test(
        arguments: [
            ("notes", "a flood of messages"), ("frame", "sends a message of 1073741824 bytes"),
            ("bytes", "answers no call"), ("calls", "too many calls at once"), ("stranger", "answers no call"),
            ("garbage", "sends a message outside of the protocol: byte 5: is not JSON"),
            ("keys", "sends a flood of calls for keys"), ("shout", "a flood of notes"),
        ]
    )
    func `A flood or something outside of the protocol ends the method`(mode: String, why: String) async throws {
        var limits = Misfit.quick()
        limits.unaskedPerSecond = mode == "notes" ? 500 : 10_000
        var misfit = try Misfit(mode, limits: limits)
        misfit.isStranded = true
        let method = try await misfit.method()
        await #expect(throws: (any Error).self) { try await Misfit.begin(method) }
        await misfit.host.greeted(times: 2)
        #expect(misfit.log.text.contains(why))
        await misfit.host.stop()
    }

    @Test(arguments: ["nul", "half", "name", "bytes"])
    func `A text that cannot be read spoils the call that it answers and no other`(text: String) async throws {
        let misfit = try Misfit("unreadable")
        let method = try await misfit.method()
        await #expect(throws: MethodError(.untrusted, "")) { try await Misfit.begin(method, text) }
        try await Misfit.begin(method)
        #expect(misfit.host.greetings == 1)
        await misfit.host.stop()
    }

    @Test func `A call with a text that cannot be read is refused, and one in reasons or logs is shown as such`()
        async throws
    {
        let misfit = try Misfit("unreadable")
        let method = try await misfit.method()
        #expect(try await Misfit.told(method, "http") == "forbidden")
        #expect(try await Misfit.told(method, "log") == "logged \u{FFFD} \\u0000")
        #expect(misfit.log.text.contains("said \u{FFFD}"))
        #expect(misfit.host.greetings == 1)
        await misfit.host.stop()
    }

    @Test func `Keys are used four times at once at most, whatever is asked for`() async throws {
        var misfit = try Misfit("keys")
        let keyring = CrowdedKeyring()
        misfit.keyring = keyring
        #expect(try await Misfit.told(try await misfit.method(), "some") == "signed")
        #expect(keyring.most == 4)
        await misfit.host.stop()
    }

    @Test func `A page that would run in the browser is no place to send people to`() async throws {
        let misfit = try Misfit("step")
        let method = try await misfit.method()
        await #expect(throws: MethodError(.misconfigured, "")) { try await Misfit.begin(method) }
        await misfit.host.stop()
    }

    @Test func `What is printed without end is not logged without end`() async throws {
        let misfit = try Misfit("print")
        let method = try await misfit.method()
        try await Misfit.begin(method)
        await misfit.host.stop()
        let printed = misfit.log.entries.count { $0.contains("an external method prints") }
        // A second may turn on the way.
        #expect(printed > 0 && printed <= 600)
        #expect(misfit.log.text.contains("logs too much"))
    }

    @Test func `What is refused without end is not logged without end`() async throws {
        let misfit = try Misfit("plead")
        let method = try await misfit.method()
        #expect(try await Misfit.told(method) == "pleaded")
        await misfit.host.stop()
        let warned = misfit.log.entries.count {
            $0.contains("has not declared") || $0.contains("outside of the protocol")
        }
        // Some seconds may turn on the way.
        #expect(warned > 0 && warned < 180)
        #expect(misfit.log.text.contains("warnings of this second are dropped"))
    }

    @Test func `Whoever has as many calls as are allowed and is late with all of them is asked how it is, and goes on`()
        async throws
    {
        var limits = Misfit.quick()
        (limits.calls, limits.call) = (2, .milliseconds(100))
        limits.health = .seconds(60)
        let misfit = try Misfit("late", limits: limits)
        let method = try await misfit.method()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 { group.addTask { _ = try? await Misfit.begin(method, "bad") } }
        }
        // Its answer to the question comes behind those to the calls, and makes room again.
        while (try? await Misfit.begin(method)) == nil { await Task.yield() }
        #expect(misfit.host.greetings == 1)
        await misfit.host.stop()
    }

    @Test func `Whoever says that it is not well does not hang`() async throws {
        var limits = Misfit.quick()
        (limits.call, limits.health) = (.milliseconds(200), .seconds(60))
        let misfit = try Misfit("moody", limits: limits)
        let method = try await misfit.method()
        await #expect(throws: MethodError(.unavailable, "")) { try await Misfit.begin(method, "bad") }
        for _ in 0..<20 { _ = try? await Misfit.begin(method) }
        await misfit.host.stop()
        #expect(misfit.host.greetings == 1 && !misfit.log.text.contains("hangs"))
    }

    @Test func `More calls than are allowed are refused at once`() async throws {
        var limits = Misfit.quick()
        limits.calls = 2
        let misfit = try Misfit("slow", limits: limits)
        let method = try await misfit.method()
        try await Misfit.begin(method)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try? await Misfit.begin(method, "bad") } }
            // All but two come back without an answer; the end of the process brings those two.
            for _ in 0..<6 { await group.next() }
            await misfit.host.stop()
        }
        #expect(misfit.host.greetings == 1)
    }
}
