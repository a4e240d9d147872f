public import EIDMethod
public import FoundationEssentials

/// What a browser gets; the server renders it and decides nothing.
public enum FlowAnswer: Sendable {
    /// The browser goes elsewhere with GET (303).
    case redirect(to: String, cookie: FlowCookie?)
    /// A page with a plain form that posts these fields.
    case formPost(to: URL, fields: [FormField], cookie: FlowCookie?)
    /// A page of ours.
    case page(FlowPage, status: Int, cookie: FlowCookie?)

    /// The same, where it asks a question that was not answered well.
    var asksAgain: FlowAnswer {
        guard case .page(.prompt(var page), let status, let cookie) = self else { return self }
        page.isAskedAgain = true
        return .page(.prompt(page), status: status, cookie: cookie)
    }
}

/// A cookie that an answer sets: mostly the one that ties a transaction to the browser that began it (RFC 9700 §4.7).
///
/// The server adds `__Host-`, `Secure`, `HttpOnly` and `SameSite=Lax`. Each transaction has its own, so that two tabs do
/// not disturb each other.
public struct FlowCookie: Sendable, Hashable {
    /// The name without prefix: `eid-` and the transaction's id, or `eid-method` for the last choice.
    public let name: String
    /// The value, which may be secret; empty when the cookie is removed.
    public let value: String
    /// Seconds to live; 0 removes the cookie.
    public let maxAge: Int

    /// Makes a cookie.
    public init(name: String, value: String, maxAge: Int) {
        self.name = name
        self.value = value
        self.maxAge = maxAge
    }

    static func name(transaction id: String) -> String { "eid-\(id)" }

    static func removal(transaction id: String) -> FlowCookie {
        FlowCookie(name: name(transaction: id), value: "", maxAge: 0)
    }
}
