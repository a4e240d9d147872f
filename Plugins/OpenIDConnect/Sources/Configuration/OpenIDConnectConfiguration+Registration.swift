import EIDJOSE
import EIDMethod
import EIDMethodOIDC

extension OpenIDConnectConfiguration {
    /// What these settings say about our registration at the upstream.
    func registration(keyring: any Keyring) throws(MethodError) -> UpstreamRegistration {
        UpstreamRegistration(
            issuer: issuer,
            clientID: clientID,
            trustedAudiences: trustedAudiences,
            endpoints: places.endpoints,
            keys: try upstreamKeys(),
            clientAuthentication: try authentication(keyring),
            idToken: idToken.profile,
            userInfo: userInfo.profile,
            // Every encryption key of the keyring opens: for a while after a rotation the upstream may still use the old one.
            requestObject: try requestObjectProfile(keyring),
            pushesRequests: pushesRequests,
            assertionAudience: assertionAudience,
            errors: UpstreamErrorTable(Self.standardErrors.merging(errors) { $1 })
        )
    }

    private func upstreamKeys() throws(MethodError) -> JWKSet? {
        do throws(JOSEError) { return try places.keys() } catch {
            throw MethodError(.misconfigured, "the upstream's keys cannot be read", underlying: error)
        }
    }

    /// What OpenID Connect Core §3.1.2.6 and its relatives add to the errors of OAuth.
    static let standardErrors: [String: MethodError.Code] = [
        "consent_required": .declined,
        // `prompt=none` is never sent, so these mean that the upstream could not show its pages.
        "login_required": .unavailable,
        "interaction_required": .unavailable,
        "account_selection_required": .unavailable,
        // OpenID Connect Unmet Authentication Requirements.
        "unmet_authentication_requirements": .insufficientAssurance,
    ]

    /// The algorithm that we sign with.
    func signature(with key: JWK) -> SignatureAlgorithm? {
        if let signingAlgorithm { return SignatureAlgorithm(rawValue: signingAlgorithm) }
        switch key.type {
        case .rsa: return .rs256
        case .p256: return .es256
        case .ed25519: return .edDSA
        case .p384, .x25519, .oct: return nil
        }
    }

    private func authentication(_ keyring: any Keyring) throws(MethodError) -> EIDMethodOIDC.ClientAuthentication {
        switch clientAuthentication {
        case .privateKeyJWT:
            let (key, algorithm) = try signingKey(keyring)
            return .privateKeyJWT(key: key, algorithm: algorithm)
        case .clientSecretPost: return .clientSecretPost(try secret())
        case .clientSecretBasic: return .clientSecretBasic(try secret())
        case .clientSecretJWT: return .clientSecretJWT(try secret())
        case .mutualTLS: return .mutualTLS
        }
    }

    private func requestObjectProfile(_ keyring: any Keyring) throws(MethodError) -> RequestObjectProfile? {
        guard requestObject != .none else { return nil }
        let (key, algorithm) = try signingKey(keyring)
        var profile = RequestObjectProfile(
            signingKey: key,
            signingAlgorithm: algorithm,
            audience: requestObjectAudience
        )
        guard requestObject == .signedAndEncrypted else { return profile }
        guard let keyManagement = KeyManagementAlgorithm(rawValue: requestObjectKeyManagement),
            let content = ContentEncryption(rawValue: requestObjectContentEncryption)
        else { throw MethodError(.misconfigured, "the encryption of request objects is not one we know") }
        profile.encryption = .init(keyManagement: keyManagement, content: content)
        return profile
    }

    private func signingKey(_ keyring: any Keyring) throws(MethodError) -> (KeyringEntry, SignatureAlgorithm) {
        guard let key = keyring.keys(for: .signing).first else {
            throw MethodError(.misconfigured, "there is no signing key")
        }
        guard let algorithm = signature(with: try JWK(key)) else {
            throw MethodError(.misconfigured, "the signing key cannot sign")
        }
        return (key, algorithm)
    }

    private func secret() throws(MethodError) -> Secret<String> {
        guard let clientSecret else { throw MethodError(.misconfigured, "there is no client secret") }
        return clientSecret
    }
}
