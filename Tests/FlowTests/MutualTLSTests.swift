import AsyncHTTPClient
import EIDSimulator
import EIDSimulatorServer
import EIDSimulatorTrust
import Foundation
import NIOCore
import NIOSSL
import Testing

/// A port that knows its callers by their certificates.
@Suite struct MutualTLSTests {
    private let files: ConnectionFiles
    private let authority: TrustService
    private let server: ConnectionFiles.Names

    init() throws {
        files = try ConnectionFiles()
        authority = files.authority()
        server = try files.issue("localhost", by: authority)
    }

    @Test(arguments: ["broker.localhost", "Bakkerij Zoë"]) func theNameInACertificateArrives(name: String) async throws
    {
        #expect(try await call(with: try files.issue(name, by: authority)) == "<\(name)>")
    }

    @Test func aCertificateWithoutANameHasAnEmptyOne() async throws {
        let bare = try files.withoutCommonName()
        #expect(try await call(with: bare, trusting: bare.authority) == "<>")
    }

    @Test func aClientWithoutACertificateIsRefused() async throws {
        await #expect(throws: (any Error).self) { try await call(with: nil) }
    }

    @Test func aCertificateOfAnotherAuthorityIsRefused() async throws {
        let other = try files.issue("broker.localhost", by: files.authority())
        await #expect(throws: (any Error).self) { try await call(with: other) }
    }

    @Test func aPlainPortKnowsNoName() async throws {
        let answer = try await ScriptedPartner.with(Self.nameCaller) { address in
            let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: address), timeout: .seconds(20))
            return String(buffer: try await response.body.collect(upTo: 1000))
        }
        #expect(answer == "none")
    }

    @Test func aKeyOfAnotherCertificateIsRefused() throws {
        let other = try files.issue("localhost", by: authority)
        #expect(throws: MutualTLS.Failure.self) {
            try MutualTLS(certificate: server.chain, key: other.key, clientCA: server.authority)
        }
    }

    @Test(arguments: 0..<3) func aMissingFileIsRefusedByName(position: Int) throws {
        var paths = [server.chain, server.key, server.authority]
        paths[position] = files.path("missing.pem")
        let failure = #expect(throws: MutualTLS.Failure.self) {
            try MutualTLS(certificate: paths[0], key: paths[1], clientCA: paths[2])
        }
        #expect(failure?.description.contains("missing.pem") == true)
    }

    private static func nameCaller(_ request: SimulatorRequest) async -> SimulatorResponse {
        SimulatorResponse(status: 200, body: Array((request.clientCertificateName.map { "<\($0)>" } ?? "none").utf8))
    }

    /// What the server says about a caller.
    private func call(with client: ConnectionFiles.Names?, trusting clientCA: String? = nil) async throws -> String {
        let tls = try MutualTLS(
            certificate: server.chain,
            key: server.key,
            clientCA: clientCA ?? server.authority
        )
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(server.authority))
        if let client {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(client.chain).map { .certificate($0) }
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: client.key, format: .pem))
        }
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: HTTPClient.Configuration(tlsConfiguration: configuration)
        )
        do {
            let text = try await ScriptedPartner.with(mutualTLS: tls, Self.nameCaller) { address in
                let response = try await http.execute(HTTPClientRequest(url: address), timeout: .seconds(20))
                return String(buffer: try await response.body.collect(upTo: 1000))
            }
            try await http.shutdown()
            return text
        } catch {
            try? await http.shutdown()
            throw error
        }
    }
}
