import EIDMethod
import FoundationEssentials
import Testing

@Suite struct HTTPAnswerTests {
    /// Gives the same answer each time.
    struct Upstream: HTTPTransport {
        let outcome: Result<HTTPResponse, HTTPFailure>
        func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse { try outcome.get() }
    }

    private let request = HTTPRequest(.get, URL(filePath: "/letter"))

    @Test func `An answer with status 200 is given`() async throws {
        let upstream = Upstream(outcome: .success(HTTPResponse(status: 200, body: [0x7B])))
        #expect(try await upstream.answer(to: request, from: "the post").body == [0x7B])
    }

    @Test(
        arguments: [
            (401, .misconfigured), (403, .misconfigured), (429, .unavailable), (500, .unavailable), (503, .unavailable),
            (201, .untrusted), (204, .untrusted), (302, .untrusted), (400, .untrusted), (404, .untrusted),
        ] as [(Int, MethodError.Code)]
    )
    func `Every other status is an error`(_ status: Int, _ code: MethodError.Code) async throws {
        let upstream = Upstream(outcome: .success(HTTPResponse(status: status, body: Array("secret".utf8))))
        let error = await #expect(throws: MethodError.self) { try await upstream.answer(to: request, from: "the post") }
        #expect(error?.code == code)
        #expect(error?.description.contains("secret") == false)
        #expect(error?.detail == "the post answers \(status)")
    }

    @Test(
        arguments: [
            (.forbidden, .misconfigured), (.tooLarge, .untrusted), (.unreachable, .unavailable),
            (.timedOut, .unavailable),
        ] as [(HTTPFailure.Code, MethodError.Code)]
    )
    func `No answer is an error`(_ failure: HTTPFailure.Code, _ code: MethodError.Code) async throws {
        let upstream = Upstream(outcome: .failure(HTTPFailure(failure, "why")))
        let error = await #expect(throws: MethodError.self) { try await upstream.answer(to: request, from: "the post") }
        #expect(error?.code == code)
        #expect(error?.detail == "the post gives no answer: \(failure.rawValue)")
        #expect(error?.underlying as? HTTPFailure == HTTPFailure(failure, "why"))
    }
}
