import EIDSimulator

/// One simulator that this executable serves.
protocol ServedSimulator {
    /// What it is called on the command line.
    static var name: String { get }
    /// What it plays, for the list of commands.
    static var abstract: String { get }
    /// Where it listens unless told otherwise; each has a port of its own, so that all can run at once.
    static var port: Int { get }

    /// Makes it, as seen at an address; what a broker must know of it is written into a folder.
    static func make(at address: String, _ broker: ServedBroker) throws -> any FaultySimulator
}

/// The broker that a simulator is for.
struct ServedBroker {
    /// The folder for what the broker must know: certificates of authorities, secrets.
    let folder: String
    /// Where the broker takes callbacks, for simulators that know their clients.
    let callback: String

    /// Writes a file for the broker.
    func write(_ text: String, to name: String) throws {
        let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        try TextFile.writePrivately(text, to: path)
    }

    /// A secret that both know; made the first time.
    func secret(_ name: String, _ make: () -> String) throws -> String {
        let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        if let known = try? TextFile.read(path), !known.isEmpty {
            return String(known.split(whereSeparator: \.isNewline).first ?? "")
        }
        let secret = make()
        try TextFile.writePrivately(secret + "\n", to: path)
        return secret
    }
}
