import EIDJSON
import EIDMethod

/// A call to BankID without a result.
struct BankIDFailure: Error, Sendable {
    /// What it means for the transaction.
    let error: MethodError
    /// BankID's own word, where it is one of those that are documented.
    let code: String?

    /// Whether the same call may have more luck in a few seconds.
    var isPassing: Bool { error.code == .unavailable }
    /// Whether BankID does not know the order any more, or has given its result away.
    var isGone: Bool { code == "invalidParameters" }

    /// A failure of our own finding.
    init(_ error: MethodError, code: String? = nil) {
        self.error = error
        self.code = code
    }

    /// No answer at all.
    init(transport failure: HTTPFailure, _ route: BankIDService.Route) {
        self.init(MethodError(failure, from: "BankID, asked for \(route.rawValue),"))
    }

    /// An answer other than 200.
    init(answer: HTTPResponse, _ route: BankIDService.Route) {
        let said = (try? JSONValue.parse(answer.body))?["errorCode"]?.string
        if let said, let code = Self.codes[said] {
            // `details` may quote what we sent, so it is not repeated.
            self.init(MethodError(code, "BankID refuses \(route.rawValue): \(said)"), code: said)
            return
        }
        let code: MethodError.Code =
            switch answer.status {
            case 408, 429, 500...599: .unavailable
            case 401, 403, 404, 405, 415: .misconfigured
            default: .untrusted
            }
        self.init(MethodError(code, "BankID answers \(answer.status) to \(route.rawValue)"))
    }

    /// The codes that BankID documents.
    static let codes: [String: MethodError.Code] = [
        "invalidParameters": .misconfigured,
        // BankID ends both orders (RFA4). It is there: whoever types a number twice takes it from nobody else.
        "alreadyInProgress": .cancelled,
        "canceled": .cancelled,
        "verificationFailed": .untrusted,
        "unauthorized": .misconfigured,
        "notFound": .misconfigured,
        "methodNotAllowed": .misconfigured,
        "requestTimeout": .unavailable,
        "unsupportedMediaType": .misconfigured,
        "tooManyRequests": .unavailable,
        "internalError": .unavailable,
        "Maintenance": .unavailable,
    ]
}
