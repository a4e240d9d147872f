import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// What identifying oneself and signing have in common: an order, and waiting for it.
extension SwedishBankIDProvider {
    func newState() -> SwedishBankIDState {
        SwedishBankIDState(id: services.random.token(bytes: 8), startedAt: services.clock.now)
    }

    /// Looks how far the order is.
    func progress(
        _ errand: BankIDErrand,
        _ state: SwedishBankIDState,
        after event: MethodEvent
    ) async throws(MethodError) -> BankIDProgress {
        switch event {
        case .polled:
            guard state.arrived == nil else { return .waiting(state) }
            return try await collect(errand, state)
        case .callback(let callback):
            guard let order = state.order, order.way.showsLink,
                callback["state"].sameBytes(as: errand.callbackState),
                callback["nonce"].sameBytes(as: order.binding.nonce)
            else { throw MethodError(.untrusted, "this is not the return of this transaction's order") }
            if let identity = state.arrived { return .arrived(identity) }
            // The app sends people back when it likes: perhaps before BankID says that they have approved.
            var returned = state
            returned.hasReturned = true
            return try await collect(errand, returned)
        case .answered: throw MethodError(.untrusted, "nothing was asked")
        }
    }

    static func question(_ label: LocalizedText) -> Interaction {
        .ask(Prompt(kind: .nationalNumber, label: label, maximumLength: 32))
    }

    /// What the person sees while they wait.
    func interaction(_ state: SwedishBankIDState, _ errand: BankIDErrand) -> Interaction {
        let onMobile = errand.endUser?.isOnMobile == true
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

    /// What the person sees at this moment, where a code moves.
    func moving(_ errand: BankIDErrand, _ state: SwedishBankIDState) -> Interaction? {
        guard state.order?.way.showsCode == true, state.arrived == nil else { return nil }
        return interaction(state, errand)
    }

    /// Cancels an order that nobody waits for any more.
    func cancel(_ errand: BankIDErrand, _ state: SwedishBankIDState) async {
        guard let order = state.order, state.arrived == nil, let service = try? self.service() else { return }
        do throws(BankIDFailure) {
            _ = try await service.call(.cancel, ["orderRef": .string(order.reference)])
        } catch {
            services.log.info(
                "an order could not be cancelled",
                metadata: ["transaction": "\(errand.transactionID)", "outcome": "\(error.error.code)"]
            )
        }
    }

    func service() throws(MethodError) -> BankIDService {
        guard let url = configuration.baseURL else {
            throw MethodError(.misconfigured, "there is no address of BankID")
        }
        return BankIDService(baseURL: url, http: services.http)
    }
}
