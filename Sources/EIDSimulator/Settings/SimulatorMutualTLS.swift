/// A second port, over TLS, for partners that are known by their client certificates.
public struct SimulatorMutualTLS: Sendable {
    /// The address to listen on.
    public let host: String
    /// The port to listen on; 0 lets the system choose.
    public let port: Int
    /// The file of the server's certificate chain, in PEM.
    public let certificateFile: String
    /// The file of its key, in PEM.
    public let keyFile: String
    /// The file of the authorities that issue the clients' certificates, in PEM.
    public let clientCAFile: String

    /// Reads the settings below `mutualTLS`.
    init(reading node: SettingsNode) {
        let listen = node.member("listen")
        if listen == nil { node.report("listen", "is missing") }
        host = listen?.string("host") ?? "127.0.0.1"
        port = listen?.port() ?? 0
        certificateFile = node.requiredString("certificate")
        keyFile = node.requiredString("key")
        clientCAFile = node.requiredString("clientCA")
        listen?.refuseUnknown()
        node.refuseUnknown()
    }
}

extension SettingsNode {
    /// The port of an address to listen on; absent, the system chooses.
    func port() -> Int {
        let port = integer("port") ?? 0
        if !(0...65535).contains(port) { report("port", "must be 0 to 65535") }
        return port
    }
}
