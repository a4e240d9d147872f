/// What whoever serves a simulator reads from its settings file.
public struct SimulatorServing: Sendable {
    /// Which service is simulated.
    public let upstream: String
    /// The address to listen on.
    public let host: String
    /// The port to listen on; 0 lets the system choose.
    public let port: Int
    /// The second port, over TLS.
    public let mutualTLS: SimulatorMutualTLS?
    /// The seed of all identifiers.
    public let seed: UInt64
    /// Where keys are kept between runs.
    public let keyFile: String?
    /// Where people are described.
    public let personasFile: String?

    /// Reads the part of a settings file that is about serving; the rest is the simulator's own.
    public static func load(yaml: String) throws(SettingsProblem) -> SimulatorServing {
        try SettingsNode.read(yaml: yaml) { root in
            let listen = root.member("listen")
            let seed = root.integer("seed") ?? 1
            if seed < 0 { root.report("seed", "must not be negative") }
            let serving = SimulatorServing(
                upstream: root.requiredString("upstream"),
                host: listen?.string("host") ?? "127.0.0.1",
                port: listen?.port() ?? 0,
                mutualTLS: root.member("mutualTLS").map(SimulatorMutualTLS.init(reading:)),
                seed: UInt64(max(seed, 0)),
                keyFile: root.string("keys"),
                personasFile: root.string("personasFile")
            )
            listen?.refuseUnknown()
            return serving
        }
    }
}
