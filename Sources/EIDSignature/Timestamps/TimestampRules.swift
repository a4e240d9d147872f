import COpenSSL
public import FoundationEssentials

/// What makes a timestamp believable: its signature, its authority, its policy and its time.
public struct TimestampRules: Sendable {
    /// Where the paths of timestamp authorities may end.
    public let anchors: TrustAnchors
    /// The policies that are accepted; empty accepts all.
    public var policies: Set<OID> = []
    /// How far the authority's clock may be from ours when the timestamp is fresh.
    ///
    /// How exact an authority says that its time is counts as well, up to as much again.
    public var tolerance: TimeInterval = 60
    /// Certificates to build paths with, beside those in the token.
    public var intermediates: [Certificate] = []

    /// Trusts the authorities below these anchors.
    public init(anchors: TrustAnchors) { self.anchors = anchors }

    /// Checks a fresh answer against the request it belongs to.
    public func token(
        from response: TimestampResponse,
        to request: TimestampRequest,
        at now: Date
    ) throws(SignatureError) -> VerifiedTimestamp {
        let token = response.token
        guard token.info.nonce == request.nonce else {
            throw SignatureError(.timestampFailed, "the timestamp repeats another nonce")
        }
        guard token.info.algorithm == request.algorithm, token.info.imprint == request.imprint else {
            throw SignatureError(.timestampFailed, "the timestamp is about something else")
        }
        if let policy = request.policy, token.info.policy != policy {
            throw SignatureError(.timestampFailed, "the timestamp was made under another policy than asked for")
        }
        guard token.info.time + difference(of: token) >= now else {
            throw SignatureError(.timestampFailed, "the timestamp authority's clock is late by ours")
        }
        return try verify(token, imprint: request.imprint, at: now)
    }

    /// How far a timestamp's time may be from the right one.
    private func difference(of token: TimestampToken) -> TimeInterval {
        tolerance + min(max(token.info.accuracy ?? 0, 0), tolerance)
    }

    /// Checks a timestamp that was kept, at a time at which its authority's certificate must have been valid.
    ///
    /// The imprint is the digest that the token's own algorithm gives over what it should cover.
    public func verify(
        _ token: TimestampToken,
        imprint: [UInt8],
        at date: Date
    ) throws(SignatureError) -> VerifiedTimestamp {
        try examine(token, imprint: imprint, at: date).get()
    }

    /// The same, told apart by what is wrong: throws where a timestamp is none over this, whoever is trusted; fails where only
    /// its authority or its time is in doubt, which another day or another reader may see otherwise (EN 319 102-1 §5.1.3).
    package func examine(
        _ token: TimestampToken,
        imprint: [UInt8],
        at date: Date
    ) throws(SignatureError) -> Result<VerifiedTimestamp, SignatureError> {
        guard token.info.imprint == imprint else {
            throw SignatureError(.timestampFailed, "the timestamp is about something else")
        }
        let signer = try token.signedData.onlySigner()
        guard let certificate = try certificate(of: signer, token) else {
            return .failure(SignatureError(.timestampFailed, "the timestamp's certificate is missing"))
        }
        let path: CertificatePath
        do throws(SignatureError) { path = try self.path(of: certificate, token, at: date) } catch {
            try token.checkValue(by: certificate)
            return .failure(error)
        }
        try token.checkValue(by: certificate)
        // OpenSSL's verification of timestamps knows no RSASSA-PSS.
        if signer.scheme.family == .rsaPSS {
            try token.checkReference(to: certificate)
        } else {
            try verifySignature(token, path, at: date)
        }
        return .success(VerifiedTimestamp(token: token, path: path))
    }

    /// The authority's certificate by identifier and signed attribute, which OpenSSL checks afterwards: others may have the same
    /// issuer and number, since a token's certificates are not signed.
    private func certificate(of signer: SignerInfo, _ token: TimestampToken) throws(SignatureError) -> Certificate? {
        let place = "the timestamp's signed attributes"
        let newer = try signer.signedAttributes.single(.signingCertificateV2, place)
        let older = try signer.signedAttributes.single(.signingCertificate, place)
        return (token.certificates + intermediates).first { certificate in
            guard signer.isIdentified(certificate) else { return false }
            if let newer { return (try? SigningCertificateAttribute.means(newer, certificate)) ?? true }
            if let older { return (try? SigningCertificateAttribute.meansByOlderForm(older, certificate)) ?? true }
            return true
        }
    }

    /// The authority's path, if it may be believed at a moment.
    private func path(
        of certificate: Certificate,
        _ token: TimestampToken,
        at date: Date
    ) throws(SignatureError) -> CertificatePath {
        // Whoever knows today what was made tomorrow has a wrong clock, or a wrong intention.
        guard token.info.time <= date + difference(of: token) else {
            throw SignatureError(.timestampFailed, "the timestamp lies in the future of what it is judged by")
        }
        guard policies.isEmpty || policies.contains(token.info.policy) else {
            throw SignatureError(.timestampFailed, "the timestamp was made under a policy we do not accept")
        }
        let path: CertificatePath
        do {
            path = try anchors.path(
                for: certificate,
                through: token.certificates + intermediates,
                at: date,
                purpose: .timestamping
            )
        } catch {
            throw SignatureError(.timestampFailed, "the timestamp's certificate: \(error.detail)")
        }
        guard certificate.isValid(at: token.info.time) else {
            throw SignatureError(.timestampFailed, "the timestamp lies outside its certificate's life")
        }
        return path
    }

    /// OpenSSL checks the signature, the ESS attribute, the critical key usage and the path once more.
    private func verifySignature(
        _ token: TimestampToken,
        _ path: CertificatePath,
        at date: Date
    ) throws(SignatureError) {
        let failed = SignatureError(.timestampFailed, "the timestamp's signature does not hold")
        let message: UnsafeMutablePointer<PKCS7>? = token.der.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            return d2i_PKCS7(nil, &next, buffer.count)
        }
        guard let message else { throw OpenSSLError.error(failed.code, "OpenSSL cannot read the timestamp") }
        defer { PKCS7_free(message) }
        guard let context = TS_VERIFY_CTX_new() else { throw OpenSSLError.unavailable("no context") }
        defer { TS_VERIFY_CTX_free(context) }
        let store = try TrustStore(anchors.certificates, at: date)
        // What was found stands before what the token brings along.
        let stack = try X509Stack(path.certificates)
        _ = TS_VERIFY_CTX_set_flags(context, eid_timestamp_checks)
        // The context frees both, so each gets a reference of its own.
        X509_STORE_up_ref(store.pointer)
        _ = TS_VERIFY_CTX_set_store(context, store.pointer)
        guard let copy = eid_certificates_copy(stack.pointer) else { throw OpenSSLError.unavailable("no stack") }
        _ = TS_VERIFY_CTX_set_certs(context, copy)
        guard eid_timestamp_imprint(context, token.info.imprint, token.info.imprint.count) == 1 else {
            throw OpenSSLError.unavailable("no imprint")
        }
        guard TS_RESP_verify_token(context, message) == 1 else { throw OpenSSLError.error(failed.code, failed.detail) }
    }

}
