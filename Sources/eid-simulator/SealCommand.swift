import ArgumentParser
import EIDItsmeSimulator
import EIDSimulatorTrust
import FoundationEssentials

/// `eid-simulator seal --config FILE`: issues a certificate for seals from the simulator's own authority.
struct SealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Issue an organisation's simulated certificate with its key, for a broker that seals.",
        discussion: "The simulator that serves from the same keys answers for the certificate's status."
    )

    @Option(help: "The settings file; its trust.keys names the folder of the authorities.") var config: String
    @Option(help: "The organisation's name.") var organization = "eID broker demo"
    @Option(help: "Its identifier: NTR or VAT, the country, a hyphen, the number.") var identifier = "NTRBE-0123456789"
    @Option(help: "Its country.") var country = "BE"
    @Flag(help: "Claim that the key is in a device, as for qualified seals.") var inDevice = false
    @Option(help: "How many days the certificate lasts.") var days = 730
    @Option(help: "Where the private key is written, readable by its owner only.") var outKey: String
    @Option(help: "Where the certificate is written, followed by its issuers up to the root.") var outChain: String

    func run() throws {
        let file = try SimulatorFile(path: config)
        guard (1...3650).contains(days) else { throw ValidationError("--days must be 1 to 3650.") }
        let seal = try file.keptTrustService().issueSeal(
            organization: organization,
            identifier: identifier,
            country: country,
            validity: TimeInterval(days) * 86_400,
            inDevice: inDevice
        )
        try TextFile.writePrivately(seal.privateKeyPEM(), to: outKey)
        try TextFile.writePrivately(seal.chainPEM(), to: outChain)
        print("\(outChain): \(organization), \(identifier), number \(seal.serial)")
    }
}
