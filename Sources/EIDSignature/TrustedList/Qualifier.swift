/// What a trusted list says of some certificates of a service, beside or against what they say themselves
/// (ETSI TS 119 612 §5.5.9.2.3).
enum Qualifier: Hashable, Sendable {
    /// They are not qualified, whatever they say.
    case notQualified
    /// They are qualified, although they do not say so.
    case qualified
    /// What they are for.
    case purpose(QCStatements.Purpose)
    /// They were issued to legal persons, before there was a word for seals.
    case legalPerson
    /// Their keys live in a qualified device, also one that is managed for the holder.
    case withDevice
    /// Their keys live in none.
    case withoutDevice
    /// They say themselves whether they do.
    case deviceAsInCertificate
    /// Something that is not understood here.
    case unknown

    /// Reads an identifier; the words for devices changed in 2016.
    init(uri: String) {
        let prefix = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/"
        self = uri.hasPrefix(prefix) ? Self.words[String(uri.dropFirst(prefix.count))] ?? .unknown : .unknown
    }

    private static let words: [String: Qualifier] = [
        "NotQualified": .notQualified, "QCStatement": .qualified, "QCForESig": .purpose(.signature),
        "QCForESeal": .purpose(.seal), "QCForWSA": .purpose(.website), "QCForLegalPerson": .legalPerson,
        "QCWithSSCD": .withDevice, "QCWithQSCD": .withDevice, "QCQSCDManagedOnBehalf": .withDevice,
        "QCNoSSCD": .withoutDevice, "QCNoQSCD": .withoutDevice, "QCSSCDStatusAsInCert": .deviceAsInCertificate,
        "QCQSCDStatusAsInCert": .deviceAsInCertificate,
    ]
}
