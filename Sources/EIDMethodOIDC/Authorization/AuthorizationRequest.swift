import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// One authorization request in the order of its parameters, before it is written as a query or as a request object.
struct AuthorizationRequest {
    private(set) var parameters: [(name: String, value: JSON)] = []

    init(
        _ parameters: AuthorizationParameters,
        binding: AuthorizationBinding,
        clientID: String
    ) throws(MethodError) {
        guard parameters.redirectURI.absoluteString.sameBytes(as: binding.redirectURI.absoluteString) else {
            throw MethodError(.misconfigured, "the redirect URI of the request is not that of its binding")
        }
        guard !parameters.state.isEmpty else { throw MethodError(.misconfigured, "the request has no state") }
        var scopes = parameters.scopes
        if !scopes.contains(where: { $0.sameBytes(as: "openid") }) { scopes.insert("openid", at: 0) }

        add("client_id", clientID)
        add("response_type", "code")
        add("scope", scopes.joined(separator: " "))
        add("redirect_uri", binding.redirectURI.absoluteString)
        add("state", parameters.state)
        add("nonce", binding.nonce)
        add("code_challenge", Base64URL.encode(SHA256.digest(binding.codeVerifier)))
        add("code_challenge_method", "S256")
        add("acr_values", parameters.acrValues)
        add("ui_locales", parameters.uiLocales)
        if let claims = parameters.claims { self.parameters.append(("claims", claims)) }
        if let prompt = parameters.prompt { add("prompt", prompt) }
        // RFC 9101 §4: a number stays a number in a request object.
        if let age = parameters.maximumAge { self.parameters.append(("max_age", .integer(Int64(max(0, age))))) }
        if let hint = parameters.loginHint { add("login_hint", hint) }
        for (name, value) in parameters.extra {
            guard !Self.reserved.contains(where: { $0.sameBytes(as: name) }),
                !self.parameters.contains(where: { $0.name.sameBytes(as: name) })
            else { throw MethodError(.misconfigured, "an extra parameter has the name of another one") }
            add(name, value)
        }
    }

    /// All parameters for the query.
    var fields: [(String, String)] {
        parameters.map { ($0.name, $0.value.string ?? $0.value.text) }
    }

    /// What stays in the query beside a request object: OpenID Connect Core §6.1 wants these three there too.
    var fieldsBesideObject: [(String, String)] {
        fields.filter { ["client_id", "response_type", "scope"].contains($0.0) }
    }

    /// Names that change what a request means, whether or not this one uses them.
    private static let reserved = [
        "client_id", "response_type", "response_mode", "scope", "redirect_uri", "state", "nonce", "code_challenge",
        "code_challenge_method", "acr_values", "ui_locales", "claims", "prompt", "max_age", "login_hint", "request",
        "request_uri", "registration", "iss", "aud", "exp", "iat", "nbf", "jti", "sub",
    ]

    private mutating func add(_ name: String, _ value: String) { parameters.append((name, .string(value))) }

    private mutating func add(_ name: String, _ values: [String]) {
        if !values.isEmpty { add(name, values.joined(separator: " ")) }
    }
}
