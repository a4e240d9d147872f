import EIDSimulator
import EIDSwedishBankIDSimulator
import FoundationEssentials

/// The Swedish BankID, with the root of its people in `bankid-people-root.pem`.
enum ServedBankID: ServedSimulator {
    static let name = "bankid"
    static let abstract = "Listen as a simulated Swedish BankID."
    static let port = 8485

    static func make(at address: String, _ broker: ServedBroker) throws -> any FaultySimulator {
        let signers = BankIDSigners(at: Date())
        try broker.write(try signers.rootPEM(), to: "bankid-people-root.pem")
        return SwedishBankIDSimulator(clock: SimulatorClock(), signers: signers, seed: .random(in: 0...(.max)))
    }
}
