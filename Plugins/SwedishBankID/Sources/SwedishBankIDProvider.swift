public import EIDMethod
import FoundationEssentials

/// Swedish BankID by its Relying Party API, version 6: identity verification, authentication and signing with an app.
public struct SwedishBankIDProvider: MethodProvider {
    let configuration: SwedishBankIDConfiguration
    let services: MethodServices

    /// Name, types, attributes and levels.
    ///
    /// BankID states no level with an identity: it holds level 3 of the Swedish framework, which corresponds to substantial.
    public static let descriptor = MethodDescriptor(
        provider: "bankid-se",
        displayName: LocalizedText("BankID"),
        types: [.verification, .authentication, .signing],
        attributes: BankIDCompletion.offers,
        assurance: AssuranceTable([.init("loa3", .substantial)]),
        keepsEvidence: true,
        countries: ["SE"]
    )

    /// Makes a provider; nothing is fetched before the first transaction.
    public init(configuration: SwedishBankIDConfiguration, services: MethodServices) {
        self.configuration = configuration
        self.services = services
    }

    /// Orders an identification, or asks who is on the phone.
    public func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<SwedishBankIDState> {
        guard request.assurance ?? .low <= .substantial else {
            throw MethodError(.insufficientAssurance, "BankID is not that sure of anybody")
        }
        let state = newState()
        guard configuration.start != .phone else {
            return .present(Self.question(BankIDTexts.personalNumber), keeping: state)
        }
        let errand = BankIDErrand(request)
        return step(.waiting(try await ordered(for: errand, state)), errand)
    }

    /// Looks how far the order is.
    public func resume(
        _ request: MethodRequest,
        from state: SwedishBankIDState,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<SwedishBankIDState> {
        let errand = BankIDErrand(request)
        if case .answered(let answer) = event {
            guard configuration.start == .phone, state.order == nil else {
                throw MethodError(.untrusted, "nothing was asked")
            }
            guard let number = PersonalNumber(typed: answer.text) else {
                return .present(Self.question(BankIDTexts.personalNumberAgain), keeping: state)
            }
            return step(.waiting(try await ordered(for: errand, state, number: number)), errand)
        }
        return step(try await progress(errand, state, after: event), errand)
    }

    /// The code of this second.
    public func redraw(_ request: MethodRequest, from state: SwedishBankIDState) -> Interaction? {
        moving(BankIDErrand(request), state)
    }

    /// Cancels the order, so that the app does not wait for a person who has gone.
    public func abandon(_ request: MethodRequest, from state: SwedishBankIDState) async {
        await cancel(BankIDErrand(request), state)
    }

    private func step(_ progress: BankIDProgress, _ errand: BankIDErrand) -> MethodStep<SwedishBankIDState> {
        switch progress {
        case .waiting(let state): .present(interaction(state, errand), keeping: state)
        case .arrived(let identity): .finished(identity)
        }
    }
}
