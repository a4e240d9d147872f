import EIDMethod
import EIDSignature
import FoundationEssentials
import Synchronization

@testable import SignatureStage

/// Plays the responder and the timestamp authority that the certificates of the tests name, and a client's webhook.
final class PlayedTrust: HTTPTransport {
    struct Content: Sendable {
        var respondersDown = false
        var timestampsDown = false
        var revokedSince: Date?
        /// Others about whom the responder knows, each revoked since a moment or not.
        var others: [(certificate: Certificate, revokedSince: Date?)] = []
        /// About whom it says nothing.
        var silentAbout: [Certificate] = []
        var calls: [String] = []
        /// How long each call may take.
        var patience: [Duration] = []
        /// What the webhook answers; `nil` while nobody is there.
        var hookStatus: Int? = 204
        var hookRequests: [HTTPRequest] = []
    }

    let content = Mutex(Content())
    let ca: TestAuthority
    let clock: TestClock

    init(_ ca: TestAuthority, _ clock: TestClock) {
        self.ca = ca
        self.clock = clock
    }

    func change(_ body: (inout Content) -> Void) { content.withLock { body(&$0) } }
    var now: Content { content.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        change {
            $0.calls.append(request.url.host ?? "")
            $0.patience.append(request.limits.time)
        }
        do {
            switch request.url.host {
            case "ocsp.test" where !now.respondersDown:
                return HTTPResponse(
                    status: 200,
                    headers: [("Content-Type", "application/ocsp-response")],
                    body: try respond(request.body)
                )
            case "tsa.test" where !now.timestampsDown:
                return HTTPResponse(
                    status: 200,
                    headers: [("Content-Type", "application/timestamp-reply")],
                    body: try stamp(request.body)
                )
            case "hooks.test":
                change { $0.hookRequests.append(request) }
                guard let status = now.hookStatus else { throw HTTPFailure(.timedOut, "no answer") }
                return HTTPResponse(status: status)
            default: throw HTTPFailure(.unreachable, "nobody is there")
            }
        } catch let failure as HTTPFailure {
            throw failure
        } catch {
            throw HTTPFailure(.unreachable, "the play went wrong: \(error)")
        }
    }

    /// Answers about the person's certificate, the only one that is asked about here besides the issuer's.
    private func respond(_ body: [UInt8]) throws -> [UInt8] {
        var fault = AnswerFault()
        fault.thisUpdate = clock.now - 1
        fault.nextUpdate = clock.now + 3600
        fault.revokedSince = now.revokedSince
        let nonce = Self.nonce(in: body)
        for certificate in now.silentAbout where Self.contains(body, certificate.serialNumber) {
            throw HTTPFailure(.timedOut, "nothing is said of \(certificate.serialNumber)")
        }
        for (certificate, since) in now.others where Self.contains(body, certificate.serialNumber) {
            if let since { fault.revokedSince = since }
            return try ca.ocsp(about: certificate, by: ca.issuer, nonce: nonce, fault)
        }
        for certificate in [ca.person, ca.curve, ca.authority]
        where Self.contains(body, certificate.serialNumber) {
            return try ca.ocsp(about: certificate, by: ca.issuer, nonce: nonce, fault)
        }
        throw HTTPFailure(.unreachable, "an unknown certificate")
    }

    private func stamp(_ body: [UInt8]) throws -> [UInt8] {
        // A SHA-256 digest and a nonce of eight bytes, at their places from the ends of the message.
        guard let place = Self.place(of: [0x04, 0x20], in: body), body.count >= place + 34 else {
            throw HTTPFailure(.unreachable, "no digest")
        }
        let imprint = Array(body[(place + 2)..<(place + 34)])
        var rest = Array(body[(place + 34)...])
        guard rest.first == 0x02, rest.count > 2 else { throw HTTPFailure(.unreachable, "no nonce") }
        let length = Int(rest[1])
        rest = Array(rest.dropFirst(2).prefix(length))
        let request = try TimestampRequest(imprint: imprint, algorithm: .sha256, policy: nil, nonce: rest)
        return try ca.timestamp(request, TimestampFault(time: clock.now))
    }

    private static func nonce(in body: [UInt8]) -> [UInt8]? {
        // id-pkix-ocsp-nonce, then OCTET STRING { OCTET STRING }.
        let oid: [UInt8] = [0x06, 0x09, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x02]
        guard let place = Self.place(of: oid, in: body) else { return nil }
        let rest = Array(body[(place + oid.count)...])
        guard rest.count > 4, rest[0] == 0x04, rest[2] == 0x04 else { return nil }
        return Array(rest.dropFirst(4).prefix(Int(rest[3])))
    }

    private static func contains(_ bytes: [UInt8], _ serial: [UInt8]) -> Bool {
        place(of: [0x02, UInt8(serial.count)] + serial, in: bytes) != nil
    }

    private static func place(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= pattern.count else { return nil }
        return (0...(bytes.count - pattern.count)).first { Array(bytes[$0..<($0 + pattern.count)]) == pattern }
    }
}
