/// What a certificate is for, by its own words, whenever it was used and whatever for.
extension SignerRules {
    /// Refuses a certificate under which nobody signs or seals anything: an authority's, or one for something else.
    ///
    /// Certificates that sign for themselves often call themselves authorities; whoever trusts that very one (`isAnchor`) means
    /// what is signed with it, as long as its key is for signatures.
    package static func checkUse(of certificate: Certificate, isAnchor: Bool = false) throws(SignatureError) {
        let extensions = certificate.extensions
        guard !extensions.isAuthority || isAnchor else {
            throw SignatureError(.certificateUnsuitable, "an authority's certificate does not sign documents")
        }
        if let usage = extensions.keyUsage, usage.isDisjoint(with: [.contentCommitment, .digitalSignature]) {
            throw SignatureError(.certificateUnsuitable, "the signer's key is not for signatures")
        }
        guard permitsSigning(extensions.extendedKeyUsage) else {
            throw SignatureError(
                .certificateUnsuitable,
                "the signer's certificate is for something else by its extended key usage"
            )
        }
    }

    /// RFC 5280 §4.2.1.12: where purposes are named, one of them has to be the use that is made of the certificate.
    ///
    /// People's qualified certificates often say TLS client and mail, since they are older than a purpose of their own; beside
    /// TLS server, client is what the certificate of every web site says.
    private static func permitsSigning(_ purposes: [OID]) -> Bool {
        guard !purposes.isEmpty, signing.isDisjoint(with: purposes) else { return true }
        return purposes.contains(.tlsClient) && !purposes.contains(.tlsServer)
    }

    /// Any purpose, documents (RFC 9336), mail, and documents in the words of Adobe and Microsoft.
    private static let signing: Set<OID> = [
        "2.5.29.37.0", "1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4", "1.2.840.113583.1.1.5", "1.3.6.1.4.1.311.10.3.12",
    ]
}
