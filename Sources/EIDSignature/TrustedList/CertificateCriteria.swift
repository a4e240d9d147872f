/// Which certificates of a service a trusted list means (ETSI TS 119 612 §5.5.9.2.2).
///
/// Whether one is meant may stay open: where the list says something that is not understood here, or the certificate is
/// silent. `nil` stands for that.
indirect enum CertificateCriteria: Hashable, Sendable {
    /// How many of a list's criteria must hold.
    enum Assertion: String, Sendable {
        case all, atLeastOne, none
    }

    /// A use of keys, and whether the certificate must have it.
    struct Use: Hashable, Sendable {
        let usage: KeyUsage
        let isSet: Bool
    }

    /// Each of these uses is as it says.
    case keyUsage([Use])
    /// The certificate was issued under each of these policies.
    case policies([OID])
    /// The certificate has each of these extended usages.
    case extendedUsage([OID])
    /// The holder's name has each of these attributes.
    case nameAttributes([OID])
    /// Some of others.
    case list(Assertion, [CertificateCriteria])
    /// Something that is not understood here.
    case unknown

    /// Whether a certificate is meant; `nil` where that stays open.
    func matches(_ certificate: Certificate) -> Bool? {
        let extensions = certificate.extensions
        switch self {
        case .keyUsage(let uses):
            // Without the extension everything is permitted, and nothing is said.
            guard let usage = extensions.keyUsage else { return nil }
            return uses.allSatisfy { usage.contains($0.usage) == $0.isSet }
        case .policies(let policies): return policies.allSatisfy(extensions.policies.contains)
        case .extendedUsage(let usages): return usages.allSatisfy(extensions.extendedKeyUsage.contains)
        case .nameAttributes(let types):
            return types.allSatisfy { type in certificate.subject.attributes.contains { $0.type == type } }
        case .list(let assertion, let criteria):
            let answers = criteria.map { $0.matches(certificate) }
            switch assertion {
            case .all: return Self.settled(answers, by: false)
            case .atLeastOne: return Self.settled(answers, by: true)
            case .none: return Self.settled(answers, by: true).map { !$0 }
            }
        case .unknown: return nil
        }
    }

    /// One answer of a kind decides; without it, an open one leaves everything open.
    private static func settled(_ answers: [Bool?], by decisive: Bool) -> Bool? {
        if answers.contains(decisive) { return decisive }
        return answers.contains(nil) ? nil : !decisive
    }
}
