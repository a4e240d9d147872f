import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// A client that sends its body once it hears `100 Continue` (RFC 9110 §10.1.1): curl waits a second for it.
///
/// It is told when somebody is about to read the body, so never a client that was refused by then.
struct Expectation: Sendable {
    private let channel: any Channel

    /// `nil` for a client that waits for nothing.
    init?(of request: Request, on channel: any Channel) {
        guard request.headers[.expect]?.lowercased() == "100-continue" else { return nil }
        self.channel = channel
    }

    /// Asks for the body; for the first reader, once.
    func meet() {
        channel.writeAndFlush(HTTPResponsePart.head(.init(status: .continue)), promise: nil)
    }
}
