public import EIDMethod
import FoundationEssentials

/// Signing with BankID's own signature: there is no certificate to show beforehand, so that the first half asks at most who
/// is on the phone.
extension SwedishBankIDProvider: SigningProvider {
    /// A native signature over up to a hundred documents at once.
    public var signing: SigningOffer? {
        configuration.signs
            ? SigningOffer(kind: .native, maximumDigests: BankIDDocuments.most, isQualified: false) : nil
    }

    /// Ready at once, or asks who is on the phone.
    public func beginSigning(
        _ request: SigningRequest
    ) async throws(MethodError) -> SigningStep<SwedishBankIDSigningState> {
        guard (1...BankIDDocuments.most).contains(request.count) else {
            throw MethodError(.unsupported, "BankID signs up to \(BankIDDocuments.most) documents at once")
        }
        let state = SwedishBankIDSigningState(progress: newState())
        guard configuration.start == .phone else { return .ready(Self.anybody, keeping: state) }
        return .present(Self.question(BankIDTexts.personalNumber), keeping: state)
    }

    /// Takes the number of whoever is on the phone; afterwards, looks how far the order is.
    public func resumeSigning(
        _ request: SigningRequest,
        from state: SwedishBankIDSigningState,
        after event: MethodEvent
    ) async throws(MethodError) -> SigningStep<SwedishBankIDSigningState> {
        if let documents = state.documents {
            let errand = BankIDErrand(request, documents)
            return try step(try await progress(errand, state.progress, after: event), errand, state)
        }
        guard configuration.start == .phone, state.number == nil, case .answered(let answer) = event else {
            throw MethodError(.untrusted, "nothing was asked")
        }
        guard let number = PersonalNumber(typed: answer.text) else {
            return .present(Self.question(BankIDTexts.personalNumberAgain), keeping: state)
        }
        var answered = state
        answered.number = number.digits
        return .ready(Self.anybody, keeping: answered)
    }

    /// Orders a signature over the digests.
    public func authorise(
        _ digests: [SigningDigest],
        for request: SigningRequest,
        from state: SwedishBankIDSigningState
    ) async throws(MethodError) -> SigningStep<SwedishBankIDSigningState> {
        let number = state.number.flatMap { PersonalNumber($0) }
        guard state.documents == nil, (configuration.start == .phone) == (number != nil) else {
            throw MethodError(.untrusted, "the signing is not at the point where digests come")
        }
        let documents = try BankIDDocuments(digests, for: request)
        let errand = BankIDErrand(request, documents)
        var state = state
        state.documents = documents
        // The time to open the app begins now.
        state.progress.startedAt = services.clock.now
        return try step(.waiting(try await ordered(for: errand, state.progress, number: number)), errand, state)
    }

    /// The code of this second.
    public func redrawSigning(_ request: SigningRequest, from state: SwedishBankIDSigningState) -> Interaction? {
        state.documents.flatMap { moving(BankIDErrand(request, $0), state.progress) }
    }

    /// Cancels the order, so that the app does not wait for a person who has gone.
    public func abandonSigning(_ request: SigningRequest, from state: SwedishBankIDSigningState) async {
        guard let documents = state.documents else { return }
        await cancel(BankIDErrand(request, documents), state.progress)
    }

    private func step(
        _ progress: BankIDProgress,
        _ errand: BankIDErrand,
        _ state: SwedishBankIDSigningState
    ) throws(MethodError) -> SigningStep<SwedishBankIDSigningState> {
        switch progress {
        case .waiting(let inner):
            var state = state
            state.progress = inner
            return .present(interaction(inner, errand), keeping: state)
        case .arrived(var identity):
            guard let signature = identity.evidence.first else {
                throw MethodError(.untrusted, "there is no signature")
            }
            let others = Array(identity.evidence.dropFirst())
            identity.evidence = []
            let native = SigningResult.Native(evidence: signature, identity: identity)
            return .signed(SigningResult(signer: Self.anybody, native: native, evidence: others))
        }
    }

    /// Nobody is named before they sign; who did is in the signature.
    private static let anybody = Signer(certificates: [], algorithm: nil)
}
