import EIDBroker
import EIDMethod
import ServiceLifecycle
import Synchronization
import Testing

@testable import EIDServer

/// The stream that tells the waiting page's script where a transaction stands.
@Suite(.timeLimit(.minutes(5))) struct EventStreamTests {
    /// Pages one after the other; the last one stays.
    private final class Scenes: Sendable {
        private let answers: Mutex<[FlowAnswer]>
        let shown = Atomic(0)

        init(_ answers: [FlowAnswer]) { self.answers = Mutex(answers) }

        var next: FlowAnswer {
            shown.add(1, ordering: .relaxed)
            return answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
        }
    }

    private func waiting(_ hint: String) throws -> FlowAnswer {
        guard case .waiting(var page) = SamplePages.waiting(qr: nil) else {
            throw MethodError(.unsupported, "no waiting page")
        }
        page.hint = hint
        page.movesByItself = true
        return .page(.waiting(page), status: 200, cookie: nil)
    }

    private func front(_ scenes: Scenes) -> ScriptedFront { ScriptedFront(flow: { _ in scenes.next }) }

    private static let landed = FlowAnswer.redirect(to: "https://shop.example/cb?code=1", cookie: nil)

    @Test("What changes is told once, and what ends the waiting last", arguments: ["/transaction/t1", "/sign/s1"])
    func tells(path: String) async throws {
        let scenes = Scenes([try waiting("Open"), try waiting("Open"), try waiting("Confirm"), Self.landed])
        let answer = try await RunningServer.with(front(scenes)) { wire, _ in
            try await wire.send("GET", "\(path)/events", headers: [("Accept", "text/event-stream")])
        }
        #expect(answer.status == 200 && answer["content-type"] == "text/event-stream")
        #expect(answer["cache-control"] == "no-store" && answer["x-accel-buffering"] == "no")
        let events = answer.body.split(separator: "\n").filter { $0.contains("data: ") }
        #expect(events.count == 3, "\(answer.body)")
        #expect(events[0].contains(#""hint":"Open""#) && events[1].contains(#""hint":"Confirm""#))
        #expect(events[2].contains(#"{"location":"https://shop.example/cb?code=1"}"#))
        #expect(scenes.shown.load(ordering: .relaxed) == 4)
    }

    @Test("A code that moves is told as its text, each time it moved")
    func codes() async throws {
        let codes = try ["bankid.1", "bankid.1", "bankid.2"].map { code in
            guard case .waiting(var page) = SamplePages.waiting(link: nil, qr: code) else {
                throw MethodError(.unsupported, "no waiting page")
            }
            page.movesByItself = true
            return FlowAnswer.page(.waiting(page), status: 200, cookie: nil)
        }
        let scenes = Scenes(codes + [Self.landed])
        let answer = try await RunningServer.with(front(scenes)) { wire, _ in
            try await wire.send("GET", "/transaction/t1/events")
        }
        let told = answer.body.matches(of: /"link":"","code":"([^"]+)","hint":/).map { String($0.1) }
        #expect(told == ["bankid.1", "bankid.2"], "\(answer.body)")
    }

    @Test("A page that is no waiting is told at once, and the stream ends")
    func page() async throws {
        let scenes = Scenes([.page(SamplePages.error(text: "Gone"), status: 409, cookie: nil)])
        let answer = try await RunningServer.with(front(scenes)) { wire, _ in
            try await wire.send("GET", "/transaction/t1/events")
        }
        #expect(answer.body.contains(#"data: {"page":""#) && answer.body.contains("Gone"))
    }

    @Test("Trouble that passes ends no waiting: the stream tells nothing of it, and the question is answered 503")
    func passingTrouble() async throws {
        let trouble = FlowAnswer.page(SamplePages.error(text: "Trouble"), status: 503, cookie: nil)
        let scenes = Scenes([try waiting("Open"), trouble])
        let (stream, question) = try await RunningServer.with(front(scenes)) { wire, _ in
            (
                try await wire.send("GET", "/transaction/t1/events"),
                try await wire.send("GET", "/transaction/t1", headers: [("Accept", "application/json")])
            )
        }
        #expect(stream.status == 200 && stream.body.contains(#""hint":"Open""#) && !stream.body.contains("Trouble"))
        #expect(question.status == 503 && !question.body.contains("Trouble"))
    }

    @Test("A review, whose frames need a policy of its own, is visited")
    func review() async throws {
        let scenes = Scenes([.page(SamplePages.review(), status: 200, cookie: nil)])
        let answer = try await RunningServer.with(front(scenes)) { wire, _ in
            try await wire.send("GET", "/sign/s1/events")
        }
        #expect(answer.body.contains(#"data: {"location":"/sign/s1"}"#))
    }

    @Test("More streams than three quarters of the connections are refused, and a stream that ended leaves its place")
    func full() async throws {
        let scenes = Scenes([try waiting("Open")])
        let limits = ServerLimits(connections: 4)
        try await RunningServer.with(front(scenes), limits: limits) { wire, _ in
            let get = "GET /transaction/t1/events HTTP/1.1\r\nHost: b\r\n\r\n"
            try await wire.listen(get) { _ in
                try await wire.listen(get) { _ in
                    try await wire.listen(get) { _ in
                        let refused = try await wire.send("GET", "/transaction/t1/events")
                        #expect(refused.status == 429)
                    }
                }
            }
            // A reader that hung up is missed by the second write at the latest.
            var status = 429
            while status == 429 {
                status = try await wire.listen(get) { $0.contains("200 OK") ? 200 : 429 }
            }
            #expect(status == 200)
        }
    }

    @Test(
        "A browser that the page does not belong to takes no place",
        arguments: ["/transaction/other", "/sign/other"]
    )
    func otherBrowser(path: String) async throws {
        let scenes = Scenes([try waiting("Open")])
        let answer = try await RunningServer.with(front(scenes)) { wire, _ in
            try await wire.send("GET", "\(path)/events")
        }
        #expect(answer.status == 403)
        #expect(scenes.shown.load(ordering: .relaxed) == 0)
    }

    @Test("More streams of one page than a person has tabs are refused, and others find their places")
    func fullPage() throws {
        let streams = EventStreams(maximum: 100)
        var places = (0..<16).compactMap { _ in streams.enter("/transaction/t1") }
        #expect(places.count == 16 && streams.enter("/transaction/t1") == nil)
        #expect(streams.enter("/transaction/t2") != nil && streams.enter("/sign/t1") != nil)
        places.removeLast()
        #expect(streams.enter("/transaction/t1") != nil, "a stream that ended leaves its place")
        places.removeAll()
        let others = (0..<101).compactMap { streams.enter("/transaction/t\($0)") }
        #expect(others.count == 100)
    }

    @Test("A server that shuts down does not wait for those who wait")
    func shutdown() async throws {
        let scenes = Scenes([try waiting("Open")])
        try await RunningServer.with(front(scenes)) { wire, group in
            try await wire.listen("GET /transaction/t1/events HTTP/1.1\r\nHost: b\r\n\r\n") { first in
                #expect(first.contains("200 OK"))
                await group.triggerGracefulShutdown()
            }
        }
    }
}
