extension TimestampToken {
    /// Refuses a token whose value its certificate's key did not make over the statement, whoever trusts that certificate.
    func checkValue(by certificate: Certificate) throws(SignatureError) {
        let failed = SignatureError(.timestampFailed, "the timestamp's signature does not hold")
        let place = "the timestamp's signed attributes"
        let signer = try signedData.onlySigner()
        // RFC 3161 §2.4.2: there are always signed attributes, since the ESS attribute is one.
        guard signer.signedBytes != nil, let content = signedData.content,
            try signer.signedAttributes.single(.contentType, place) == .oid(.timestampInfo),
            try signer.signedAttributes.single(.messageDigest, place) == .octets(signer.digest.digest(content))
        else { throw failed }
        do throws(SignatureError) {
            _ = try signer.verifiedValue(by: certificate)
        } catch { throw failed }
    }

    /// Refuses a token that names another certificate than its signer's, or none: every attribute that is there has to mean it
    /// (RFC 5816 §2.2.1).
    func checkReference(to certificate: Certificate) throws(SignatureError) {
        let failed = SignatureError(.timestampFailed, "the timestamp names another certificate")
        let place = "the timestamp's signed attributes"
        let attributes = try signedData.onlySigner().signedAttributes
        let newer = try attributes.single(.signingCertificateV2, place)
        let older = try attributes.single(.signingCertificate, place)
        guard newer != nil || older != nil else { throw failed }
        do throws(SignatureError) {
            if let newer { try SigningCertificateAttribute.check(newer, is: certificate) }
            if let older {
                guard try SigningCertificateAttribute.meansByOlderForm(older, certificate) else { throw failed }
            }
        } catch { throw failed }
    }
}
