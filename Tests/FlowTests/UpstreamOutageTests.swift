import EIDItsmeSimulator
import EIDMethod
import Testing

/// Security requirement 18, by whole sign-ins: an upstream that is down, slow or endless is given up within limits.
@Suite struct UpstreamOutageTests {
    @Test func aKeySetOfTenMegabytesIsNotTrusted() async throws {
        try await gives(.untrusted, ArmedFault(.oversizedKeySet))
    }

    @Test func aTokenAnswerOfTenMegabytesIsNotTrusted() async throws {
        try await gives(.untrusted, ArmedFault(.oversizedAnswer))
    }

    @Test func aDiscoveryDocumentOfTenMegabytesIsNotTrusted() async throws {
        try await gives(.untrusted, ArmedFault(.oversizedAnswer, endpoint: .discovery))
    }

    @Test func userInfoOfTenMegabytesIsNotTrusted() async throws {
        let asksThere = FlowStack.withMethodSettings("requestClaimsIn: userInfo")
        try await gives(.untrusted, ArmedFault(.oversizedAnswer, endpoint: .userInfo), edit: asksThere)
    }

    @Test func aTokenEndpointThatNeverAnswersIsGivenUp() async throws {
        try await gives(.unavailable, ArmedFault(.slow, seconds: 600), edit: Self.isImpatient, attempts: 20)
    }

    @Test func aKeySetThatNeverArrivesIsGivenUp() async throws {
        try await gives(
            .unavailable,
            ArmedFault(.slow, endpoint: .keySet, seconds: 600),
            edit: Self.isImpatient,
            attempts: 20
        )
    }

    @Test func aDiscoveryDocumentThatNeverArrivesIsGivenUp() async throws {
        try await gives(
            .unavailable,
            ArmedFault(.slow, endpoint: .discovery, seconds: 600),
            edit: Self.isImpatient,
            attempts: 20
        )
    }

    @Test func anUpstreamWithoutDiscoveryIsUnavailable() async throws {
        try await gives(.unavailable, ArmedFault(.discoveryOutage))
    }

    @Test func aBrokenTokenEndpointIsUnavailable() async throws {
        try await gives(.unavailable, ArmedFault(.serverError))
    }

    @Test func aBrokenKeySetEndpointIsUnavailable() async throws {
        try await gives(.unavailable, ArmedFault(.serverError, endpoint: .keySet))
    }

    @Test func anOverloadedUpstreamIsUnavailable() async throws {
        try await gives(.unavailable, ArmedFault(.temporaryUnavailable))
    }

    @Test func anOverloadedTokenEndpointIsUnavailable() async throws {
        try await gives(.unavailable, ArmedFault(.temporaryUnavailable, endpoint: .token))
    }

    @Test func aPersonWhoTakesTooLongIsReportedAsExpired() async throws {
        try await gives(.expired, ArmedFault(.timeout))
    }

    @Test func aPersonWhoTypesThreeWrongCodesIsReportedAsDeclined() async throws {
        try await gives(.declined, ArmedFault(.wrongCodeThreeTimes))
    }

    @Test func anUpstreamThatIsNotThereAtAllIsUnavailable() async throws {
        try await FlowStack.prepared { stack in
            try await stack.withBroker {
                let client = TestClient(stack: stack)
                stack.expect(.unavailable, on: try await stack.walk(client, scope: FlowStack.everything), for: client)
                try await stack.withSimulator { try await stack.expectHealth() }
            }
        }
    }

    @Sendable private static func isImpatient(_ settings: String) -> String {
        settings.replacing("allowLoopbackHTTP: true", with: "allowLoopbackHTTP: true\n  upstreamSeconds: 1")
    }

    private func gives(
        _ code: MethodError.Code,
        _ fault: ArmedFault,
        edit: @Sendable (String) -> String = { $0 },
        attempts: Int = 1
    ) async throws {
        try await FlowStack.with(edit: edit) { stack in
            try await stack.expect(code, after: fault, attempts: attempts)
        }
    }
}
