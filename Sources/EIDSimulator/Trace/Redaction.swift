package import EIDJSON

/// What a trace may say about parameters that carry secrets or tokens.
package enum Redaction {
    private static let sensitive: Set<String> = [
        "client_secret", "client_assertion", "code", "code_verifier", "request", "access_token", "id_token", "token",
        "account_token", "SAD",
    ]

    /// A body with tokens and secrets replaced by their length.
    package static func describe(_ body: JSON) -> JSON {
        switch body {
        case .object(let members):
            .object(
                members.map { name, value in
                    guard sensitive.contains(name) else { return (name, describe(value)) }
                    return (name, .string("<redacted, \(value.text.utf8.count) bytes>"))
                }
            )
        case .array(let elements): .array(elements.map { describe($0) })
        default: body
        }
    }

    /// Parameters as JSON, with tokens and secrets replaced by their length.
    package static func describe(_ fields: FormFields) -> JSON {
        .array(
            fields.all.map { field in
                let value =
                    sensitive.contains(field.name) ? "<redacted, \(field.value.utf8.count) bytes>" : field.value
                return ["name": .string(field.name), "value": .string(value)]
            }
        )
    }
}
