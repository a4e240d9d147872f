import AsyncHTTPClient
import EIDSimulator
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// What carries a simulator over HTTP.
@Suite struct SimulatorServerTests {
    @Test func aRequestArrivesAsItWasSent() async throws {
        let answer = try await Self.send(.POST, "/a%20b?c=d&e", body: "hello") { request in
            let text =
                "\(request.method) \(request.path) \(request.query) \(request.header("X-One") ?? "-") \(request.body.count)"
            return SimulatorResponse(status: 202, headers: [("X-Two", "2"), ("X-Two", "3")], body: Array(text.utf8))
        }
        #expect(answer.status == 202)
        #expect(answer.body == "POST /a%20b c=d&e 1 5")
        #expect(answer.headers["X-Two"] == ["2", "3"])
    }

    @Test func theLargestBodyArrives() async throws {
        let answer = try await Self.send(.POST, "/", body: String(repeating: "x", count: 256 * 1024)) { request in
            SimulatorResponse(status: request.body.count == 256 * 1024 ? 200 : 500)
        }
        #expect(answer.status == 200)
    }

    @Test func aBodyBeyondTheLimitIsRefused() async throws {
        let answer = try await Self.send(.POST, "/", body: String(repeating: "x", count: 256 * 1024 + 1)) { _ in
            SimulatorResponse(status: 200)
        }
        #expect(answer.status == 413)
    }

    @Test func headIsAnsweredWithoutABody() async throws {
        let answer = try await Self.send(.HEAD, "/") { request in
            SimulatorResponse(status: request.method == "HEAD" ? 200 : 500, body: Array("not for HEAD".utf8))
        }
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty)
    }

    @Test func aHeaderFieldWithAnImpossibleNameIsLeftOut() async throws {
        let answer = try await Self.send(.GET, "/") { _ in
            SimulatorResponse(status: 200, headers: [("not a name", "x"), ("X-Good", "y")])
        }
        #expect(answer.status == 200)
        #expect(answer.headers["X-Good"] == ["y"])
    }

    @Test func aDelayedAnswerComesLater() async throws {
        let start = ContinuousClock.now
        let answer = try await Self.send(.GET, "/") { _ in SimulatorResponse(status: 200, delay: .milliseconds(50)) }
        #expect(answer.status == 200)
        #expect(ContinuousClock.now - start >= .milliseconds(50))
    }

    private struct Answer: Sendable {
        let status: Int
        let headers: HTTPHeaders
        let body: String
    }

    private static func send(
        _ verb: HTTPMethod,
        _ target: String,
        body: String = "",
        _ answer: @escaping @Sendable (SimulatorRequest) async -> SimulatorResponse
    ) async throws -> Answer {
        try await ScriptedPartner.with(answer) { address in
            var request = HTTPClientRequest(url: address + target)
            request.method = verb
            request.headers.add(name: "X-One", value: "1")
            if !body.isEmpty { request.body = .bytes(ByteBuffer(string: body)) }
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
            let text = String(buffer: try await response.body.collect(upTo: 1 << 20))
            return Answer(status: Int(response.status.code), headers: response.headers, body: text)
        }
    }
}
