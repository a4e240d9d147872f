package import FoundationEssentials

/// Responders that somebody else runs.
extension TrustService {
    /// Issues a certificate for whoever says what people's certificates are worth, for simulators that write such answers
    /// themselves; old enough for the oldest answer that they give.
    package func issueResponder(validity: TimeInterval = 365 * 86_400) throws(TrustError) -> IssuedCertificate {
        let life = try life(validity)
        return try issue(
            DER.name([
                (NameAttribute.organization, TrustServiceName.organization),
                (NameAttribute.commonName, TrustServiceName.responder(.signers)),
            ]),
            life: life.lowerBound.addingTimeInterval(-3 * Self.day)...life.upperBound,
            extensions: [.keyUsage(.digitalSignature), .extendedKeyUsage(["1.3.6.1.5.5.7.3.9"]), .noCheck],
            by: .signers
        )
    }
}
