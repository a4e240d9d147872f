import EIDJSON
import EIDSimulator

/// The documents that partners read before anything else (§26.1).
extension ItsmeSimulator {
    func issuer(_ host: ItsmeClient.Host) -> String {
        host == .legacy ? configuration.legacyIssuer : configuration.issuer
    }

    func location(of endpoint: ItsmeEndpoint, _ host: ItsmeClient.Host) -> String {
        configuration.baseURL + ItsmeRoute.path(of: endpoint, host)
    }

    func discovery(_ host: ItsmeClient.Host) -> SimulatorResponse {
        let wrapping: JSON = ["RSA-OAEP-256", "RSA-OAEP", "dir"]
        let encryption: JSON = ["A128CBC-HS256", "A256GCM"]
        var document: JSON = [
            "issuer": .string(issuer(host)),
            "authorization_endpoint": .string(location(of: .authorization, host)),
            "token_endpoint": .string(location(of: .token, host)),
            "userinfo_endpoint": .string(location(of: .userInfo, host)),
            "jwks_uri": .string(location(of: .keySet, host)),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "scopes_supported": ["openid", "service", "profile", "email", "address", "phone", "idDocument", "eid"],
            "acr_values_supported": [.string(ClaimName.basic), .string(ClaimName.advanced)],
            "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_post"],
            "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256"],
            "id_token_encryption_alg_values_supported": wrapping,
            "id_token_encryption_enc_values_supported": encryption,
            "userinfo_signing_alg_values_supported": ["RS256", "HS256"],
            "userinfo_encryption_alg_values_supported": wrapping,
            "userinfo_encryption_enc_values_supported": encryption,
            "request_object_signing_alg_values_supported": ["RS256"],
            "request_object_encryption_alg_values_supported": ["RSA-OAEP-256", "RSA-OAEP"],
            "request_object_encryption_enc_values_supported": encryption,
            "request_parameter_supported": true,
            "request_uri_parameter_supported": true,
            "require_request_uri_registration": true,
            "claims_parameter_supported": true,
            "code_challenge_methods_supported": ["S256"],
            "display_values_supported": ["page"],
            "ui_locales_supported": ["fr", "nl", "de", "en"],
            "claim_types_supported": ["normal"],
            "claims_supported": .strings(["sub"] + claimNames),
        ]
        if host == .legacy { document["revocation_endpoint"] = .string(location(of: .revoke, host)) }
        let isDoubled = faults.take(.duplicateMembers, at: .discovery) != nil
        return .document(200, type: "application/json", document.serialized(repeatingFirstMember: isDoubled))
    }

    private var claimNames: [String] {
        ClaimAvailability.table.map(\.claim).map { name in
            name == ClaimName.slovenianNumber ? ClaimName.prefix + configuration.slovenianNumber.rawValue : name
        }
    }

    func keySet() -> SimulatorResponse {
        do {
            let isDoubled = faults.take(.duplicateMembers, at: .keySet) != nil
            return .document(
                200,
                type: "application/json",
                try keys.document().serialized(repeatingFirstMember: isDoubled)
            )
        } catch {
            return .plain(500, "The key set cannot be written: \(error)\n")
        }
    }
}
