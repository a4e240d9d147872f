import FoundationEssentials

/// A certificate that the service issues to itself, for its responders and its timestamps.
struct OwnCertificate: Sendable {
    let key: TrustKey
    let certificate: [UInt8]
    let serial: SerialNumber
    let issuer: CertificateAuthority
    let subject: DER
    let life: ClosedRange<Date>
}
