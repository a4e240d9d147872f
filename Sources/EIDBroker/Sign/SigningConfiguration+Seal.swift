public import EIDMethod
import EIDSignature
public import FoundationEssentials

/// What speaks against the seal, told apart by whether an operator wrote it or time brought it about.
extension SigningConfiguration {
    /// What is wrong with the seal whatever the day: nothing can be sealed with it, and nobody may begin with it.
    var sealIssues: [ConfigurationIssue] {
        guard let seal else { return [] }
        guard let certificate = seal.certificates.first else {
            return [.init("seal.certificates", "has no certificate")]
        }
        // At the first moment of its life; what has become of it since is told by `issues(at:)`.
        let issue = Self.issue(of: seal, by: CertificateFitness(self), at: certificate.notBefore)
        return [issue, Self.holderIssue(of: certificate), Self.keyIssue(of: seal, certificate)].compactMap(\.self)
    }

    /// What time has done to a configuration that was right: a broker begins and goes on without what it concerns.
    public func issues(at moment: Date) -> [ConfigurationIssue] {
        guard let standing = sealStanding(at: moment), !standing.isUsable else { return [] }
        return [.init("seal.certificates", standing.sentence)]
    }

    /// What time is about to do to it.
    public func warnings(at moment: Date) -> [ConfigurationIssue] {
        guard let standing = sealStanding(at: moment), standing.status == .endsSoon else { return [] }
        return [.init("seal.certificates", standing.sentence)]
    }

    private func sealStanding(at moment: Date) -> SealStanding? {
        guard let seal, !seal.certificates.isEmpty else { return nil }
        let found = Result { () throws(SigningFailure) in
            try CertificateFitness(self).seal(seal.certificates, at: moment).path.lifetime(around: moment)
        }
        return SealStanding(of: seal.certificates, found, at: moment)
    }

    private static func issue(of seal: SealKey, by fitness: CertificateFitness, at moment: Date) -> ConfigurationIssue?
    {
        do throws(SigningFailure) {
            _ = try fitness.seal(seal.certificates, at: moment)
            return nil
        } catch {
            guard error.code != .certificateExpired else { return nil }
            return .init("seal.certificates", SealStanding.advice(on: error))
        }
    }

    /// A seal stands for an organisation (EN 319 412-3 §4.2.1): whoever sees one of a person takes it for that person's signature.
    private static func holderIssue(of certificate: Certificate) -> ConfigurationIssue? {
        let remedy = "order one for electronic seals, in the name of your organisation"
        guard certificate.namesOrganisation else {
            return .init("seal.certificates", "names no organisation as its holder: \(remedy)")
        }
        guard !certificate.isForSignaturesOnly else {
            return .init("seal.certificates", "is for signatures by people, not for seals (QcType esign): \(remedy)")
        }
        guard !certificate.namesPerson else {
            return .init("seal.certificates", "names a person as its holder: \(remedy)")
        }
        return nil
    }

    /// Signs something, to see that key and certificate belong together.
    private static func keyIssue(of seal: SealKey, _ certificate: Certificate) -> ConfigurationIssue? {
        // Said of the certificate already.
        guard let scheme = certificate.key.defaultScheme else { return nil }
        do throws(SignatureError) {
            let digest = [UInt8](repeating: 0, count: scheme.digest.length)
            let probe = try ToBeSigned(digest: digest, certificate: certificate, scheme: scheme)
            _ = try LocalSigningKey(pem: seal.key.reveal()).value(of: probe)
            return nil
        } catch {
            return .init(
                "seal.key",
                "is not the private key of the first certificate (\(error.detail)): name the key that it was ordered for"
            )
        }
    }
}
