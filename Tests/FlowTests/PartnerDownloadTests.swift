import EIDSimulator
import EIDSimulatorServer
import Foundation
import Testing

/// How the simulator fetches what a partner publishes.
@Suite struct PartnerDownloadTests {
    @Test func aDocumentArrivesWithItsAge() async throws {
        let document = try await Self.fetch { request in
            SimulatorResponse(
                status: request.path == "/keys" ? 200 : 404,
                headers: [("Cache-Control", "public, max-age=1800")],
                body: Array("{}".utf8)
            )
        }
        #expect(document.body == Array("{}".utf8))
        #expect(document.maximumAge == 1800)
    }

    @Test func aDocumentWithoutAgeHasNone() async throws {
        #expect(try await Self.fetch { _ in SimulatorResponse(status: 200) }.maximumAge == nil)
    }

    @Test func aDocumentBeyondTheLimitIsRefused() async throws {
        await Self.refuses(PartnerDownload(timeout: .seconds(60), maximumBytes: 1000)) { _ in
            SimulatorResponse(status: 200, body: [UInt8](repeating: 0x20, count: 1001))
        }
    }

    @Test func aPartnerThatNeverAnswersIsGivenUp() async throws {
        await Self.refuses(PartnerDownload(timeout: .milliseconds(100))) { _ in
            SimulatorResponse(status: 200, delay: .seconds(600))
        }
    }

    /// itsme-protocol §2.5.
    @Test func aPartnerHasOneSecondUnlessSaidOtherwise() {
        #expect(PartnerDownload().timeout == .seconds(1))
    }

    @Test func aRedirectIsNotFollowed() async throws {
        await Self.refuses(PartnerDownload(timeout: .seconds(60))) { request in
            request.path == "/keys"
                ? SimulatorResponse(status: 302, headers: [("Location", "/elsewhere")]) : SimulatorResponse(status: 200)
        }
    }

    @Test(arguments: [404, 500, 204])
    func anAnswerOtherThanOKIsRefused(_ status: Int) async throws {
        await Self.refuses(PartnerDownload(timeout: .seconds(60))) { _ in SimulatorResponse(status: status) }
    }

    @Test func aPartnerThatIsNotThereIsRefused() async throws {
        let url = try #require(URL(string: "http://127.0.0.1:\(try FreePort.take(1)[0])/keys"))
        await #expect(throws: (any Error).self) { try await PartnerDownload()(url) }
    }

    private static func refuses(
        _ download: PartnerDownload,
        _ answer: @escaping @Sendable (SimulatorRequest) async -> SimulatorResponse
    ) async {
        await #expect(throws: (any Error).self) { try await fetch(download, answer) }
    }

    @discardableResult
    private static func fetch(
        _ download: PartnerDownload = PartnerDownload(timeout: .seconds(60)),
        _ answer: @escaping @Sendable (SimulatorRequest) async -> SimulatorResponse
    ) async throws -> FetchedDocument {
        try await ScriptedPartner.with(answer) { address in
            guard let url = URL(string: address + "/keys") else { throw FlowFailure("bad address") }
            return try await download(url)
        }
    }
}
