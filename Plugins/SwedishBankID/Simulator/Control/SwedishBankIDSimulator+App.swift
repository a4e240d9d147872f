public import EIDJSON
public import EIDSimulator

/// The person's side, in words.
extension SwedishBankIDSimulator: AppSimulator {
    private static let named: [(name: String, persona: BankIDPersona)] = [
        ("astrid", .astrid), ("bjorn", .bjorn), ("chidi", .chidi),
    ]

    private static func persona(_ name: String) -> BankIDPersona? { named.first { $0.name == name }?.persona }

    /// Everybody there is.
    public var people: [String] { Self.named.map(\.name) }

    /// Everything it can do wrong.
    public var faultNames: [String] { BankIDFault.allCases.map(\.rawValue) }

    /// Misbehaves by name.
    public func arm(faultNamed name: String?) -> Bool {
        let fault = name.flatMap { BankIDFault(rawValue: $0) }
        guard name == nil || fault != nil else { return false }
        inject(fault)
        return true
    }

    /// Every order.
    public var actions: [JSON] {
        orders.map { order in
            [
                "id": .string(order.reference), "kind": .string(order.route.rawValue), "phase": .string(order.hint),
                "texts": .array(order.visible.map { [.string($0)] } ?? []),
            ]
        }
    }

    /// Scans a code, follows a link, or picks up the phone.
    public func open(_ way: String?, as person: String) -> String? {
        guard let persona = Self.persona(person) else { return nil }
        guard let way else { return try? pickUp(as: persona) }
        return way.hasPrefix("bankid.") ? try? scan(way, as: persona) : try? follow(way, as: persona)
    }

    /// `approve`, `refuse`, or any hint of BankID's: one of a pending order is how far the person gets, another ends it.
    public func decide(_ word: String, on id: String) -> AppDecision? {
        // Words for ends, not for why.
        guard !["", "complete", "failed"].contains(word) else { return nil }
        let decision: BankIDDecision =
            switch word {
            case "approve": .approve
            case "refuse": .cancel
            case _ where BankIDDecision.pendingHints.contains(word): .reach(word)
            default: .fail(word)
            }
        do throws(BankIDControlError) {
            return AppDecision(returnURL: try decide(decision, on: id))
        } catch { return nil }
    }

    /// Approves by itself, by name; what takes time here is the collects, not the seconds.
    public func letEverybodyApprove(as person: String?, after seconds: Int) -> Bool {
        let persona = person.flatMap { Self.persona($0) }
        guard person == nil || persona != nil else { return false }
        letEverybodyApprove(as: persona)
        return true
    }
}
