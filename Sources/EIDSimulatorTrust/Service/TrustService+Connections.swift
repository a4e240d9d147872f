package import FoundationEssentials

/// Certificates of TLS connections between programs on one machine.
extension TrustService {
    /// Issues a certificate for either end of a TLS connection; as a server's it is for loopback addresses only.
    ///
    /// `name` becomes the common name, by which a server knows its client.
    package func issueConnection(
        name: String,
        validity: TimeInterval = 2 * 365 * 86_400
    ) throws(TrustError) -> IssuedCertificate {
        try SignerSubject.check([name])
        // X.520 sets the bound, and TLS libraries refuse longer names.
        guard name.unicodeScalars.count <= 64 else {
            throw TrustError(.unsuitable, "a common name has at most 64 characters")
        }
        let life = try life(validity)
        return try issue(
            DER.name([
                (NameAttribute.organization, TrustServiceName.organization), (NameAttribute.commonName, name),
            ]),
            life: life,
            extensions: [
                .keyUsage(.digitalSignature),
                .extendedKeyUsage(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]),
                .loopbackNames,
            ],
            by: .connections
        )
    }
}
