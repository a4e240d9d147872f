import EIDMethod
import FoundationEssentials
import Testing

/// What no phone could read is a mistake of the method, and told as one, whether it is linked in or not.
@Suite struct QRCodeLimitTests {
    private func request() throws -> MethodRequest {
        try MethodRequest(
            transactionID: "t",
            type: .authentication,
            callbackURL: try #require(URL(string: "https://broker.example/callback/x")),
            callbackState: "s"
        )
    }

    private func method(showing code: String) -> Method {
        let step = Method.Step.present(.openApp(link: nil, qr: code, pollAfter: .seconds(1)), keeping: [])
        return Method(
            id: "x",
            displayName: nil,
            descriptor: EchoProvider.descriptor,
            types: [.authentication],
            begin: { _ throws(MethodError) in step },
            resume: { _, _, _ throws(MethodError) in step },
            redraw: { _, _ in .openApp(link: nil, qr: code, pollAfter: .seconds(1)) },
            abandon: { _, _ in }
        )
    }

    @Test(arguments: [String(repeating: "a", count: 1501), String(repeating: "é", count: 751), "a\0b"])
    func `A code that cannot be shown is refused, and not drawn`(_ code: String) async throws {
        let method = method(showing: code)
        let error = await #expect(throws: MethodError.self) { try await method.begin(try request()) }
        #expect(error?.code == .misconfigured && error?.detail.contains("QR code") == true)
        await #expect(throws: MethodError(.misconfigured, "")) {
            try await method.resume(try request(), from: [], after: .polled)
        }
        let drawn = await method.redraw(try request(), from: [])
        #expect(drawn == nil)
    }

    @Test func `The longest code is shown`() async throws {
        let method = method(showing: String(repeating: "a", count: Interaction.longestCode))
        guard case .present = try await method.begin(try request()) else {
            Issue.record("nothing is shown")
            return
        }
        let drawn = await method.redraw(try request(), from: [])
        #expect(drawn != nil)
    }
}
