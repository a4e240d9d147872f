import EIDMethod

/// A failed authorization, and who may hear of it.
enum AuthorizeFailure: Error, Sendable {
    /// No redirect target is proven yet: only the person hears of it, in the first of the languages. The client is named where it is
    /// registered.
    case show(BrokerFailure, reason: String, client: String?, languages: [Language])
    /// The client hears of it.
    case report(OAuthError, to: RedirectTarget, client: String)
}

/// A page that ends a person's step, with what is known about the transaction.
struct PageFailure: Error, Sendable {
    let failure: BrokerFailure
    var transaction: Transaction?
    var reason: String?
    /// The languages that the request asked for, where there is no transaction that has them.
    var languages: [Language] = []

    init(
        _ failure: BrokerFailure,
        _ transaction: Transaction? = nil,
        reason: String? = nil,
        languages: [Language] = []
    ) {
        self.failure = failure
        self.transaction = transaction
        self.reason = reason
        self.languages = languages
    }
}
