import EIDJSON
import EIDMethod
import FoundationEssentials

extension SwedishBankIDProvider {
    /// A state with a new order, in the place of the last one if there was one.
    func ordered(
        for errand: BankIDErrand,
        _ state: SwedishBankIDState,
        number: PersonalNumber? = nil
    ) async throws(MethodError) -> SwedishBankIDState {
        let wish = BankIDOrderRequest(
            configuration: configuration,
            errand: errand,
            way: way(for: errand),
            binding: BankIDBinding(errand.purpose, services.random)
        )
        let body: JSON = if let number { wish.body(for: number) } else { try wish.body() }
        let service = try self.service()
        let answer: JSONValue
        do throws(BankIDFailure) { answer = try await service.call(wish.route, body) } catch { throw error.error }
        var state = state
        state.order = try BankIDOrder(
            reading: answer,
            to: wish,
            receivedAt: services.clock.now,
            personalNumber: number?.digits
        )
        state.hint = nil
        state.misses = 0
        state.hasReturned = false
        return state
    }

    /// Asks BankID how far the order is.
    func collect(
        _ errand: BankIDErrand,
        _ state: SwedishBankIDState
    ) async throws(MethodError) -> BankIDProgress {
        guard let order = state.order else { throw MethodError(.untrusted, "there is no order to ask for") }
        var state = state
        let service = try self.service()
        let answer: JSONValue
        do throws(BankIDFailure) {
            answer = try await service.call(.collect, ["orderRef": .string(order.reference)])
        } catch {
            if error.isGone { return try await renewed(errand, state, after: .gone) }
            state.misses += 1
            // One lost answer among fifty is no reason to send the person away.
            guard error.isPassing, state.misses <= Self.toleratedMisses else { throw error.error }
            return .waiting(state)
        }
        state.misses = 0
        guard answer["orderRef"]?.string.sameBytes(as: order.reference) == true else {
            throw MethodError(.untrusted, "BankID answers about another order")
        }
        let hint = answer["hintCode"]?.string.map(BankIDHint.init(rawValue:))
        switch answer["status"]?.string {
        case "pending":
            state.hint = hint.map { $0.rawValue.utf8.count <= 64 ? $0 : BankIDHint(rawValue: "") } ?? state.hint
            return .waiting(state)
        case "failed":
            return try await renewed(errand, state, after: hint ?? BankIDHint(rawValue: ""))
        case "complete":
            let completion = try BankIDCompletion(reading: answer, of: order)
            let identity = try identity(completion, order, errand)
            // Whoever got the link from somebody else approves for them; only who started it comes back with the nonce.
            guard order.way != .link || state.hasReturned else {
                state.arrived = identity
                return .waiting(state)
            }
            return .arrived(identity)
        default: throw MethodError(.untrusted, "BankID's answer has no status that we know")
        }
    }

    /// A new order in the place of one that nobody opened in time; anything else is the end.
    private func renewed(
        _ errand: BankIDErrand,
        _ state: SwedishBankIDState,
        after hint: BankIDHint
    ) async throws(MethodError) -> BankIDProgress {
        let age = services.clock.now.timeIntervalSince(state.startedAt)
        guard hint.isRenewable, state.order?.way != .phone, state.hint?.isUnopened ?? true || hint == .startFailed,
            (0..<Double(configuration.waitSeconds)).contains(age)
        else { throw hint == .gone ? MethodError(.expired, "BankID does not know the order any more") : hint.failure }
        return .waiting(try await ordered(for: errand, state))
    }

    private func way(for errand: BankIDErrand) -> BankIDOrder.Way {
        switch configuration.start {
        case .automatic: errand.endUser?.isOnMobile == true ? .link : .code
        case .code: .code
        case .link: .link
        case .both: .both
        case .phone: .phone
        }
    }

    private static let toleratedMisses = 3
}

extension BankIDHint {
    /// The app was not started, or found no order.
    static let startFailed = BankIDHint(rawValue: "startFailed")
    /// No word of BankID's: it has forgotten the order.
    static let gone = BankIDHint(rawValue: "(gone)")

    /// Whether the order may have ended because nobody opened it.
    var isRenewable: Bool { self == .startFailed || self == .gone || rawValue == "expiredTransaction" }
}
