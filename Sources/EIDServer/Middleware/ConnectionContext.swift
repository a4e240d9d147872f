import Hummingbird
import NIOCore

/// What a route's surroundings know of the connection.
struct ConnectionContext: InitializableFromSource, Sendable {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }

    /// The other end's IP address.
    var remoteAddress: String? { channel.remoteAddress?.ipAddress }

    /// Closes the connection shortly, leaving the answer time to arrive.
    func closeSoon() {
        let channel = self.channel
        channel.eventLoop.scheduleTask(in: .milliseconds(250)) { channel.close(promise: nil) }
    }
}
