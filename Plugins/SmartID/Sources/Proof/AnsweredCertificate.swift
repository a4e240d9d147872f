import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// The certificate that came with an answer, once it has proved to be one of a person at Smart-ID.
struct AnsweredCertificate: Sendable {
    /// What it must be for.
    enum Use: Sendable {
        case identification, signature
    }

    let certificate: Certificate
    /// The level that Smart-ID states and its policies confirm.
    let level: SmartIDLevel
    /// Whose it is.
    let person: SemanticsIdentifier
    /// The path to the authority that is trusted, the certificate itself first.
    let path: [Certificate]

    /// Reads `cert` and checks everything about it but whether the person was expected.
    init(
        reading answer: JSONValue,
        for use: Use,
        atLeast asked: SmartIDLevel,
        trust: SmartIDTrust,
        at now: Date
    ) throws(MethodError) {
        guard let level = answer["cert"]?["certificateLevel"]?.string.flatMap(SmartIDLevel.init) else {
            throw MethodError(.untrusted, "Smart-ID states no level of the certificate that we know")
        }
        guard let der = answer["cert"]?["value"]?.string.flatMap({ Base64.decode($0) }) else {
            throw MethodError(.untrusted, "Smart-ID's answer has no certificate")
        }
        let certificate: Certificate
        do throws(SignatureError) {
            certificate = try Certificate(der: der)
        } catch {
            throw MethodError(.untrusted, "the person's certificate cannot be read", underlying: error)
        }
        do throws(SignatureError) {
            path = try trust.path(of: certificate, at: now)
        } catch {
            // An authority whose time is up is another matter.
            let hasEnded = error.code == .certificateExpired && !certificate.isValid(at: now)
            let code: MethodError.Code = hasEnded ? .expiredCertificate : .untrusted
            throw MethodError(code, "the person's certificate cannot be trusted", underlying: error)
        }
        try Self.require(certificate.extensions, for: use, level)
        // A name with two numbers in it would leave open who is meant.
        guard certificate.subject.attributes.count(where: { $0.type == .serialNumber }) == 1,
            let person = certificate.subject.serialNumber.flatMap({ SemanticsIdentifier($0) })
        else {
            throw MethodError(.untrusted, "the certificate does not say who the person is")
        }
        guard level.meets(asked) else {
            throw MethodError(.insufficientAssurance, "the certificate is of a lower level than was asked for")
        }
        self.certificate = certificate
        self.level = level
        self.person = person
    }

    private static func require(
        _ extensions: CertificateExtensions,
        for use: Use,
        _ level: SmartIDLevel
    ) throws(MethodError) {
        guard !extensions.isAuthority else { throw MethodError(.untrusted, "the certificate is an authority's") }
        let wanted: KeyUsage = use == .signature ? .contentCommitment : .digitalSignature
        guard extensions.keyUsage?.contains(wanted) == true else {
            throw MethodError(.untrusted, "the certificate's key is for something else")
        }
        if use == .identification, purposes.isDisjoint(with: extensions.extendedKeyUsage) {
            throw MethodError(.untrusted, "the certificate is not one to identify with at Smart-ID")
        }
        guard policies(use, level).isSubset(of: extensions.policies) else {
            throw MethodError(.untrusted, "the certificate's policies are not those of the level that is stated")
        }
    }

    /// Smart-ID's own purpose on new certificates, that of TLS clients on old ones.
    private static let purposes: Set<OID> = ["1.3.6.1.4.1.62306.5.7.0", "1.3.6.1.5.5.7.3.2"]

    /// The policies that name a level: SK's own and ETSI's.
    private static func policies(_ use: Use, _ level: SmartIDLevel) -> Set<OID> {
        switch (use, level) {
        case (.identification, .advanced): ["1.3.6.1.4.1.10015.17.1", "0.4.0.2042.1.1"]
        case (.identification, _): ["1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2"]
        case (.signature, .advanced): ["1.3.6.1.4.1.10015.17.1"]
        case (.signature, _): ["1.3.6.1.4.1.10015.17.2", "0.4.0.194112.1.2"]
        }
    }
}
