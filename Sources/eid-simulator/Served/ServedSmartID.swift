import EIDSimulator
import EIDSmartIDSimulator
import FoundationEssentials

/// Smart-ID, with its authorities in `smart-id-authorities.pem`.
enum ServedSmartID: ServedSimulator {
    static let name = "smart-id"
    static let abstract = "Listen as a simulated Smart-ID."
    static let port = 8484

    static func make(at address: String, _ broker: ServedBroker) throws -> any FaultySimulator {
        let signers = SmartIDSigners(at: Date(), address: address)
        try broker.write(try signers.authorities(), to: "smart-id-authorities.pem")
        return SmartIDSimulator(
            clock: SimulatorClock(),
            signers: signers,
            seed: .random(in: 0...(.max)),
            pause: { try? await Task.sleep(for: $0) }
        )
    }
}
