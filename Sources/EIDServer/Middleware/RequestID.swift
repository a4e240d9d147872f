import EIDMethod
import HTTPTypes
import Hummingbird

/// A name for one request, in its answer's `X-Request-ID`, in logs and on error pages.
enum RequestID {
    static let field = HTTPField.Name("X-Request-ID")

    /// The trusted proxy's name for the request, or a new one.
    static func make(for request: Request, fromTrustedProxy: Bool) -> String {
        if fromTrustedProxy, let field, let given = request.headers[field], isPlain(given) { return given }
        return RandomSource.system.token(bytes: 12)
    }

    private static func isPlain(_ text: String) -> Bool {
        (8...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
    }
}
