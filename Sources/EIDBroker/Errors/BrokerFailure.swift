/// What goes wrong in the broker itself, before or beside any method.
public enum BrokerFailure: String, Error, Sendable, CaseIterable {
    /// A parameter is malformed, doubled or missing.
    case badRequest = "bad_request"
    /// The client is not registered.
    case unknownClient = "unknown_client"
    /// The redirect URI is missing or not registered.
    case badRedirectURI = "bad_redirect_uri"
    /// No such transaction, or forgotten.
    case unknownTransaction = "unknown_transaction"
    /// The browser is not the one that began.
    case wrongBrowser = "wrong_browser"
    /// The transaction has been answered: a double click, the Back button.
    case alreadyAnswered = "already_answered"
    /// The person took longer than a transaction lives.
    case expiredTransaction = "expired_transaction"
    /// A form came without its token.
    case forgedForm = "forged_form"
    /// The store or a key does not work.
    case brokerUnavailable = "broker_unavailable"
    /// The method's proof is older than the client accepts.
    case staleAuthentication = "stale_authentication"
    /// Another person signed in than the client named.
    case otherPerson = "other_person"
}
