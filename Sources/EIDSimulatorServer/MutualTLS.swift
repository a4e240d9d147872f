import NIOSSL

/// What a port over TLS shows, and whose client certificates it takes.
public struct MutualTLS: Sendable {
    let configuration: TLSConfiguration

    /// Why a port cannot be opened.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        /// What is wrong with which file.
        public let description: String
    }

    /// Reads three PEM files: the server's chain, its key, and the authorities of the clients.
    public init(certificate: String, key: String, clientCA: String) throws {
        let chain = try Self.read(certificate, NIOSSLCertificate.fromPEMFile)
        let privateKey = try Self.read(key) { try NIOSSLPrivateKey(file: $0, format: .pem) }
        let authorities = try Self.read(clientCA, NIOSSLCertificate.fromPEMFile)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(privateKey)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        configuration.trustRoots = .certificates(authorities)
        // Demands a certificate and verifies its chain; a client has no host name to compare.
        configuration.certificateVerification = .noHostnameVerification
        // A key of another certificate would otherwise be found only when the first client comes.
        do { _ = try NIOSSLContext(configuration: configuration) } catch {
            throw Failure(description: "\(certificate) and \(key) do not belong together")
        }
        self.configuration = configuration
    }

    private static func read<T>(_ path: String, _ body: (String) throws -> T) throws -> T {
        do { return try body(path) } catch {
            throw Failure(description: "\(path) cannot be read as PEM of what it should be")
        }
    }
}
