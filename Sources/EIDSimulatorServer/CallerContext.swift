import Hummingbird
import NIOCore

/// A request's context that knows where the request comes from: some upstreams have lists of allowed addresses.
struct CallerContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
