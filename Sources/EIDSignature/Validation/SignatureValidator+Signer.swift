/// Which certificate a signature means.
extension SignatureValidator {
    /// The certificate that both the signer's identifier and the signed attribute mean; `nil` where it is not at hand.
    ///
    /// The certificates of a message are not signed: anybody can add one with the same issuer and number, or with the same
    /// identifier of a key, so that the first that fits the identifier need not be the signer's.
    static func certificate(
        of signer: SignerInfo,
        _ reference: DERElement?,
        among known: [Certificate]
    ) throws(SignatureError) -> Certificate? {
        guard let reference else {
            // Nothing but the value tells them apart.
            let identified = known.lazy.filter { signer.isIdentified($0) }.prefix(64)
            return identified.first { signer.isVerified(by: $0) } ?? identified.first
        }
        var named: [Certificate] = []
        for certificate in known where try SigningCertificateAttribute.means(reference, certificate) {
            named.append(certificate)
        }
        guard let certificate = named.first(where: { signer.isIdentified($0) }) else {
            guard named.isEmpty else {
                throw SignatureError(.certificateInvalid, "the signature was made with another certificate")
            }
            return nil
        }
        try SigningCertificateAttribute.check(reference, is: certificate)
        return certificate
    }
}

extension SignerInfo {
    /// Whether a certificate's key made the value over the signed attributes.
    func isVerified(by certificate: Certificate) -> Bool {
        (try? verifiedValue(by: certificate)) != nil
    }
}
