import EIDMethod
import NIOSSL

extension TLSConfiguration {
    /// TLS 1.2 and 1.3 with the operator's certificate.
    init(serving settings: ServerConfiguration.TLS) throws {
        let chain = try NIOSSLCertificate.fromPEMFile(settings.certificate)
        let key = try NIOSSLPrivateKey(bytes: Array(settings.privateKey.reveal().utf8), format: .pem)
        self = .makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        minimumTLSVersion = .tlsv12
        applicationProtocols = ["http/1.1"]
    }
}
