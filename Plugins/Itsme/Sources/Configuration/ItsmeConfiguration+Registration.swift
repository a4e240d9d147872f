import EIDJOSE
import EIDMethod
import EIDMethodOIDC

extension ItsmeConfiguration {
    /// What these settings say about our registration at itsme.
    func registration(keyring: any Keyring) throws(MethodError) -> UpstreamRegistration {
        guard let issuer else { throw MethodError(.misconfigured, "a custom environment has no issuer") }
        let profile = try tokenProfile()
        var userInfo = profile
        userInfo.allowsPlainJSON = !isUserInfoEncrypted
        return UpstreamRegistration(
            issuer: issuer,
            clientID: clientID,
            clientAuthentication: try authentication(keyring),
            idToken: profile,
            userInfo: userInfo,
            decryptionKeys: try decryptionKeys(),
            requestObject: try requestObjectProfile(keyring),
            errors: ItsmeErrors.table
        )
    }

    private func authentication(_ keyring: any Keyring) throws(MethodError) -> EIDMethodOIDC.ClientAuthentication {
        switch clientAuthentication {
        case .privateKeyJWT: .privateKeyJWT(key: try signingKey(keyring), algorithm: .rs256)
        case .clientSecretPost: .clientSecretPost(try secret())
        }
    }

    private func tokenProfile() throws(MethodError) -> TokenProfile {
        switch clientAuthentication {
        case .clientSecretPost:
            TokenProfile(
                signing: tokenSigning == .hs256 ? [.hs256] : [.rs256],
                encryption: .required(keyManagement: [.dir], content: [.a256GCM])
            )
        case .privateKeyJWT:
            TokenProfile(
                signing: [.rs256],
                encryption: .required(
                    keyManagement: Set(keyManagement.compactMap(KeyManagementAlgorithm.init(rawValue:))),
                    content: Set(contentEncryption.compactMap(ContentEncryption.init(rawValue:)))
                )
            )
        }
    }

    private func decryptionKeys() throws(MethodError) -> [JWK] {
        switch clientAuthentication {
        case .clientSecretPost: [try directKey()]
        // Every encryption key of the keyring opens: for a day after a rotation itsme may still use the old one.
        case .privateKeyJWT: []
        }
    }

    /// OpenID Connect Core §10.2: a symmetric key is the left part of the SHA-256 of the secret; A256GCM takes all of it.
    func directKey() throws(MethodError) -> JWK {
        let digest = SHA256.digest(try secret().reveal())
        do throws(JOSEError) {
            return try JWK(secret: digest, algorithm: .dir)
        } catch {
            throw MethodError(.misconfigured, "no key can be derived from the client secret", underlying: error)
        }
    }

    private func requestObjectProfile(_ keyring: any Keyring) throws(MethodError) -> RequestObjectProfile? {
        guard requestObject == .signedAndEncrypted else { return nil }
        guard let keyManagement = KeyManagementAlgorithm(rawValue: requestObjectKeyManagement),
            let content = ContentEncryption(rawValue: requestObjectContentEncryption)
        else { throw MethodError(.misconfigured, "the encryption of request objects is not one we know") }
        return RequestObjectProfile(
            signingKey: try signingKey(keyring),
            signingAlgorithm: .rs256,
            encryption: .init(keyManagement: keyManagement, content: content)
        )
    }

    private func signingKey(_ keyring: any Keyring) throws(MethodError) -> KeyringEntry {
        guard let key = keyring.keys(for: .signing).first else {
            throw MethodError(.misconfigured, "there is no signing key")
        }
        return key
    }

    private func secret() throws(MethodError) -> Secret<String> {
        guard let clientSecret else { throw MethodError(.misconfigured, "there is no client secret") }
        return clientSecret
    }
}
