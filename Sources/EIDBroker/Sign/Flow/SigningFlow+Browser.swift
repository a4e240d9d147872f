import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// The browser's cookie and the forms' token.
///
/// The link to a signing travels by the client's own ways, so whoever opens it first need not be who signs, and a program
/// that looks at links in mail opens it too. So opening binds nothing: each browser gets a secret of its own, forms carry a
/// value derived from it, and consent binds the signing to that browser.
extension SigningFlow {
    /// The browser's secret, and the cookie where it has none yet.
    func secret(of browser: BrowserContext, for transaction: SigningTransaction) -> (String, FlowCookie?) {
        let name = FlowCookie.name(transaction: transaction.id)
        if let value = browser.cookies[name], Self.isSecret(value) { return (value, nil) }
        let secret = parts.broker.random.token(bytes: 32)
        let age = max(60, Int(transaction.expiresAt.timeIntervalSince(now).rounded(.up)))
        return (secret, FlowCookie(name: name, value: secret, maxAge: min(age, 86_400)))
    }

    /// The hidden field of our forms in a browser with that secret: when the page was drawn, and a code over it.
    func formToken(_ secret: String) -> String {
        let seconds = String(Int64(now.timeIntervalSince1970.rounded(.down)))
        return "\(seconds).\(Self.code(seconds, secret))"
    }

    /// Refuses a form that did not come from a page of ours in this browser; gives the browser's secret, and when the page
    /// was drawn.
    func proveForm(_ form: RequestParameters, _ transaction: SigningTransaction, _ browser: BrowserContext) throws
        -> (secret: String, drawnAt: Date)
    {
        guard let secret = browser.cookies[FlowCookie.name(transaction: transaction.id)], Self.isSecret(secret),
            let token = form["csrf"], token.utf8.count <= 80, let dot = token.firstIndex(of: "."),
            let seconds = Int64(token[..<dot]),
            constantTimeEquals(String(token[token.index(after: dot)...]), Self.code(String(seconds), secret))
        else { throw SigningPageFailure(.forgedForm, transaction) }
        return (secret, Date(timeIntervalSince1970: Double(seconds)))
    }

    private static func code(_ seconds: String, _ secret: String) -> String {
        let message = Array("eid-broker signing form \(seconds)".utf8)
        return Base64URL.encode(HMACSHA256.code(for: message, key: Array(secret.utf8)))
    }

    private static func isSecret(_ value: String) -> Bool { value.utf8.count == 43 }
}

extension SigningTransaction {
    /// Whether a browser is the one that consented, compared in constant time.
    func isBound(to browser: BrowserContext) -> Bool {
        guard let binding, let value = browser.cookies[FlowCookie.name(transaction: id)] else { return false }
        return constantTimeEquals(SHA256.digest(value), Array(binding))
    }
}
