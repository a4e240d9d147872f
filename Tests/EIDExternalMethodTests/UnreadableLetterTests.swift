import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization
import Testing

@testable import EIDExternalMethod

/// Letters of the pigeon post with texts that no message can carry.
@Suite struct UnreadableLetterTests {
    /// Answers whatever is asked with one letter.
    private final class Letterbox: HTTPTransport {
        let letter = Mutex<[UInt8]>([])

        func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
            HTTPResponse(status: 200, body: letter.withLock { $0 })
        }
    }

    @Test(arguments: [#"Ro\u0000bin"#, #"Ro\ud800bin"#])
    func `A letter with such a text is refused in Python, and the process goes on`(name: String) async throws {
        let (post, box) = (PigeonPost(), Letterbox())
        let host = try await Outside.python.value
        let services = MethodServices(
            http: box,
            clock: post.clock.wall,
            random: SeededRandom().source,
            log: LogCapture().logger()
        )
        let method = try #require(host.plugin).method(id: "m", settings: PigeonPost.settings, services: services)
        let request = try post.request()
        guard case .present(.redirect(let url), let state) = try await method.begin(request) else {
            throw ConformanceFailure("no redirect")
        }
        let items = URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems
        let nonce = try #require(items?.first { $0.name == "nonce" }?.value)
        let letter =
            #"{"from":"https://pigeons.example","to":"broker","nonce":"\#(nonce)","ring":"1","level":"ring","#
            + #""written":\#(Int(post.clock.now.timeIntervalSince1970)),"given_name":"\#(name)"}"#
        let key = try JWK(secret: PigeonPost.secret.utf8, use: .signature, algorithm: .hs256)
        let sealed = try JWSSigner(key: key).sign(letter.utf8)
        box.letter.withLock { $0 = Array(sealed.utf8) }
        let fields = [FormField(name: "state", value: request.callbackState), FormField(name: "code", value: "c")]
        let callback = try #require(CallbackParameters(fields))
        let greetings = host.greetings
        await #expect(throws: MethodError(.untrusted, "the letter bears no valid seal")) {
            try await method.resume(request, from: state, after: .callback(callback))
        }
        _ = try await method.begin(request)
        #expect(host.greetings == greetings)
    }
}
