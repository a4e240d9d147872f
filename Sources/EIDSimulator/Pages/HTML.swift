/// Text made safe for a page, and the frame that every page shares.
public enum HTML {
    /// Escapes text for an element or a quoted attribute.
    public static func escape(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// A whole page; `main` and `header` are already HTML.
    public static func page(language: String, title: String, banner: String, stylesheet: String, main: String)
        -> String
    {
        """
        <!DOCTYPE html>
        <html lang="\(escape(language))">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>\(escape(title))</title>
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="\(SimulatorStylesheet.icon)">
        <link rel="stylesheet" href="\(escape(stylesheet))">
        </head>
        <body>
        <header><p class="banner"><strong>\(escape(banner))</strong></p></header>
        <main>
        \(main)
        </main>
        </body>
        </html>

        """
    }

    /// A form that posts hidden fields through one button.
    public static func button(
        _ label: String,
        action: String,
        fields: [(String, String)] = [],
        class kind: String = "plain"
    ) -> String {
        let hidden = fields.map { "<input type=\"hidden\" name=\"\(escape($0.0))\" value=\"\(escape($0.1))\">" }
        return "<form method=\"post\" action=\"\(escape(action))\">\(hidden.joined())"
            + "<button type=\"submit\" class=\"\(kind)\">\(escape(label))</button></form>"
    }
}
