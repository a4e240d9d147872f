import EIDMethod
import EIDSignature
import FoundationEssentials
import Synchronization

@testable import SignatureStage

/// What a toy signing method does and what it was asked; shared by a test and its providers.
final class SignerScript: Sendable {
    struct Content: Sendable {
        var certificates: [Data] = []
        /// What the second half says, where it differs.
        var secondCertificates: [Data]?
        var subject: UpstreamSubject? = UpstreamSubject(namespace: "toy", identifier: "ada")
        var secondSubject: UpstreamSubject?
        var certificateFailure: MethodError?
        var approvalFailure: MethodError?
        var spoil: (@Sendable ([SigningResult.Value]) -> [SigningResult.Value])?
        var requests: [SigningRequest] = []
        var verifications: [MethodRequest] = []
        var digests: [SigningDigest] = []
        var resumed = 0
        var identity: VerifiedIdentity?
        var maximumDigests = 70
        /// What the person sees instead of a redirect, and what it has become since.
        var presented: Interaction?
        var redrawn: Interaction?
        /// How often a question whether it is done is answered by no.
        var polls = 0
        var abandoned = 0
        var identifiesSigner = true
        var needsSignerHint = false
        /// Runs while the method is being asked.
        var meanwhile: (@Sendable () async -> Void)?
    }

    let content = Mutex(Content())
    let key: TestKey

    init(_ ca: TestAuthority) {
        key = ca.personKey
        content.withLock { $0.certificates = [Data(ca.person.der), Data(ca.issuer.der)] }
    }

    func change(_ body: (inout Content) -> Void) { content.withLock { body(&$0) } }
    var now: Content { content.withLock { $0 } }
}

struct SignerConfiguration: MethodConfiguration {
    static var settings: [Setting] { [] }
    let script: SignerScript?

    init(reading settings: SettingsReader) { script = nil }
    init(script: SignerScript) { self.script = script }
}

/// Signs with a key of the tests, and verifies people for evidence: two redirects, or one.
struct ToySigner: SigningProvider {
    static let descriptor = MethodDescriptor(
        provider: "signer",
        displayName: LocalizedText("Signer"),
        types: [.verification, .signing],
        attributes: AttributeCatalogue.all.map { AttributeOffer($0.name, .maybe) },
        assurance: AssuranceTable([.init("basic", .low), .init("strong", .high)]),
        keepsEvidence: true
    )

    struct SigningState: Codable, Sendable {
        var digests: [SigningDigest]?
    }

    let script: SignerScript?

    init(configuration: SignerConfiguration, services: MethodServices) { script = configuration.script }

    var signing: SigningOffer? {
        SigningOffer(
            kind: .values,
            maximumDigests: script?.now.maximumDigests ?? 1,
            isQualified: true,
            identifiesSigner: script?.now.identifiesSigner ?? true,
            needsSignerHint: script?.now.needsSignerHint ?? false
        )
    }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<ToyState> {
        script?.change { $0.verifications.append(request) }
        return .present(try Self.redirect(request.callbackState), keeping: ToyState(secret: "kept"))
    }

    func resume(_ request: MethodRequest, from state: ToyState, after event: MethodEvent) async throws(MethodError)
        -> MethodStep<ToyState>
    {
        if let failure = script?.now.approvalFailure { throw failure }
        guard let identity = script?.now.identity else { throw MethodError(.misconfigured, "no identity") }
        return .finished(identity)
    }

    func beginSigning(_ request: SigningRequest) async throws(MethodError) -> SigningStep<SigningState> {
        script?.change { $0.requests.append(request) }
        if let presented = script?.now.presented { return .present(presented, keeping: SigningState()) }
        return .present(try Self.redirect(request.callbackState), keeping: SigningState())
    }

    func redrawSigning(_ request: SigningRequest, from state: SigningState) -> Interaction? { script?.now.redrawn }

    func resumeSigning(
        _ request: SigningRequest,
        from state: SigningState,
        after event: MethodEvent
    ) async throws(MethodError) -> SigningStep<SigningState> {
        guard let script else { throw MethodError(.misconfigured, "no script") }
        script.change { $0.resumed += 1 }
        // Gives other tasks every chance to get in between.
        for _ in 0..<20 { await Task.yield() }
        if let meanwhile = script.now.meanwhile {
            script.change { $0.meanwhile = nil }
            await meanwhile()
        }
        let now = script.now
        if case .polled = event, now.polls > 0, let presented = now.presented {
            script.change { $0.polls -= 1 }
            return .present(presented, keeping: state)
        }
        guard let digests = state.digests else {
            if let failure = now.certificateFailure { throw failure }
            let signer = Signer(subject: now.subject, certificates: now.certificates, algorithm: .rsaSHA256)
            return .ready(signer, keeping: state)
        }
        if let failure = now.approvalFailure { throw failure }
        var values: [SigningResult.Value] = []
        for digest in digests {
            guard let value = try? script.key.sign(digest: Array(digest.bytes)) else {
                throw MethodError(.unavailable, "the key does not sign")
            }
            values.append(.init(name: digest.name, bytes: value))
        }
        let signer = Signer(
            subject: now.secondSubject ?? now.subject,
            certificates: now.secondCertificates ?? now.certificates,
            algorithm: .rsaSHA256
        )
        return .signed(SigningResult(signer: signer, values: now.spoil?(values) ?? values))
    }

    func authorise(_ digests: [SigningDigest], for request: SigningRequest, from state: SigningState)
        async throws(MethodError) -> SigningStep<SigningState>
    {
        script?.change { $0.digests = digests }
        return .present(try Self.redirect(request.callbackState), keeping: SigningState(digests: digests))
    }

    func abandonSigning(_ request: SigningRequest, from state: SigningState) async {
        script?.change { $0.abandoned += 1 }
    }

    private static func redirect(_ state: String) throws(MethodError) -> Interaction {
        guard let url = URL(string: "https://upstream.example/start?state=\(state)") else {
            throw MethodError(.misconfigured, "no URL")
        }
        return .redirect(to: url)
    }
}
