import EIDMethod
import FoundationEssentials
import Synchronization

@testable import EIDSignature
@testable import SignatureStage

/// Plays the responder, the revocation list, the issuer's page and the timestamp authority, each with a fault on demand.
final class TrustServices: HTTPTransport {
    /// What is wrong, and what was asked.
    struct State {
        var answer = AnswerFault()
        var timestamp = TimestampFault()
        var responderIsDown = false
        var listIsDown = true
        var authorityIsDown = false
        var revokedInList: [(Certificate, Date)] = []
        /// The authority's own certificate, revoked.
        var authorityRevokedSince: Date?
        var pages: [String: [UInt8]] = [:]
        var asked: [String] = []
    }

    let ca: TestAuthority
    /// Certificates that the responder knows, by the path of its URL.
    private let known: [String: Certificate]
    private let state = Mutex(State())
    private let drawn = Mutex<(count: UInt8, last: [Int: [UInt8]])>((0, [:]))

    init(_ ca: TestAuthority, known: [String: Certificate]) {
        self.ca = ca
        self.known = known
    }

    /// Randomness that repeats itself and remembers, so that this side knows every nonce.
    var random: RandomSource {
        RandomSource { count in
            self.drawn.withLock { drawn in
                drawn.count &+= 1
                let bytes = [UInt8](repeating: 0x40 | drawn.count & 0x3F, count: count)
                drawn.last[count] = bytes
                return bytes
            }
        }
    }

    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }

    var asked: [String] { state.withLock { $0.asked } }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let url = request.url.absoluteString
        let state = self.state.withLock { state in
            state.asked.append(url)
            return state
        }
        do {
            switch url {
            case _ where state.pages[url] != nil:
                return HTTPResponse(status: 200, body: state.pages[url] ?? [])
            case "http://tsa.test/", "http://10.0.0.5/": return try timestamp(request.body, state)
            case "http://crl.test/i.crl":
                guard !state.listIsDown else { throw HTTPFailure(.unreachable, "down") }
                let list = try ca.list(by: ca.issuer, key: ca.issuerKey, revoked: state.revokedInList)
                return HTTPResponse(status: 200, body: list)
            case _ where known[url] != nil: return try status(url, request.body, state)
            default: return HTTPResponse(status: 404)
            }
        } catch let failure as HTTPFailure {
            throw failure
        } catch {
            return HTTPResponse(status: 500)
        }
    }

    private func timestamp(_ body: [UInt8], _ state: State) throws -> HTTPResponse {
        guard !state.authorityIsDown else { throw HTTPFailure(.unreachable, "down") }
        let start = try requireNotNil(body.indices.first { body[$0...].starts(with: [0x04, 0x20]) })
        let imprint = Array(body[(start + 2)...].prefix(32))
        let nonce = try requireNotNil(drawn.withLock { $0.last[8] })
        let request = try TimestampRequest(imprint: imprint, algorithm: .sha256, policy: nil, nonce: nonce)
        guard request.der == body else { return HTTPResponse(status: 400) }
        return HTTPResponse(status: 200, body: try ca.timestamp(request, state.timestamp))
    }

    private func status(_ url: String, _ body: [UInt8], _ state: State) throws -> HTTPResponse {
        guard !state.responderIsDown else { throw HTTPFailure(.timedOut, "down") }
        let certificate = try requireNotNil(known[url])
        let nonce = try requireNotNil(drawn.withLock { $0.last[16] })
        let request = try OCSPRequest(certificate, issuer: ca.issuer, nonce: nonce)
        guard request.der == body else { return HTTPResponse(status: 400) }
        var fault = state.answer
        if url.hasSuffix("/tsa") {
            fault = AnswerFault()
            fault.revokedSince = state.authorityRevokedSince
        }
        return HTTPResponse(status: 200, body: try ca.ocsp(request, fault))
    }
}
