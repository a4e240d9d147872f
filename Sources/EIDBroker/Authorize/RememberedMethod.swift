import EIDJSON
import EIDMethod

/// What a browser remembers of the last choice between methods: a method, nothing, or that it shall remember nothing.
///
/// It is a convenience and a claim of the browser's: it moves a method to the front of the chooser and does nothing else.
enum RememberedMethod: Sendable, Equatable {
    case nothing
    case optedOut
    case method(String)

    private static let cookieName = "eid-method"
    private static let refusal = "-"
    /// Half a year, in seconds.
    private static let lifetime = 180 * 24 * 3600

    /// Reads what the browser sent; only a method on offer counts.
    init(_ browser: BrowserContext, among ids: [String]) {
        let remembered = RememberedMethod(text: browser.cookies[Self.cookieName])
        if case .method(let id) = remembered, !ids.contains(where: { $0.sameBytes(as: id) }) {
            self = .nothing
        } else {
            self = remembered
        }
    }

    /// Reads a text that `text` wrote.
    init(text: String?) {
        self = text.map { $0.sameBytes(as: Self.refusal) ? .optedOut : .method($0) } ?? .nothing
    }

    /// As the cookie and the store keep it; `nil` for nothing.
    var text: String? {
        switch self {
        case .nothing: nil
        case .optedOut: Self.refusal
        case .method(let id): id
        }
    }

    /// The same ids, the remembered one in front.
    func first(of ids: [String]) -> [String] {
        guard case .method(let last) = self else { return ids }
        return ids.filter { $0.sameBytes(as: last) } + ids.filter { !$0.sameBytes(as: last) }
    }

    /// The cookie after a choice: the method, or that the person wants nothing remembered.
    static func cookie(chosen id: String, mayRemember: Bool) -> FlowCookie {
        FlowCookie(name: cookieName, value: mayRemember ? id : refusal, maxAge: lifetime)
    }
}
