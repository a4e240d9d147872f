extension TimestampToken {
    /// Refuses a token whose value its certificate's key did not make over the statement, whoever trusts that certificate.
    func checkValue(by certificate: Certificate) throws(SignatureError) {
        let failed = SignatureError(.timestampFailed, "the timestamp's signature does not hold")
        let place = "the timestamp's signed attributes"
        let signer = try signedData.onlySigner()
        // RFC 3161 §2.4.2: there are always signed attributes, since the ESS attribute is one.
        guard let signed = signer.signedBytes, let content = signedData.content,
            try signer.signedAttributes.single(.contentType, place) == .oid(.timestampInfo),
            try signer.signedAttributes.single(.messageDigest, place) == .octets(signer.digest.digest(content))
        else { throw failed }
        do throws(SignatureError) {
            _ = try ValueCheck.verifiedInMessage(
                signer.signature,
                over: signer.digest.digest(signed),
                by: certificate,
                scheme: signer.scheme
            )
        } catch { throw failed }
    }
}
