import ArgumentParser
import EIDItsmeSimulator
import EIDSimulator
import EIDSimulatorServer
import EIDSimulatorTrust
import FoundationEssentials

/// A settings file: what the simulator is, and where it listens.
struct SimulatorFile {
    let configuration: ItsmeSimulatorConfiguration
    let host: String
    let port: Int
    let seed: UInt64
    /// The second port, over TLS.
    let mutualTLS: SimulatorMutualTLS?
    private let path: String
    private let keyFile: String?

    /// Reads the file and the people it names.
    init(path: String) throws {
        self.path = path
        let text = try TextFile.read(path)
        let serving = try SimulatorServing.load(yaml: text)
        guard serving.upstream == "itsme" else {
            throw SettingsProblem(["upstream  must be itsme, the only one there is"])
        }
        let people = try serving.personasFile.map { try TextFile.read(TextFile.path($0, besides: path)) }
        var configuration = try ItsmeSimulatorConfiguration.load(yaml: text, personas: people)
        configuration.trust.folder = configuration.trust.folder.map { TextFile.path($0, besides: path) }
        self.configuration = configuration
        host = serving.host
        port = serving.port
        seed = serving.seed
        mutualTLS = serving.mutualTLS
        keyFile = serving.keyFile.map { TextFile.path($0, besides: path) }
    }

    /// What the second port shows and takes; read only now, because `certificate` makes the files from the same settings.
    func mutualTLSFiles() throws -> MutualTLS? {
        try mutualTLS.map {
            try MutualTLS(
                certificate: TextFile.path($0.certificateFile, besides: path),
                key: TextFile.path($0.keyFile, besides: path),
                clientCA: TextFile.path($0.clientCAFile, besides: path)
            )
        }
    }

    /// The trust service over the folder of `trust.keys`, for commands that issue from it.
    func keptTrustService() throws -> TrustService {
        guard configuration.trust.folder != nil else {
            throw ValidationError(
                "trust.keys must name a folder: without one, nobody would know the certificate's issuer."
            )
        }
        return TrustService(configuration.trustService(seed: seed), now: { Date() })
    }

    /// Keys that survive a restart, generated into their file the first time; without a file, new ones each time.
    func keys() throws -> ItsmeKeys? {
        guard let keyFile else { return nil }
        if FileManager.default.fileExists(atPath: keyFile) { return try ItsmeKeys(pem: TextFile.read(keyFile)) }
        let keys = try ItsmeKeys.generate()
        try TextFile.writePrivately(try keys.pem(), to: keyFile)
        return keys
    }
}
