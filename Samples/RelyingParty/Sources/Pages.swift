import EIDJSON

/// The shop's HTML: no script, everything from outside escaped.
enum Pages {
    /// The start page, with the last result if there is one.
    static func home(result: SignInResult?) -> String {
        page(
            """
            <h1>Sample shop</h1>
            <p>This small shop shows what an application sees of the broker.</p>
            <form method="post" action="/verify"><button>Verify my identity</button></form>
            <form method="post" action="/login"><button>Log in</button></form>
            \(result.map(outcome) ?? "")
            """
        )
    }

    /// A sign-in that did not work.
    static func failure(_ reason: String) -> String {
        page("<h1>That did not work</h1><p>\(escape(reason))</p><p><a href=\"/\">Back to the shop</a></p>")
    }

    private static func outcome(_ result: SignInResult) -> String {
        let title = result.purpose == .verification ? "You are verified" : "You are logged in"
        let rows = result.claims.map { claim in
            "<tr><th scope=\"row\">\(escape(claim.name))</th><td>\(escape(text(claim.value)))</td></tr>"
        }
        return """
            <section aria-labelledby="result"><h2 id="result">\(title)</h2>
            <table><caption>What the shop received</caption><tbody>
            <tr><th scope="row">Subject</th><td>\(escape(result.subject))</td></tr>
            <tr><th scope="row">Assurance</th><td>\(escape(result.assurance ?? "not stated"))</td></tr>
            \(rows.joined(separator: "\n"))
            </tbody></table></section>
            """
    }

    private static func text(_ value: JSON) -> String {
        let text = value.string ?? value.text
        return text.utf8.count > 400 ? "\(text.prefix(60))… (\(text.utf8.count) bytes)" : text
    }

    private static func page(_ body: String) -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Sample shop</title><link rel="stylesheet" href="/style.css"></head>
        <body><main>\(body)</main></body></html>
        """
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    /// The style sheet.
    static let style = """
        :root { color-scheme: light dark; }
        body { font: 1.05rem/1.5 system-ui, sans-serif; margin: 0; }
        main { max-width: 44rem; margin: 0 auto; padding: 1.5rem; }
        form { display: inline-block; margin: 0 .75rem .75rem 0; }
        button { font: inherit; padding: .7rem 1.2rem; border: 0; border-radius: .5rem; background: #1d4ed8; color: #fff; }
        button:focus-visible, a:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px; }
        table { border-collapse: collapse; width: 100%; table-layout: fixed; }
        caption { text-align: left; padding: .5rem 0; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .5rem; border-top: 1px solid #8886; overflow-wrap: anywhere; }
        """
}
