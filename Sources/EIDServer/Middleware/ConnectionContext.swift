import Hummingbird
import NIOCore

/// What a route's surroundings know of the connection.
struct ConnectionContext: InitializableFromSource, Sendable {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }

    /// The other end's IP address.
    var remoteAddress: String? { channel.remoteAddress?.ipAddress }
}
