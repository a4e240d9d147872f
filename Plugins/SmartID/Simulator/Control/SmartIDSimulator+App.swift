public import EIDJSON
public import EIDSimulator

/// The person's side, in words.
extension SmartIDSimulator: AppSimulator {
    private static let named: [(name: String, persona: SmartIDPersona)] = [
        ("kadri", .kadri), ("janis", .janis), ("ruta", .ruta), ("marie", .marie), ("peeter", .peeter),
    ]

    private static func persona(_ name: String) -> SmartIDPersona? { named.first { $0.name == name }?.persona }

    /// Everybody there is.
    public var people: [String] { Self.named.map(\.name) }

    /// Everything it can do wrong.
    public var faultNames: [String] {
        SmartIDFault.allCases.map(\.rawValue) + SmartIDListFault.allCases.map(\.rawValue)
    }

    /// Misbehaves by name; faults of lists stand beside one of the others.
    public func arm(faultNamed name: String?) -> Bool {
        guard let name else {
            inject(nil)
            inject(lists: nil)
            return true
        }
        if let fault = SmartIDFault(rawValue: name) {
            inject(fault)
        } else if let fault = SmartIDListFault(rawValue: name) {
            inject(lists: fault)
        } else {
            return false
        }
        return true
    }

    /// Every session.
    public var actions: [JSON] {
        sessions.map { session in
            [
                "id": .string(session.id), "kind": .string(session.route.rawValue), "phase": .string(session.phase),
                "texts": .array(session.shownTexts.map { .string($0) }),
            ]
        }
    }

    /// Scans a code, follows a link, or picks up a message.
    public func open(_ way: String?, as person: String) -> String? {
        guard let persona = Self.persona(person) else { return nil }
        guard let way else { return try? pickUp(as: persona) }
        return way.contains("deviceLinkType=QR") ? try? scan(way, as: persona) : try? follow(way, as: persona)
    }

    /// `approve`, `refuse`, or any word of Smart-ID's.
    public func decide(_ word: String, on id: String) -> AppDecision? {
        let decision: SmartIDDecision =
            switch word {
            case "approve": .approve
            case "refuse": .refuse
            default: .fail(word)
            }
        do throws(SmartIDControlError) {
            return AppDecision(returnURL: try decide(decision, on: id))
        } catch { return nil }
    }

    /// Approves by itself, by name.
    public func letEverybodyApprove(as person: String?, after seconds: Int) -> Bool {
        let persona = person.flatMap { Self.persona($0) }
        guard person == nil || persona != nil else { return false }
        letEverybodyApprove(as: persona, after: seconds)
        return true
    }
}
