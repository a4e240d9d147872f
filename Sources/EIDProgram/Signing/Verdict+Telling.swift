import ArgumentParser
import EIDSignature

/// How the commands that judge say what came of it, and how they end.
extension SignatureReport.Verdict {
    /// The answer for people.
    var words: String {
        switch self {
        case .valid: "valid"
        case .indeterminate: "in doubt, because something needed is missing"
        case .invalid: "NOT valid"
        }
    }

    /// Ends a command with 0 where everything holds, 1 where something does not, 2 where that cannot be told.
    func end() throws {
        switch self {
        case .valid: break
        case .invalid: throw ExitCode(1)
        case .indeterminate: throw ExitCode(2)
        }
    }
}
