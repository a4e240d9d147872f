import EIDMethod
import FoundationEssentials

/// What a client asks for, and with which browser: everything of a request that says nothing about who the person is.
struct ClientWish: Sendable {
    /// The wish in a few words, for a sentence.
    let description: String
    /// Whether a method may refuse it.
    var mayBeRefused = false
    var attributes: Set<AttributeName>?
    var assurance: Assurance?
    var languages: [Language] = [.nl, .en]
    var loginHint: String?
    var freshness = Freshness()
    var commitment: Data?
    var userAgent: String?

    init(_ description: String) { self.description = description }

    /// The same with a change.
    func with(_ change: (inout ClientWish) -> Void) -> ClientWish {
        var wish = self
        change(&wish)
        return wish
    }

    /// Both at once, as far as hints, commitments and levels go; the higher level counts.
    func adding(_ other: ClientWish) -> ClientWish {
        with { wish in
            wish.loginHint = other.loginHint ?? loginHint
            wish.commitment = other.commitment ?? commitment
            wish.assurance = [assurance, other.assurance].compactMap(\.self).max()
        }
    }

    /// A browser on a phone.
    static let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148 Safari/604.1"
    /// Hints that fit no form of any method.
    static let strangersHints = ["somebody.else@example.org", "+32470000000", "hint-4711-of-the-client"]
}

extension LoginHintForm {
    /// A hint of this form that names whomever it happens to.
    var example: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .any(let characters, let count):
                String((0..<max(1, count.lowerBound)).compactMap { Array(characters)[looping: $0 + 1] })
            }
        }.joined()
    }
}

extension Array {
    /// The element at an index, which begins again after the last one; `nil` in an empty array.
    fileprivate subscript(looping index: Int) -> Element? { isEmpty ? nil : self[index % count] }
}
