import Hummingbird
import NIOCore
import NIOSSL

/// A request's context that knows where the request comes from: some upstreams have lists of allowed addresses, or know
/// their partners by certificate.
struct CallerContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
        channel = source.channel
    }

    /// The common name of the client's certificate on a connection that demands one; empty where the subject has none.
    ///
    /// Never absent: a request over mutual TLS must not be taken for one without TLS.
    func clientCertificateName() async throws -> String {
        guard let certificate = try await channel.nioSSL_peerCertificate().get() else { return "" }
        return ClientCertificateName.read(certificate: try certificate.toDERBytes()) ?? ""
    }
}
