import ArgumentParser
import EIDItsmeSimulator
import EIDSimulatorTrust
import FoundationEssentials

/// `eid-simulator certificate --config FILE`: issues a certificate for either end of a TLS connection on loopback.
struct CertificateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Issue a certificate with its key for TLS on loopback, a server's or a client's.",
        discussion: "The files are what the simulator's mutualTLS and a broker's method with a client certificate take."
    )

    @Option(help: "The settings file; its trust.keys names the folder of the authorities.") var config: String
    @Option(help: "The common name; a client is known by it.") var name: String
    @Option(help: "How many days the certificate lasts.") var days = 730
    @Option(help: "Where the private key is written, readable by its owner only.") var outKey: String
    @Option(help: "Where the certificate is written, followed by its issuer.") var outChain: String
    @Option(help: "Where the issuer is written, which the other end trusts.") var outCa: String

    func run() throws {
        guard (1...3650).contains(days) else { throw ValidationError("--days must be 1 to 3650.") }
        let service = try SimulatorFile(path: config).keptTrustService()
        let issued = try service.issueConnection(name: name, validity: TimeInterval(days) * 86_400)
        try TextFile.writePrivately(issued.privateKeyPEM(), to: outKey)
        try TextFile.writePrivately(issued.chainPEM(), to: outChain)
        try TextFile.writePrivately(service.pem(of: .connections), to: outCa)
        print("\(outChain): \(name), number \(issued.serial)")
    }
}
