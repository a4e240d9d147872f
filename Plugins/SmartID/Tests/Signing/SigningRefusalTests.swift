import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSmartID

/// Every way in which a choice or a signature is not the person's, one by one.
@Suite struct SigningRefusalTests {
    @Test func `A choice of a certificate to identify with is refused`() async throws {
        try await refusesChoice(.otherUse)
    }
    @Test func `A choice of a certificate of an unknown issuer is refused`() async throws {
        try await refusesChoice(.strangerIssuer)
    }
    @Test func `A choice of a certificate that has ended is refused`() async throws {
        try await refusesChoice(.expiredCertificate, .expiredCertificate)
    }
    @Test func `A choice of a certificate under other policies is refused`() async throws {
        try await refusesChoice(.otherPolicies)
    }
    @Test func `A choice of a certificate without a number is refused`() async throws {
        try await refusesChoice(.noNumber)
    }
    @Test func `A choice of a certificate with another's account is refused`() async throws {
        try await refusesChoice(.otherDocument)
    }
    @Test func `A choice without a certificate is refused`() async throws { try await refusesChoice(.noCertificate) }
    @Test func `A choice without an account is refused`() async throws { try await refusesChoice(.noDocument) }
    @Test func `A choice with a level higher than the certificate's policies is refused`() async throws {
        try await refusesChoice(.overstatedLevel)
    }

    @Test func `A choice by somebody else than was asked is refused`() async throws {
        let walk = try SmartIDSigningWalk(signerHint: SmartIDPersona.kadri.identifier)
        walk.simulator.inject(.otherPerson)
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.choose() }
    }

    @Test func `A choice of an unqualified certificate is refused`() async throws {
        let walk = try SmartIDSigningWalk()
        await #expect(throws: MethodError(.insufficientAssurance, "")) { try await walk.choose(as: .peeter) }
    }

    @Test(arguments: [
        (SmartIDFault.otherPerson, MethodError.Code.untrusted), (.otherUse, .untrusted), (.strangerIssuer, .untrusted),
        (.expiredCertificate, .expiredCertificate), (.unusableAccount, .refused),
    ])
    func `An account without a certificate of its own to sign with is refused`(
        fault: SmartIDFault,
        code: MethodError.Code
    ) async throws {
        let walk = try SmartIDSigningWalk(signerHint: SmartIDPersona.kadri.documentNumber)
        walk.simulator.inject(fault)
        await #expect(throws: MethodError(code, "")) { try await walk.begin() }
    }

    @Test func `A signature of another key is refused`() async throws { try await refusesSignature(.foreignKey) }
    @Test func `A signature of another digest is refused`() async throws { try await refusesSignature(.otherChallenge) }
    @Test func `A signature without a value is refused`() async throws { try await refusesSignature(.noSignature) }
    @Test func `A signature under another certificate is refused`() async throws {
        try await refusesSignature(.otherCertificate)
    }
    @Test func `A signature by somebody else is refused`() async throws { try await refusesSignature(.otherPerson) }
    @Test func `A signature of another account is refused`() async throws { try await refusesSignature(.otherDocument) }
    @Test func `A signature of another protocol is refused`() async throws {
        try await refusesSignature(.otherProtocol)
    }
    @Test func `A signature of another algorithm is refused`() async throws {
        try await refusesSignature(.otherAlgorithm)
    }
    @Test func `A signature with another digest's name is refused`() async throws {
        try await refusesSignature(.otherHash)
    }
    @Test func `A signature with another mask is refused`() async throws { try await refusesSignature(.otherMask) }
    @Test func `A signature with another salt is refused`() async throws { try await refusesSignature(.otherSalt) }
    @Test func `A signature with another trailer is refused`() async throws {
        try await refusesSignature(.otherTrailer)
    }
    @Test func `A signature by another way to the app is refused`() async throws {
        try await refusesSignature(.otherFlow)
    }
    @Test func `A signature after an interaction that nobody asked for is refused`() async throws {
        try await refusesSignature(.otherInteractionUsed)
    }
    @Test func `A signature without a certificate is refused`() async throws {
        try await refusesSignature(.noCertificate)
    }

    @Test func `A digest of another length is refused before anybody is asked`() async throws {
        let walk = try SmartIDSigningWalk()
        try await walk.choose()
        let short = SigningDigest(name: "d", bytes: Data(repeating: 5, count: 32), documentName: "Contract.pdf")
        await #expect(throws: MethodError(.unsupported, "")) { try await walk.authorise(short) }
        #expect(walk.simulator.sessions.count == 1)
    }

    @Test func `A text of nothing is refused before anybody is asked`() async throws {
        let walk = try SmartIDSigningWalk(description: "\u{200B}\r\n")
        try await walk.choose()
        await #expect(throws: MethodError(.unencodable, "")) { try await walk.authorise() }
    }

    private func refusesChoice(_ fault: SmartIDFault, _ code: MethodError.Code = .untrusted) async throws {
        let walk = try SmartIDSigningWalk()
        walk.simulator.inject(fault)
        await #expect(throws: MethodError(code, "")) { try await walk.choose() }
    }

    private func refusesSignature(_ fault: SmartIDFault) async throws {
        for hint in [nil, SmartIDPersona.kadri.identifier] {
            let walk = try SmartIDSigningWalk(signerHint: hint)
            try await walk.choose()
            try await walk.authorise()
            walk.simulator.inject(fault)
            await #expect(throws: MethodError(.untrusted, "")) { try await walk.play() }
        }
    }
}
