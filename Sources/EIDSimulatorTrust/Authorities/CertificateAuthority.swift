/// An authority with its key and certificate.
struct CertificateAuthority: Sendable {
    let role: TrustAuthority
    let key: TrustKey
    let certificate: [UInt8]
    let handle: CertificateHandle
    let name: DER

    init(role: TrustAuthority, key: TrustKey, certificate: [UInt8]) throws(TrustError) {
        self.role = role
        self.key = key
        self.certificate = certificate
        handle = try CertificateHandle(der: certificate)
        name = handle.subject
    }

    /// How an authority is called.
    static func name(of role: TrustAuthority) -> DER {
        .name([
            (NameAttribute.country, "BE"), (NameAttribute.organization, TrustServiceName.organization),
            (NameAttribute.commonName, TrustServiceName.authority(role)),
        ])
    }

    /// Reads an authority that was kept, which must still be called so and belong to its parent.
    init(role: TrustAuthority, pem: String, parent: CertificateAuthority?) throws(TrustError) {
        try self.init(role: role, key: TrustKey(pem: pem), certificate: CertificateHandle.der(inPEM: pem))
        guard name == Self.name(of: role) else {
            throw TrustError(.damagedFolder, "\(role.rawValue).pem is called otherwise")
        }
        guard handle.belongs(to: key), handle.isSigned(by: parent?.key ?? key) else {
            throw TrustError(.damagedFolder, "\(role.rawValue).pem does not belong to its key or to its issuer")
        }
    }

    func pem() throws(TrustError) -> String { try key.pem() + handle.pem() }
}
