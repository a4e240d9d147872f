import EIDJOSE
import EIDJSON
import EIDMethod

/// `/.well-known/openid-configuration` (OpenID Connect Discovery §3): what this broker really does, no more.
enum DiscoveryDocument {
    static func bytes(_ parts: BrokerParts, methods: [Method]) -> [UInt8] {
        let issuer = parts.issuer
        let attributes = Set(methods.flatMap { $0.descriptor.attributes.map(\.name) })
        let definitions = AttributeCatalogue.all.filter { attributes.contains($0.name) }
        let scopes = Scope.all.filter { scope in
            !AttributeCatalogue.scopes.contains(scope) || definitions.contains { $0.scope == scope }
        }
        let levels = Set(methods.flatMap(\.descriptor.assurance.levels)).sorted()
        let types = Set(methods.flatMap(\.types)).subtracting([.signing])
        let values =
            levels.map(\.acr) + methods.map { "method:\($0.id)" }
            + MethodType.allCases.filter(types.contains).map { "type:\($0.rawValue)" }
        let registered = [
            "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "at_hash", "method", "attribute_sources",
        ]
        let algorithms = JSON.strings(parts.keys.algorithms.map(\.rawValue))
        let ways: JSON = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"]
        let assertions = JSON.strings(SigningKeys.common.map(\.rawValue))
        var document: [(name: String, value: JSON)] = [
            ("issuer", .string(issuer)),
            ("authorization_endpoint", .string(issuer + "/authorize")),
            ("token_endpoint", .string(issuer + "/token")),
            ("userinfo_endpoint", .string(issuer + "/userinfo")),
            ("revocation_endpoint", .string(issuer + "/revoke")),
            ("jwks_uri", .string(issuer + "/jwks.json")),
            ("scopes_supported", .strings(scopes)),
            ("response_types_supported", ["code"]),
            ("response_modes_supported", .array(ResponseMode.allCases.map { .string($0.rawValue) })),
            ("grant_types_supported", .strings(["authorization_code"] + (parts.signs ? ["client_credentials"] : []))),
            ("acr_values_supported", .strings(values)),
            ("subject_types_supported", ["pairwise"]),
            ("id_token_signing_alg_values_supported", algorithms),
            ("userinfo_signing_alg_values_supported", algorithms),
            ("token_endpoint_auth_methods_supported", ways),
            ("token_endpoint_auth_signing_alg_values_supported", assertions),
            ("revocation_endpoint_auth_methods_supported", ways),
            ("revocation_endpoint_auth_signing_alg_values_supported", assertions),
            ("claim_types_supported", ["normal"]),
            ("claims_supported", .strings(registered + definitions.map(\.claim))),
            ("claims_parameter_supported", true),
            ("request_parameter_supported", false),
            ("request_uri_parameter_supported", false),
            ("require_request_uri_registration", false),
            ("code_challenge_methods_supported", ["S256"]),
            ("authorization_response_iss_parameter_supported", true),
            ("prompt_values_supported", ["none", "login", "select_account"]),
            ("ui_locales_supported", .strings(Language.allCases.map(\.rawValue))),
        ]
        let encryption = KeyManagementAlgorithm.allCases.filter { $0 != .dir }
        document.append(("id_token_encryption_alg_values_supported", .strings(encryption.map(\.rawValue))))
        document.append(
            ("id_token_encryption_enc_values_supported", .strings(ContentEncryption.allCases.map(\.rawValue)))
        )
        return JSON.object(document).serialized()
    }
}
