import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import Testing

@testable import EIDSmartID

/// Every way in which an answer is not the person's to this challenge, one by one.
@Suite struct IdentificationRefusalTests {
    @Test func `A value of another key than the certificate's is refused`() async throws {
        try await refuses(.foreignKey)
    }
    @Test func `An answer without a value is refused`() async throws { try await refuses(.noSignature) }
    @Test func `A random that was changed after signing is refused`() async throws { try await refuses(.changedRandom) }
    @Test func `A bar within a part of what is signed is refused`() async throws { try await refuses(.barInRandom) }
    @Test func `An answer to another challenge is refused`() async throws { try await refuses(.otherChallenge) }
    @Test func `An answer to another relying party is refused`() async throws { try await refuses(.otherRelyingParty) }
    @Test func `An answer to another customer of the same broker is refused`() async throws {
        try await refuses(.otherBrokered)
    }
    @Test func `An answer of another environment is refused`() async throws { try await refuses(.otherScheme) }
    @Test func `An answer to other interactions is refused`() async throws { try await refuses(.otherInteractions) }
    @Test func `An answer for another address of return is refused`() async throws { try await refuses(.otherCallback) }
    @Test func `An interaction that nobody asked for is refused`() async throws {
        try await refuses(.otherInteractionUsed)
    }
    @Test func `Another way to the app than was shown is refused`() async throws { try await refuses(.otherFlow) }
    @Test func `Another protocol is refused`() async throws { try await refuses(.otherProtocol) }
    @Test func `Another algorithm is refused`() async throws { try await refuses(.otherAlgorithm) }
    @Test func `Another digest than was asked for is refused`() async throws { try await refuses(.otherHash) }
    @Test func `Another mask than was asked for is refused`() async throws { try await refuses(.otherMask) }
    @Test func `Another length of salt is refused`() async throws { try await refuses(.otherSalt) }
    @Test func `Another trailer is refused`() async throws { try await refuses(.otherTrailer) }
    @Test func `An answer without a certificate is refused`() async throws { try await refuses(.noCertificate) }
    @Test func `A certificate of an unknown issuer is refused`() async throws { try await refuses(.strangerIssuer) }
    @Test func `A certificate that has ended is refused`() async throws {
        try await refuses(.expiredCertificate, .expiredCertificate)
    }
    @Test func `A certificate that has not begun is refused`() async throws {
        try await refuses(.futureCertificate, .expiredCertificate)
    }
    @Test func `A certificate under other policies is refused`() async throws { try await refuses(.otherPolicies) }
    @Test func `A certificate for another purpose is refused`() async throws { try await refuses(.otherPurpose) }
    @Test func `A certificate to sign with is refused`() async throws { try await refuses(.otherUse) }
    @Test func `A certificate without a number is refused`() async throws { try await refuses(.noNumber) }
    @Test func `Another person's account is refused`() async throws { try await refuses(.otherDocument) }
    @Test func `An answer without an account is refused`() async throws { try await refuses(.noDocument) }
    @Test func `A level higher than the certificate's policies is refused`() async throws {
        try await refuses(.overstatedLevel)
    }
    @Test func `An answer without a level is refused`() async throws { try await refuses(.noLevel) }
    @Test func `An unheard-of level is refused`() async throws { try await refuses(.unknownLevel) }
    @Test func `An answer without an end is refused`() async throws { try await refuses(.noEndResult) }
    @Test func `An answer with a member twice is refused`() async throws { try await refuses(.doubledMember) }

    @Test func `Somebody else than who was asked is refused`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"])
        walk.simulator.inject(.otherPerson)
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.identify() }
    }

    @Test func `A level lower than was asked for is refused`() async throws {
        let walk = try SmartIDWalk(["start": "code"])
        walk.simulator.inject(.lowerLevel)
        await #expect(throws: MethodError(.insufficientAssurance, "")) { try await walk.identify() }
    }

    @Test func `A person without a qualified certificate is refused where one is asked for`() async throws {
        let walk = try SmartIDWalk(["start": "code"])
        await #expect(throws: MethodError(.insufficientAssurance, "")) { try await walk.identify(as: .peeter) }
    }

    @Test func `A person of a country that the settings leave out is refused`() async throws {
        let walk = try SmartIDWalk(["start": "code", "countries": ["BE", "LV"]])
        await #expect(throws: MethodError(.refused, "")) { try await walk.identify() }
    }

    @Test func `A return with another secret's digest is refused`() async throws {
        let walk = try SmartIDWalk(["start": "link"])
        walk.simulator.inject(.otherSecretDigest)
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.identify() }
    }

    @Test func `A return with another verifier is refused`() async throws {
        let walk = try SmartIDWalk(["start": "link"])
        walk.simulator.inject(.otherVerifier)
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.identify() }
    }

    @Test(arguments: SmartIDFault.allCases)
    func `Nothing but what is right makes an identity of somebody else`(_ fault: SmartIDFault) async throws {
        for settings: [String: SettingValue] in [["start": "code"], ["start": "link"], ["flow": "notification"]] {
            let walk = try SmartIDWalk(settings)
            walk.simulator.inject(fault)
            guard let identity = try? await walk.identify() else { continue }
            #expect(identity.subject.identifier == SmartIDPersona.kadri.identifier)
        }
    }

    private func refuses(_ fault: SmartIDFault, _ code: MethodError.Code = .untrusted) async throws {
        for start in ["code", "link"] {
            let walk = try SmartIDWalk(["start": .text(start)], brokeredName: "Example shop")
            walk.simulator.inject(fault)
            await #expect(throws: MethodError(code, "")) { try await walk.identify() }
        }
    }
}
