import EIDJSON
import EIDMethod
import FoundationEssentials

extension SwedishBankIDProvider {
    /// A state with a new order, in the place of the last one if there was one.
    func ordered(
        for request: MethodRequest,
        _ state: SwedishBankIDState,
        number: PersonalNumber? = nil
    ) async throws(MethodError) -> SwedishBankIDState {
        let way = way(for: request)
        let nonce = services.random.token(bytes: 16)
        let wish = BankIDOrderRequest(configuration: configuration, way: way, nonce: nonce)
        let service = try self.service()
        let answer: JSONValue
        do throws(BankIDFailure) {
            if let number {
                answer = try await service.call(.phoneAuth, wish.phoneAuthentication(number))
            } else {
                let body: JSON
                do throws(MethodError) { body = try wish.authentication(request) } catch { throw BankIDFailure(error) }
                answer = try await service.call(.auth, body)
            }
        } catch {
            throw error.error
        }
        var state = state
        state.order = try BankIDOrder(
            reading: answer,
            way: way,
            receivedAt: services.clock.now,
            nonce: nonce,
            content: wish.content,
            personalNumber: number?.digits
        )
        state.hint = nil
        state.misses = 0
        state.hasReturned = false
        return state
    }

    /// Asks BankID how far the order is.
    func collect(
        _ request: MethodRequest,
        _ state: SwedishBankIDState
    ) async throws(MethodError) -> MethodStep<SwedishBankIDState> {
        guard let order = state.order else { throw MethodError(.untrusted, "there is no order to ask for") }
        var state = state
        let service = try self.service()
        let answer: JSONValue
        do throws(BankIDFailure) {
            answer = try await service.call(.collect, ["orderRef": .string(order.reference)])
        } catch {
            if error.isGone { return try await renewed(request, state, after: .gone) }
            state.misses += 1
            // One lost answer among fifty is no reason to send the person away.
            guard error.isPassing, state.misses <= Self.toleratedMisses else { throw error.error }
            return step(state, request)
        }
        state.misses = 0
        guard answer["orderRef"]?.string.sameBytes(as: order.reference) == true else {
            throw MethodError(.untrusted, "BankID answers about another order")
        }
        let hint = answer["hintCode"]?.string.map(BankIDHint.init(rawValue:))
        switch answer["status"]?.string {
        case "pending":
            state.hint = hint.map { $0.rawValue.utf8.count <= 64 ? $0 : BankIDHint(rawValue: "") } ?? state.hint
            return step(state, request)
        case "failed":
            return try await renewed(request, state, after: hint ?? BankIDHint(rawValue: ""))
        case "complete":
            let completion = try BankIDCompletion(reading: answer, of: order)
            let identity = try identity(completion, order, request)
            // Whoever got the link from somebody else approves for them; only who started it comes back with the nonce.
            guard order.way != .link || state.hasReturned else {
                state.arrived = identity
                return step(state, request)
            }
            return .finished(identity)
        default: throw MethodError(.untrusted, "BankID's answer has no status that we know")
        }
    }

    /// A new order in the place of one that nobody opened in time; anything else is the end.
    private func renewed(
        _ request: MethodRequest,
        _ state: SwedishBankIDState,
        after hint: BankIDHint
    ) async throws(MethodError) -> MethodStep<SwedishBankIDState> {
        let age = services.clock.now.timeIntervalSince(state.startedAt)
        guard hint.isRenewable, state.order?.way != .phone, state.hint?.isUnopened ?? true || hint == .startFailed,
            (0..<Double(configuration.waitSeconds)).contains(age)
        else { throw hint == .gone ? MethodError(.expired, "BankID does not know the order any more") : hint.failure }
        return step(try await ordered(for: request, state), request)
    }

    private func way(for request: MethodRequest) -> BankIDOrder.Way {
        switch configuration.start {
        case .automatic: MobileBrowser.isOne(request.endUser?.userAgent) ? .link : .code
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
