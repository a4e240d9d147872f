import EIDJSON

/// The shop's HTML: no script, everything from outside escaped.
enum Pages {
    /// The start page, with the last result if there is one.
    static func home(result: SignInResult?) -> String {
        page(
            title: result.map(heading) ?? "Welcome",
            """
            \(result.map(outcome) ?? "<h1>Welcome</h1><p>This small shop shows what an application sees of the broker.</p>")
            <div class="choices">
            <form method="post" action="/verify"><button>Verify my identity</button></form>
            <form method="post" action="/login"><button class="second">Log in</button></form>
            </div>
            """
        )
    }

    /// A sign-in that did not work.
    static func failure(_ reason: String) -> String {
        page(
            title: "That did not work",
            "<h1>That did not work</h1><p>\(escape(reason))</p><p><a class=\"back\" href=\"/\">Back to the shop</a></p>"
        )
    }

    private static func heading(_ result: SignInResult) -> String {
        result.purpose == .verification ? "You are verified" : "You are logged in"
    }

    private static func outcome(_ result: SignInResult) -> String {
        let isAboutSignIn: Set = ["acr", "auth_time", "method", "attribute_sources"]
        let person = result.claims.filter { !isAboutSignIn.contains($0.name) }
        var signIn: [(name: String, value: JSON)] = [
            ("subject", .string(result.subject)), ("assurance", .string(result.assurance ?? "not stated")),
        ]
        signIn += result.claims.filter { isAboutSignIn.contains($0.name) && $0.name != "acr" }
        return """
            <h1><span class="tick" aria-hidden="true">✓</span> \(heading(result))</h1>
            \(person.isEmpty ? "<p>The shop learned who you are to it, and nothing about you.</p>" : table("About you", person))
            \(table("About this sign-in", signIn))
            """
    }

    private static func table(_ caption: String, _ rows: [(name: String, value: JSON)]) -> String {
        let lines = rows.map { row in
            "<tr><th scope=\"row\">\(escape(label(row.name)))</th><td>\(escape(text(row.value)))</td></tr>"
        }
        return "<table><caption>\(caption)</caption><tbody>\(lines.joined(separator: "\n"))</tbody></table>"
    }

    /// `given_name` is "Given name" to people.
    private static func label(_ claim: String) -> String {
        let words = claim.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func text(_ value: JSON) -> String {
        let text =
            switch value {
            case .boolean(let isTrue): isTrue ? "yes" : "no"
            // An address says by itself how it wants to be read (OpenID Connect Core §5.1.1).
            default: value.string ?? value["formatted"]?.string ?? value.text
            }
        return text.utf8.count > 400 ? "\(text.prefix(60))… (\(text.utf8.count) bytes)" : text
    }

    private static func page(title: String, _ body: String) -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><title>\(escape(title)) – Sample shop</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/style.css"></head>
        <body><header><a href="/"><img src="/icon.svg" alt="" width="32" height="32"> Sample shop</a></header>
        <main>\(body)</main></body></html>
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
}
