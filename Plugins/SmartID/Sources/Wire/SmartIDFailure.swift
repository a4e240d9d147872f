import EIDMethod

/// A call to Smart-ID without a result.
struct SmartIDFailure: Error, Sendable {
    /// What it means for the transaction.
    let error: MethodError

    /// Whether the same call may have more luck in a few seconds.
    var isPassing: Bool { error.code == .unavailable }

    /// A failure of our own finding.
    init(_ error: MethodError) { self.error = error }

    /// No answer at all.
    init(transport failure: HTTPFailure, _ name: String) {
        self.init(MethodError(failure, from: "Smart-ID, asked for \(name),"))
    }

    /// An answer other than 200; its body may quote what we sent, so it is not repeated.
    init(status: Int, _ name: String, isStatus: Bool) {
        if isStatus, status == 404 {
            self.init(MethodError(.expired, "Smart-ID does not know the session any more"))
            return
        }
        if let (code, meaning) = Self.meanings[status] {
            self.init(MethodError(code, "Smart-ID answers \(status) to \(name): \(meaning)"))
            return
        }
        let code: MethodError.Code = (500...599).contains(status) ? .unavailable : .untrusted
        self.init(MethodError(code, "Smart-ID answers \(status) to \(name)"))
    }

    /// The statuses that Smart-ID documents.
    static let meanings: [Int: (code: MethodError.Code, meaning: String)] = [
        400: (.misconfigured, "the request is not one it takes"),
        401: (.misconfigured, "it does not know us"),
        403: (.misconfigured, "we may not do this"),
        404: (.refused, "the person has no account"),
        405: (.misconfigured, "the address is not the API's"),
        408: (.unavailable, "too slow"),
        415: (.misconfigured, "the address is not the API's"),
        429: (.unavailable, "too many requests"),
        471: (.insufficientAssurance, "the person has no account of this level"),
        472: (.refused, "the person has something to do in the app or at Smart-ID's portal first"),
        480: (.misconfigured, "this version of the API is not served any more"),
        580: (.unavailable, "maintenance"),
    ]
}
