/// An account as it is now: a persona and what has happened to it since the start.
struct PersonaAccount: Sendable {
    var persona: ItsmePersona
    /// Wrong itsme codes in a row; the third blocks the account.
    var wrongCodes = 0

    /// Everyone who lives in an environment: test accounts live in the sandbox only (§26.2).
    static func accounts(of configuration: ItsmeSimulatorConfiguration) -> [String: PersonaAccount] {
        let people = configuration.personas.filter { !$0.isTestAccount || configuration.environment == .e2e }
        return Dictionary(people.map { ($0.id, PersonaAccount(persona: $0)) }) { first, _ in first }
    }

    var isActive: Bool { persona.state == .active }

    /// Counts a wrong itsme code and says whether it blocked the account.
    mutating func countWrongCode() -> Bool {
        wrongCodes += 1
        guard wrongCodes >= 3 else { return false }
        persona.state = .blocked
        return true
    }

    /// Deletes the account and creates it anew: another subject is to come, and no certificate is there yet.
    mutating func recreate(at time: String) {
        persona.generation += 1
        persona.certificate = .none
        reactivate(at: time)
    }

    /// The person takes a blocked account into use again (§9): the same subject, another date of activation.
    mutating func reactivate(at time: String) {
        persona.state = .active
        persona.activated = time
        wrongCodes = 0
    }
}
