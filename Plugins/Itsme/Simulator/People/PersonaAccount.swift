/// An account as it is now: a persona and what has happened to it since the start.
struct PersonaAccount: Sendable {
    var persona: ItsmePersona
    /// Wrong itsme codes in a row; the third blocks the account.
    var wrongCodes = 0

    var isActive: Bool { persona.state == .active }

    /// Counts a wrong itsme code and says whether it blocked the account.
    mutating func countWrongCode() -> Bool {
        wrongCodes += 1
        guard wrongCodes >= 3 else { return false }
        persona.state = .blocked
        return true
    }

    /// Deletes the account and creates it anew, with another subject to come.
    mutating func recreate() {
        persona.generation += 1
        persona.state = .active
        wrongCodes = 0
    }
}
