import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDServer

/// A method with a `tls` of its own: who we are to its upstream, and whom we take it for.
@Suite struct MutualTLSTests {
    private let known = OutboundConfiguration.Identity(
        certificate: Array(TestClientCertificate.certificate.utf8),
        key: Secret(TestClientCertificate.key)
    )

    private func status(
        _ configuration: OutboundConfiguration,
        authority: String = TestClientCertificate.authority
    ) async throws -> Int {
        try await MutualTLSServer(authority: authority).run { port in
            let target = try #require(URL(string: "https://localhost:\(port)/"))
            let request = HTTPRequest(.get, target, limits: HTTPLimits(time: .seconds(120)))
            return try await AsyncHTTPTransport.guarded(configuration).send(request).status
        }
    }

    @Test("A server that demands a certificate answers the client that shows one")
    func known() async throws {
        let configuration = OutboundConfiguration(identity: known, trust: Array(TestCertificate.certificate.utf8))
        #expect(try await status(configuration) == 204)
    }

    @Test("A server that demands a certificate does not answer a client without")
    func anonymous() async throws {
        await #expect(throws: HTTPFailure(.unreachable, "")) {
            try await status(OutboundConfiguration(trust: Array(TestCertificate.certificate.utf8)))
        }
    }

    @Test("A server that demands another certificate does not answer")
    func stranger() async throws {
        let configuration = OutboundConfiguration(identity: known, trust: Array(TestCertificate.certificate.utf8))
        await #expect(throws: HTTPFailure(.unreachable, "")) {
            try await status(configuration, authority: TestCertificate.certificate)
        }
    }

    @Test("A server that is not under `trust` is refused, even where the additional roots would take it")
    func untrusted() async throws {
        let files = try TestCertificate()
        defer { files.remove() }
        let configuration = OutboundConfiguration(
            identity: known,
            trust: Array(TestClientCertificate.authority.utf8),
            additionalTrustRoots: files.path
        )
        await #expect(throws: HTTPFailure(.unreachable, "")) { try await status(configuration) }
    }

    @Test("A key of another certificate is found at start-up")
    func otherKey() {
        let mixed = OutboundConfiguration.Identity(
            certificate: Array(TestClientCertificate.certificate.utf8),
            key: Secret(TestCertificate.key)
        )
        #expect(throws: (any Error).self) { try AsyncHTTPTransport(OutboundConfiguration(identity: mixed)) }
    }

    @Test("A certificate or a trust that is none is found at start-up")
    func noCertificate() {
        let broken = OutboundConfiguration.Identity(
            certificate: Array("none".utf8),
            key: Secret(TestClientCertificate.key)
        )
        #expect(throws: (any Error).self) { try AsyncHTTPTransport(OutboundConfiguration(identity: broken)) }
        #expect(throws: (any Error).self) { try AsyncHTTPTransport(OutboundConfiguration(trust: Array("none".utf8))) }
        #expect(throws: (any Error).self) { try AsyncHTTPTransport(OutboundConfiguration(trust: [])) }
    }
}
