import AsyncHTTPClient
import EIDMethod
import NIOHTTPCompression

extension HTTPFailure {
    /// Says in our words what async-http-client, SwiftNIO or BoringSSL threw; what is in our words already stays.
    init(mapping error: any Error) {
        if let failure = error as? HTTPFailure {
            self = failure
        } else if let error = error as? HTTPClientError {
            self.init(Self.code(for: error), error.description)
        } else if error is CancellationError {
            self.init(.unreachable, "cancelled")
        } else if error is NIOHTTPDecompression.DecompressionError {
            self.init(.tooLarge, "the compressed answer is too large or broken")
        } else {
            self.init(.unreachable, "\(type(of: error)): \(error)")
        }
    }

    private static func code(for error: HTTPClientError) -> Code {
        switch error {
        case .deadlineExceeded, .connectTimeout, .readTimeout, .writeTimeout, .tlsHandshakeTimeout: .timedOut
        // Only where others have connections that work; a host that takes none is `connectTimeout`.
        case .getConnectionFromPoolTimeout: .noConnectionFree
        case .invalidURL, .emptyHost, .emptyScheme: .forbidden
        default: .unreachable
        }
    }
}
