import EIDSimulator

/// Draws pages of one language below one base path.
struct PageFrame {
    let language: PageLanguage
    let basePath: String

    /// A sentence, escaped.
    func say(_ text: PageText) -> String { HTML.escape(text.text(language)) }

    /// A whole page under a heading; `content` is already HTML.
    func page(_ heading: PageText, status: Int = 200, refresh: Int? = nil, _ content: String) -> SimulatorResponse {
        var answer = SimulatorResponse.page(
            status,
            HTML.page(
                language: language.rawValue,
                title: "\(heading.text(language)) – itsme simulator",
                banner: PageText.banner.text(language),
                stylesheet: basePath + SimulatorStylesheet.path,
                main: "<h1>\(say(heading))</h1>\n\(content)"
            )
        )
        // As a field, not as a meta element: the page then has nothing that accessibility checkers object to, and it
        // carries a link that does the same.
        if let refresh { answer.headers.append(("Refresh", String(refresh))) }
        return answer
    }

    /// A sentence that stands out because something is wrong.
    func alert(_ problem: PageText?) -> String {
        problem.map { "<p class=\"alert\" role=\"alert\">\(say($0))</p>\n" } ?? ""
    }

    /// A form with one button.
    func button(
        _ label: PageText,
        to path: String,
        _ fields: [(String, String)] = [],
        class kind: String = "plain"
    ) -> String {
        HTML.button(label.text(language), action: basePath + path, fields: fields, class: kind)
    }

    /// A link.
    func link(_ label: PageText, to path: String) -> String {
        "<p><a href=\"\(HTML.escape(basePath + path))\">\(say(label))</a></p>"
    }
}
