import FoundationEssentials

/// What the trust service remembers; reached under its lock only.
struct TrustState: Sendable {
    var settings: TrustService.Settings
    var register: IssuedRegister
    var authorities: [TrustAuthority: CertificateAuthority] = [:]
    var own: [String: OwnCertificate] = [:]
    private var count: UInt64 = 0

    private var folder: TrustFolder? { register.folder }

    init(settings: TrustService.Settings) {
        self.settings = settings
        register = IssuedRegister(folder: settings.folder.map(TrustFolder.init))
    }

    /// The next number; it repeats under the same seed and time.
    mutating func nextNumber(at now: Date) -> SerialNumber {
        count &+= 1
        return SerialNumber(
            seed: settings.seed,
            seconds: Int64(now.timeIntervalSince1970.rounded(.down)),
            count: count
        )
    }

    /// An authority, read from the folder or made when it is first needed.
    mutating func authority(_ role: TrustAuthority, at now: Date) throws(TrustError) -> CertificateAuthority {
        if let known = authorities[role] { return known }
        let parent: CertificateAuthority? = if let above = role.parent { try authority(above, at: now) } else { nil }
        let file = "\(role.rawValue).pem"
        if let kept = try folder?.read(file) {
            let authority = try CertificateAuthority(role: role, pem: kept, parent: parent)
            authorities[role] = authority
            return authority
        }
        var authority = try make(role, below: parent, at: now)
        if let folder, try !folder.create(file, authority.pem()), let kept = try folder.read(file) {
            // Another process was faster; both must use the same key.
            authority = try CertificateAuthority(role: role, pem: kept, parent: parent)
        }
        authorities[role] = authority
        return authority
    }

    /// The authorities that exist, be it only in the folder.
    mutating func knownAuthorities(at now: Date) throws(TrustError) -> [CertificateAuthority] {
        var known: [CertificateAuthority] = []
        for role in TrustAuthority.allCases {
            if authorities[role] == nil, try folder?.read("\(role.rawValue).pem") == nil { continue }
            known.append(try authority(role, at: now))
        }
        return known
    }

    private mutating func make(
        _ role: TrustAuthority,
        below parent: CertificateAuthority?,
        at now: Date
    ) throws(TrustError) -> CertificateAuthority {
        let key = try settings.key()
        let name = CertificateAuthority.name(of: role)
        var extensions: [CertificateExtension] = [
            .authority(pathLength: role == .root ? 1 : 0),
            .keyUsage([.certificateSigning, .listSigning]),
            .subjectKey(key.identifier),
        ]
        if let parent {
            extensions.append(.policies(["2.5.29.32.0"]))
            extensions += pointers(to: parent)
        }
        let certificate = try issue(
            CertificateTemplate(
                subject: name,
                publicKeyInfo: key.publicKeyInfo,
                // Old enough for certificates below it that expired before the simulator was born.
                notBefore: now.addingTimeInterval(-3 * TrustService.year),
                notAfter: now.addingTimeInterval(20 * TrustService.year),
                extensions: extensions
            ),
            by: role.parent ?? role,
            name: parent?.name ?? name,
            key: parent?.key ?? key,
            at: now
        )
        return try CertificateAuthority(role: role, key: key, certificate: certificate.der)
    }

    /// What a certificate says about its issuer's key, responder, certificate and list.
    func pointers(to issuer: CertificateAuthority) -> [CertificateExtension] {
        [
            .authorityKey(issuer.key.identifier),
            .authorityInformation(
                responder: settings.responderURL,
                issuer: settings.certificateURL(of: issuer.role)
            ),
            .revocationList(settings.revocationListURL(of: issuer.role)),
        ]
    }

    /// Numbers a certificate, enters it and signs it.
    mutating func issue(
        _ template: CertificateTemplate,
        by issuer: CertificateAuthority,
        at now: Date
    ) throws(TrustError) -> (der: [UInt8], serial: SerialNumber) {
        try issue(template, by: issuer.role, name: issuer.name, key: issuer.key, at: now)
    }

    private mutating func issue(
        _ template: CertificateTemplate,
        by role: TrustAuthority,
        name: DER,
        key: TrustKey,
        at now: Date
    ) throws(TrustError) -> (der: [UInt8], serial: SerialNumber) {
        var serial = nextNumber(at: now)
        while try !register.enter(serial, by: role) { serial = nextNumber(at: now) }
        return (try template.signed(serial: serial.bytes, issuer: name, by: key), serial)
    }
}
