import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSimulator
import FoundationEssentials

/// What a provider chose, found wherever it can be read: forms, queries, JSON, and the claims of what is signed.
struct ChosenValues: Sendable {
    private(set) var all: [ChosenValue] = []
    private var occurrences: [String: Int] = [:]
    private static let times: Set<String> = ["iat", "exp", "nbf"]

    /// Of what the browser gets.
    init(shown interaction: Interaction) { for (name, value) in interaction.values { note(name, value, under: "") } }

    /// Of what the upstream is told in the back: a pushed request (RFC 9126), an order, a call to an interface.
    init(sent request: HTTPRequest) {
        let place = "\(request.verb.rawValue) \(request.url.path): "
        note(form: (request.url.query(percentEncoded: true) ?? "").utf8, under: place)
        if let value = try? JSONValue.parse(request.body) {
            note(value, named: "body", under: place)
        } else {
            note(form: request.body, under: place)
        }
    }

    /// Of a state, as far as it can be read: what is called a nonce or a verifier, with everything in it.
    init(kept state: [UInt8]) {
        guard let value = try? JSONValue.parse(state) else { return }
        noteSecrets(of: value, under: "the state's ")
    }

    private mutating func note(_ name: String, _ value: String, under place: String) {
        var path = place + name
        // A parameter may occur more than once, as `resource` does (RFC 8707).
        let times = occurrences[path, default: 0] + 1
        occurrences[path] = times
        if times > 1 { path += " (\(times))" }
        all.append(ChosenValue(name: name, path: path, value: value))
        // The claims of a request object (RFC 9101) or of a proof are as much the provider's choice as the token around them.
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = Base64URL.decode(parts[1]), let claims = try? JSONValue.parse(payload),
            claims.kind == .object
        else { return }
        note(claims, named: "claims", under: "\(path)'s ")
    }

    private mutating func note(form: some Collection<UInt8>, under place: String) {
        for (name, value) in FormFields(decoding: form)?.all ?? [] { note(name, value, under: place) }
    }

    private mutating func note(_ value: JSONValue, named name: String, under place: String) {
        switch value.kind {
        case .object:
            for member in value.members ?? [] { note(member.value, named: member.name, under: "\(place)\(name).") }
        case .array:
            for (index, element) in (value.elements ?? []).enumerated() {
                note(element, named: name, under: "\(place)[\(index)]")
            }
        case .string: note(name, value.string ?? "", under: place)
        // A process of its own has a clock of its own, which moves (RFC 7519 §4.1).
        case .integer where Self.times.contains(name), .real where Self.times.contains(name): break
        case .integer, .real, .boolean, .null: note(name, JSON(value).text, under: place)
        }
    }

    private mutating func noteSecrets(of value: JSONValue, under place: String) {
        for member in value.members ?? [] {
            let name = member.name.lowercased()
            let isSecret = ["nonce", "verifier"].contains { name.contains($0) }
            switch member.value.kind {
            // Bytes may be kept as numbers.
            case .string, .array:
                guard isSecret, member.value.count > 0 || member.value.string?.isEmpty == false else { continue }
                let path = place + member.name
                all.append(ChosenValue(name: member.name, path: path, value: JSON(member.value).text))
            case .object: noteSecrets(of: member.value, under: "\(place)\(member.name).")
            case .integer, .real, .boolean, .null: continue
            }
        }
    }
}
