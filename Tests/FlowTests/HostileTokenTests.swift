import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import Testing

/// Security requirements 15 and 17, by whole sign-ins: whatever the upstream forges, the client gets an error and no code.
@Suite struct HostileTokenTests {
    @Test func aTokenOfAnotherIssuerIsRefused() async throws { try await refuses(.wrongIssuer) }

    @Test func aTokenForAnotherAudienceIsRefused() async throws { try await refuses(.wrongAudience) }

    @Test func aTokenForAnotherAudienceBesideTheBrokerIsRefused() async throws { try await refuses(.extraAudience) }

    @Test func aTokenWithAnotherNonceIsRefused() async throws { try await refuses(.wrongNonce) }

    @Test func anExpiredTokenIsRefused() async throws { try await refuses(.expiredIDToken) }

    @Test func aTokenThatIsNotEncryptedIsRefused() async throws { try await refuses(.unencryptedToken) }

    @Test func anEncryptedTokenAroundUnsignedJSONIsRefused() async throws { try await refuses(.unsignedInside) }

    @Test func aTokenOfAnUnknownKeyIsRefused() async throws { try await refuses(.unknownKey) }

    @Test func aTokenWithAWrongSignatureIsRefused() async throws { try await refuses(.wrongSignature) }

    @Test func aTokenWithoutAlgorithmIsRefused() async throws { try await refuses(.algorithmNone) }

    @Test func aTokenMACedWithThePublicKeyIsRefused() async throws { try await refuses(.algorithmHS256) }

    @Test func aTokenWithADoubledMemberIsRefused() async throws { try await refuses(.duplicateMembers) }

    @Test func aDiscoveryDocumentWithADoubledMemberIsRefused() async throws {
        try await refuses(.duplicateMembers, at: .discovery)
    }

    @Test func aKeySetWithADoubledMemberIsRefused() async throws { try await refuses(.duplicateMembers, at: .keySet) }

    @Test func userInfoAboutSomebodyElseIsRefused() async throws {
        try await refuses(.userInfoOtherSubject, at: .userInfo, edit: Self.asksUserInfo)
    }

    @Test func userInfoWithAWrongSignatureIsRefused() async throws {
        try await refuses(.wrongSignature, at: .userInfo, edit: Self.asksUserInfo)
    }

    @Test func userInfoThatIsNotEncryptedIsRefused() async throws {
        try await refuses(.unencryptedToken, at: .userInfo, edit: Self.asksUserInfo)
    }

    @Test func aTokenOfASecretSharingUpstreamWithAWrongSignatureIsRefused() async throws {
        try await refuses(.wrongSignature, edit: FlowStack.usesClientSecret)
    }

    @Test func aKeyRotatedInMidFlowIsAccepted() async throws {
        try await FlowStack.with { stack in
            try await stack.expectHealth()
            await stack.simulator.control.arm(.rotatedKeys)
            try await stack.expectHealth()
        }
    }

    @Test func anAttributeThatDoesNotArriveIsAbsent() async throws {
        try await FlowStack.with { stack in
            await stack.simulator.control.arm(ArmedFault(.missingAttribute, attribute: "family_name"))
            let result = try await stack.signIn(scope: FlowStack.everything, as: "lotte")
            #expect(result.userInfo["family_name"] == nil)
            #expect(result.userInfo["given_name"]?.string == "Lotte")
        }
    }

    private static let asksUserInfo = FlowStack.withMethodSettings("requestClaimsIn: userInfo")

    private func refuses(
        _ fault: ItsmeFault,
        at endpoint: ItsmeEndpoint? = nil,
        edit: @Sendable (String) -> String = { $0 }
    ) async throws {
        try await FlowStack.with(edit: edit) { stack in
            try await stack.expect(.untrusted, after: ArmedFault(fault, endpoint: endpoint))
        }
    }
}
