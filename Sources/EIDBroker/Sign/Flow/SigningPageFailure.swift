/// A page that ends a person's step in a signing, with what is known about it.
struct SigningPageFailure: Error, Sendable {
    /// What is shown.
    enum Reason: Sendable {
        /// Something with the request or the browser.
        case broker(BrokerFailure)
        /// The signing came to an end.
        case signing(SigningFailure.Code)
    }

    let reason: Reason
    let transaction: SigningTransaction?
    /// What the operator reads about it: nothing that a browser sent.
    let detail: String?

    init(_ failure: BrokerFailure, _ transaction: SigningTransaction? = nil, detail: String? = nil) {
        reason = .broker(failure)
        self.transaction = transaction
        self.detail = detail
    }

    init(_ code: SigningFailure.Code, _ transaction: SigningTransaction) {
        reason = .signing(code)
        self.transaction = transaction
        detail = nil
    }

    /// The catalogue's entry.
    var entry: ErrorCatalogue.Entry {
        switch reason {
        case .broker(let failure): ErrorCatalogue.entry(for: failure)
        case .signing(let code): ErrorCatalogue.entry(for: code)
        }
    }
}
