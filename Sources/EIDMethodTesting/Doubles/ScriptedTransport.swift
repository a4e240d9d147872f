public import EIDMethod
import Synchronization

/// A transport that answers from a queue and remembers what it was asked.
public final class ScriptedTransport: HTTPTransport {
    /// One line of the script.
    public enum Answer: Sendable {
        /// This answer.
        case response(HTTPResponse)
        /// No answer, for this reason.
        case failure(HTTPFailure)
        /// This answer after a while; a request that has less time fails at once with `timedOut`, nobody waits.
        case slow(Duration, HTTPResponse)
        /// Whatever the function makes of the request.
        case reply(@Sendable (HTTPRequest) throws(HTTPFailure) -> HTTPResponse)
    }

    private struct Script {
        var answers: [Answer]
        var requests: [HTTPRequest] = []
    }

    private let script: Mutex<Script>
    private let fallback: Answer

    /// Answers from the script, then with `fallback` for ever.
    public init(
        _ answers: [Answer] = [],
        then fallback: Answer = .failure(HTTPFailure(.unreachable, "the script has no answer left"))
    ) {
        script = Mutex(Script(answers: answers))
        self.fallback = fallback
    }

    /// Adds answers at the end of the script.
    public func enqueue(_ answers: Answer...) { script.withLock { $0.answers += answers } }

    /// Every request so far.
    public var requests: [HTTPRequest] { script.withLock { $0.requests } }

    /// Takes the next line of the script.
    public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let answer = script.withLock { script in
            script.requests.append(request)
            return script.answers.isEmpty ? fallback : script.answers.removeFirst()
        }
        switch answer {
        case .response(let response): return response
        case .failure(let failure): throw failure
        case .slow(let delay, let response):
            guard delay <= request.limits.time else { throw HTTPFailure(.timedOut, "needs \(delay)") }
            return response
        case .reply(let function): return try function(request)
        }
    }
}
