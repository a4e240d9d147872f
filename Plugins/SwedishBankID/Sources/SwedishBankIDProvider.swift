import EIDJSON
public import EIDMethod
import FoundationEssentials
import Logging

/// Swedish BankID by its Relying Party API, version 6: identity verification and authentication with an app.
public struct SwedishBankIDProvider: MethodProvider {
    let configuration: SwedishBankIDConfiguration
    let services: MethodServices

    /// Name, types, attributes and levels.
    ///
    /// BankID states no level with an identity: it holds level 3 of the Swedish framework, which corresponds to substantial.
    public static let descriptor = MethodDescriptor(
        provider: "bankid-se",
        displayName: LocalizedText("BankID"),
        types: [.verification, .authentication],
        attributes: BankIDCompletion.offers,
        assurance: AssuranceTable([.init("loa3", .substantial)]),
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
        let state = SwedishBankIDState(id: services.random.token(bytes: 8), startedAt: services.clock.now)
        guard configuration.start != .phone else { return question(BankIDTexts.personalNumber, keeping: state) }
        return step(try await ordered(for: request, state), request)
    }

    /// Looks how far the order is.
    public func resume(
        _ request: MethodRequest,
        from state: SwedishBankIDState,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<SwedishBankIDState> {
        switch event {
        case .polled:
            guard state.arrived == nil else { return step(state, request) }
            return try await collect(request, state)
        case .callback(let callback):
            guard let order = state.order, order.way.showsLink,
                callback["state"].sameBytes(as: request.callbackState), callback["nonce"].sameBytes(as: order.nonce)
            else { throw MethodError(.untrusted, "this is not the return of this transaction's order") }
            if let identity = state.arrived { return .finished(identity) }
            // The app sends people back when it likes: perhaps before BankID says that they have approved.
            var returned = state
            returned.hasReturned = true
            return try await collect(request, returned)
        case .answered(let answer):
            guard configuration.start == .phone, state.order == nil else {
                throw MethodError(.untrusted, "nothing was asked")
            }
            guard let number = PersonalNumber(typed: answer.text) else {
                return question(BankIDTexts.personalNumberAgain, keeping: state)
            }
            return step(try await ordered(for: request, state, number: number), request)
        }
    }

    /// The code of this second.
    public func redraw(_ request: MethodRequest, from state: SwedishBankIDState) -> Interaction? {
        guard state.order?.way.showsCode == true, state.arrived == nil else { return nil }
        return interaction(state, request)
    }

    /// Cancels the order, so that the app does not wait for a person who has gone.
    public func abandon(_ request: MethodRequest, from state: SwedishBankIDState) async {
        guard let order = state.order, state.arrived == nil, let service = try? self.service() else { return }
        do throws(BankIDFailure) {
            _ = try await service.call(.cancel, ["orderRef": .string(order.reference)])
        } catch {
            services.log.info(
                "an order could not be cancelled",
                metadata: ["transaction": "\(request.transactionID)", "outcome": "\(error.error.code)"]
            )
        }
    }

    func service() throws(MethodError) -> BankIDService {
        guard let url = configuration.baseURL else {
            throw MethodError(.misconfigured, "there is no address of BankID")
        }
        return BankIDService(baseURL: url, http: services.http)
    }

    func question(_ label: LocalizedText, keeping state: SwedishBankIDState) -> MethodStep<SwedishBankIDState> {
        .present(.ask(Prompt(kind: .nationalNumber, label: label, maximumLength: 32)), keeping: state)
    }

    func step(_ state: SwedishBankIDState, _ request: MethodRequest) -> MethodStep<SwedishBankIDState> {
        .present(interaction(state, request), keeping: state)
    }

    private func interaction(_ state: SwedishBankIDState, _ request: MethodRequest) -> Interaction {
        let onMobile = MobileBrowser.isOne(request.endUser?.userAgent)
        let way = state.order?.way ?? .phone
        if state.arrived != nil {
            return .openApp(link: nil, qr: nil, pollAfter: .seconds(5), hint: BankIDTexts.comeBack)
        }
        let hint = state.hint ?? BankIDHint(rawValue: "outstandingTransaction")
        // An app that has the order needs neither code nor link; another one must not take it over.
        let isOpen = hint.isUnopened
        return .openApp(
            link: isOpen ? state.order?.link(onMobile: onMobile) : nil,
            qr: isOpen ? state.order?.code(at: services.clock.now) : nil,
            // BankID asks to be asked every two seconds; who does not answer gets more time.
            pollAfter: .seconds(state.misses == 0 ? 2 : 5),
            hint: hint.text(for: way, onMobile: onMobile)
        )
    }
}
