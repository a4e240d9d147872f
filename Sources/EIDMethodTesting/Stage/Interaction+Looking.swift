import EIDMethod
import FoundationEssentials

extension Interaction {
    var isQuestion: Bool { if case .ask = self { true } else { false } }

    /// Everything that the browser gets to see.
    var visibleTexts: [String] {
        switch self {
        case .redirect(let url): [url.absoluteString]
        case .post(let url, let fields): [url.absoluteString] + fields.map(\.value)
        case .openApp(let link, let qr, _, let hint): [link?.absoluteString ?? "", qr ?? "", hint?[.en] ?? ""]
        case .ask(let prompt): [prompt.label[.en]]
        }
    }
}

extension Interaction {
    /// The sentences that the person reads on the broker's page, in every language.
    var words: [String] {
        switch self {
        case .redirect, .post: []
        case .openApp(_, _, _, let hint): Language.allCases.compactMap { hint?[$0] }
        case .ask(let prompt): Language.allCases.map { prompt.label[$0] }
        }
    }

    /// What of it the provider chose, by name: a URL's query, a form's fields, an app's link and code.
    var values: [(name: String, value: String)] {
        switch self {
        case .redirect(let url): Self.query(url)
        case .post(let url, let fields): Self.query(url) + fields.map { ($0.name, $0.value) }
        case .openApp(let link, let qr, _, _):
            [("the link", link?.absoluteString), ("the code", qr)].compactMap { name, value in value.map { (name, $0) }
            }
        case .ask: []
        }
    }

    private static func query(_ url: URL) -> [(name: String, value: String)] {
        let items = URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems ?? []
        return items.map { ($0.name, $0.value ?? "") }
    }
}
