import EIDMethod
import NIOSSL

extension TLSConfiguration {
    /// TLS 1.2 and 1.3 with the operator's certificate, or what is wrong with it; paths are those of the section `tls`.
    init(serving settings: ServerConfiguration.TLS) throws(ConfigurationIssue) {
        let chain = try ServerCertificate(reading: settings.certificate).chain
        let key: NIOSSLPrivateKey
        do { key = try NIOSSLPrivateKey(bytes: Array(settings.privateKey.reveal().utf8), format: .pem) } catch {
            throw ConfigurationIssue(
                "privateKey",
                "is not a private key in PEM that can be read without a passphrase"
            )
        }
        self = .makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        minimumTLSVersion = .tlsv12
        applicationProtocols = ["http/1.1"]
        // Serving makes its context late; this one shows now whether the key is the certificate's.
        do { _ = try NIOSSLContext(configuration: self) } catch {
            throw ConfigurationIssue("privateKey", "does not belong to the first certificate of tls.certificate")
        }
    }
}
