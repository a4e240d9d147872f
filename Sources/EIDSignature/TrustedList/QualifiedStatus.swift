public import FoundationEssentials

/// What a certificate is by its own statements, as trusted lists overrule them (ETSI TS 119 615 §4.4 and §4.5).
public struct QualifiedStatus: Hashable, Sendable {
    /// Whether it is a qualified certificate of the EU.
    public private(set) var isQualified: Bool
    /// What it is for.
    public private(set) var purposes: Set<QCStatements.Purpose>
    /// Whether its key lives in a qualified device.
    public private(set) var usesQualifiedDevice: Bool
    /// Whether a list contradicts itself about it, or may take away what is said here by something that is not understood.
    public private(set) var isInDoubt = false

    /// By the certificate's own words.
    init(_ certificate: Certificate) {
        let claims = certificate.extensions.qualification
        let isQualified = claims?.isCompliant == true && claims?.countries.isEmpty == true
        self.isQualified = isQualified
        // EN 319 412-5 §4.2.3: certificates without a type are for signatures.
        let named = Set(claims?.purposes ?? [])
        purposes = named.isEmpty && isQualified ? [.signature] : named
        usesQualifiedDevice = claims?.usesQualifiedDevice == true
    }

    /// What lists make of the first certificate on a path, both at a moment and when it was issued.
    ///
    /// `nil` where none of them has an issuer of it as granted at both times, for what it is for.
    public init?(_ path: CertificatePath, lists: [TrustedList], at moment: Date) {
        guard let leaf = path.certificates.first else { return nil }
        let now = lists.compactMap { $0.status(of: path, at: moment) }
        let then = lists.compactMap { $0.status(of: path, at: leaf.notBefore) }
        guard var status = now.first, !then.isEmpty else { return nil }
        for other in now.dropFirst() { status.agree(with: other, device: true) }
        // TS 119 615 §4.5.4: the device counts as of the signature, not as of the issuance.
        for other in then { status.agree(with: other, device: false) }
        guard !status.isQualified || !status.purposes.isEmpty || status.isInDoubt else { return nil }
        self = status
    }

    private mutating func agree(with other: QualifiedStatus, device: Bool) {
        isQualified = isQualified && other.isQualified
        purposes.formIntersection(other.purposes)
        if device { usesQualifiedDevice = usesQualifiedDevice && other.usesQualifiedDevice }
        isInDoubt = isInDoubt || other.isInDoubt
    }

    /// Takes what a list says, and what it may say: the latter only where it would take something away.
    mutating func apply(_ certain: Set<Qualifier>, possible: Set<Qualifier>) {
        if certain.contains(.qualified) { isQualified = true }
        if certain.contains(.notQualified) { isQualified = false }
        let named = Set(QCStatements.Purpose.all.filter { certain.contains(.purpose($0)) })
        if !named.isEmpty {
            purposes = named
        } else if certain.contains(.legalPerson) {
            purposes.remove(.signature)
            if purposes.isEmpty { purposes = [.seal] }
        }
        let says = usesQualifiedDevice
        if certain.contains(.withDevice) { usesQualifiedDevice = true }
        if certain.contains(.withoutDevice) { usesQualifiedDevice = false }
        let contradicts =
            certain.isSuperset(of: [.qualified, .notQualified]) || named.count > 1
            || certain.isSuperset(of: [.withDevice, .withoutDevice])
            || certain.isSuperset(of: [.withDevice, .deviceAsInCertificate]) && !says
        // Qualified only by the list, and nobody says for what.
        let isVague = isQualified && purposes.isEmpty
        if contradicts || isVague || certain.contains(.unknown) { isInDoubt = true }
        if possible.contains(where: takesAway) { isInDoubt = true }
    }

    private func takesAway(_ qualifier: Qualifier) -> Bool {
        switch qualifier {
        case .notQualified: isQualified
        case .purpose(let purpose): purposes != [purpose]
        case .legalPerson: purposes.contains(.signature)
        case .withoutDevice: usesQualifiedDevice
        case .unknown: true
        case .qualified, .withDevice, .deviceAsInCertificate: false
        }
    }

    /// What is left where services may issue for some purposes only.
    func limited(to allowed: Set<QCStatements.Purpose>) -> QualifiedStatus? {
        var status = self
        status.purposes.formIntersection(allowed)
        return status.purposes.isEmpty && !purposes.isEmpty ? nil : status
    }
}

extension QCStatements.Purpose {
    /// Every purpose.
    static let all: [QCStatements.Purpose] = [.signature, .seal, .website]
}
