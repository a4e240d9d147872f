import EIDJSON
import EIDMethod
import FoundationEssentials

extension Interaction {
    /// One of `redirect`, `post`, `openApp` and `ask`, each with its parts.
    var wire: JSON {
        switch self {
        case .redirect(let url): ["redirect": ["to": .string(url.absoluteString)]]
        case .post(let url, let fields):
            ["post": ["to": .string(url.absoluteString), "fields": .array(fields.map(\.wire))]]
        case .openApp(let link, let qr, let pause, let hint):
            [
                "openApp": .present([
                    ("link", (link?.absoluteString).wire), ("qr", qr.wire),
                    ("pollAfter", .integer(pause.milliseconds)), ("hint", hint?.wire),
                ])
            ]
        case .ask(let prompt):
            [
                "ask": [
                    "kind": .string(prompt.kind.rawValue), "label": prompt.label.wire,
                    "maximumLength": .integer(Int64(prompt.maximumLength)),
                ]
            ]
        }
    }

    init(wire json: JSONValue) throws(JSONError) {
        let (name, value) = try json.requireChoice()
        switch name {
        case "redirect":
            try value.requireOnly(["to"])
            self = .redirect(to: try value.requireWebAddress("to"))
        case "post":
            try value.requireOnly(["to", "fields"])
            let fields = try value.requireEach("fields", upTo: WireLimit.formFields.most) { field throws(JSONError) in
                try FormField(wire: field)
            }
            self = .post(to: try value.requireWebAddress("to"), fields: fields)
        case "openApp":
            try value.requireOnly(["link", "qr", "pollAfter", "hint"])
            let milliseconds = try value.requireInteger("pollAfter", in: 1...Int64(WireLimit.pause.most))
            let hint = try value.optionalObject("hint")
            self = .openApp(
                link: value["link"] == nil ? nil : try value.requireAppLink("link"),
                qr: try value.optionalText("qr", upTo: WireLimit.code.most),
                pollAfter: .milliseconds(milliseconds),
                hint: try hint.map { hint throws(JSONError) in try LocalizedText(wire: hint) }
            )
        case "ask":
            try value.requireOnly(["kind", "label", "maximumLength"])
            self = .ask(
                Prompt(
                    kind: try value.requireWord("kind"),
                    label: try LocalizedText(wire: try value.requireObject("label")),
                    maximumLength: try value.requireInteger("maximumLength", in: 1...Int64(WireLimit.answerLength.most))
                )
            )
        default: throw JSONError(.outOfRange, at: json.path, "is not an interaction of the protocol")
        }
    }
}

extension JSONValue {
    /// Where a browser may be sent: an absolute http or https URL.
    fileprivate func requireWebAddress(_ name: String) throws(JSONError) -> URL {
        let url = try requireURL(name)
        guard let scheme = url.scheme?.lowercased(), scheme == "https" || scheme == "http", url.host?.isEmpty == false
        else { throw JSONError(.outOfRange, at: path(to: name), "is not an https URL") }
        return url
    }

    /// What opens an app: any scheme but those that run in the page itself.
    fileprivate func requireAppLink(_ name: String) throws(JSONError) -> URL {
        let url = try requireURL(name)
        guard LinkRule.allows(url.absoluteString) else {
            throw JSONError(.outOfRange, at: path(to: name), "is not a link to an app")
        }
        return url
    }
}

extension Duration {
    /// Whole milliseconds, rounded up so that no limit becomes none.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflow else { return .max }
        let part = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return whole.addingReportingOverflow(part).overflow ? .max : whole + part
    }
}
