import EIDJOSE
import EIDSimulator
import FoundationEssentials
import Synchronization

/// The person's side: what they do with their app.
extension SwedishBankIDSimulator {
    /// Makes BankID misbehave from now on.
    public func inject(_ fault: BankIDFault?) { desk.withLock { $0.fault = fault } }

    /// Answers the next calls of a route with an error instead.
    public func refuse(_ route: BankIDRoute, status: Int, errorCode: String, times: Int = 1) {
        desk.withLock { $0.refusals[route] = Refusal(status: status, errorCode: errorCode, times: times) }
    }

    /// Takes its time for each answer.
    public func delay(by duration: Duration?) { desk.withLock { $0.delay = duration } }

    /// Lets somebody act on every order by themselves: two collects nothing, two in the app, then the security code.
    public func letEverybodyApprove(as persona: BankIDPersona?) { desk.withLock { $0.volunteer = persona } }

    /// Every order, oldest first.
    public var orders: [BankIDOrderSummary] {
        desk.withLock { desk in
            desk.orders.map { order in
                let hint =
                    switch order.phase {
                    case .pending(let hint), .failed(let hint): hint
                    case .complete: "complete"
                    }
                return BankIDOrderSummary(
                    reference: order.reference,
                    route: order.route,
                    hint: hint,
                    members: order.wish.members,
                    returnURL: order.wish.returnURL,
                    endUserAddress: order.wish.endUserAddress,
                    visible: Self.text(order.wish.visible),
                    unseen: Self.text(order.wish.unseen)
                )
            }
        }
    }

    private static func text(_ base64: String?) -> String? {
        base64.flatMap { Base64.decode($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What nobody but BankID and its client may know.
    public var secrets: [String] { desk.withLock { $0.orders.flatMap { [$0.reference, $0.codeSecret] } } }

    /// How many orders wait for a person.
    public var pendingOrders: Int {
        let now = clock.now
        return desk.withLock { desk in
            desk.orders.count { order in
                var order = order
                order.age(to: now)
                return order.isPending
            }
        }
    }

    /// What was wrong with calls, in order.
    public var violations: [String] { desk.withLock { $0.violations } }

    /// Scans a code: it must be of this moment, give or take five seconds.
    public func scan(_ code: String, as persona: BankIDPersona = .astrid) throws(BankIDControlError) -> String {
        let parts = code.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == "bankid", let second = Int(parts[2]), String(second) == parts[2] else {
            throw .badCode
        }
        let now = clock.now
        return try change { (desk) throws(BankIDControlError) in
            guard let index = desk.orders.firstIndex(where: { $0.codeToken == parts[1] && $0.isPending }) else {
                throw .noOrder
            }
            let order = desk.orders[index]
            let proof = HMACSHA256.code(for: Array(parts[2].utf8), key: Array(order.codeSecret.utf8))
            guard Self.hexadecimal(proof) == parts[3] else { throw .badCode }
            let age = Int(now.timeIntervalSince(order.createdAt).rounded(.down))
            guard abs(age - second) <= 5 else { throw .staleCode(seconds: age - second) }
            return try Self.open(index, persona, now, &desk)
        }
    }

    /// Follows a link that starts the app on this device.
    public func follow(_ link: String, as persona: BankIDPersona = .astrid) throws(BankIDControlError) -> String {
        guard let query = link.split(separator: "?", maxSplits: 1).last,
            let token = query.split(separator: "&").first(where: { $0.hasPrefix("autostarttoken=") })
        else { throw .badCode }
        let now = clock.now
        return try change { (desk) throws(BankIDControlError) in
            let value = token.dropFirst("autostarttoken=".count)
            guard let index = desk.orders.firstIndex(where: { $0.autoStartToken == value && $0.isPending }) else {
                throw .noOrder
            }
            return try Self.open(index, persona, now, &desk)
        }
    }

    /// Opens the app while on the phone.
    public func pickUp(as persona: BankIDPersona = .astrid) throws(BankIDControlError) -> String {
        let now = clock.now
        return try change { (desk) throws(BankIDControlError) in
            guard
                let index = desk.orders.firstIndex(where: {
                    $0.route.isPhone && $0.isPending && $0.wish.personalNumber == persona.personalNumber
                })
            else { throw .noOrder }
            return try Self.open(index, persona, now, &desk)
        }
    }

    /// Opens an order by its reference, for tests that see neither its code nor its link.
    public func take(_ reference: String, as persona: BankIDPersona = .astrid) throws(BankIDControlError) -> String {
        let now = clock.now
        return try change { (desk) throws(BankIDControlError) in
            guard let index = desk.orders.firstIndex(where: { $0.reference == reference && $0.isPending }) else {
                throw .noOrder
            }
            return try Self.open(index, persona, now, &desk)
        }
    }

    /// Decides about an order that the app shows; the address where the app sends the browser, if there is one.
    @discardableResult
    public func decide(_ decision: BankIDDecision, on reference: String) throws(BankIDControlError) -> String? {
        let now = clock.now
        return try change { (desk) throws(BankIDControlError) in
            guard let index = desk.orders.firstIndex(where: { $0.reference == reference && $0.isPending }) else {
                throw .noOrder
            }
            switch decision {
            case .approve:
                guard let opener = desk.orders[index].opener else { throw .notOpened }
                desk.orders[index].phase = .complete(opener)
            case .cancel: desk.orders[index].phase = .failed("userCancel")
            case .declineCall: desk.orders[index].phase = .failed("userDeclinedCall")
            case .fail(let hint): desk.orders[index].phase = .failed(hint)
            case .reach(let hint):
                desk.orders[index].phase = .pending(hint)
                return nil
            }
            desk.orders[index].finishedAt = now
            return desk.orders[index].wish.returnURL
        }
    }

    private func change<Value: Sendable>(
        _ body: (inout Desk) throws(BankIDControlError) -> Value
    ) throws(BankIDControlError) -> Value {
        let now = clock.now
        let result: Result<Value, BankIDControlError> = desk.withLock { desk in
            for index in desk.orders.indices { desk.orders[index].age(to: now) }
            do throws(BankIDControlError) { return .success(try body(&desk)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    private static func open(
        _ index: Int,
        _ persona: BankIDPersona,
        _ now: Date,
        _ desk: inout Desk
    ) throws(BankIDControlError) -> String {
        guard desk.orders[index].openedAt == nil else { throw .alreadyOpened }
        desk.orders[index].openedAt = now
        desk.orders[index].opener = persona
        desk.orders[index].phase = .pending(desk.orders[index].route.isPhone ? "userCallConfirm" : "started")
        return desk.orders[index].reference
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
