import COpenSSL
public import FoundationEssentials

/// A responder's answer, still to be believed.
public struct OCSPResponse: Sendable {
    /// The answer as it came.
    public let der: [UInt8]
    /// How old an answer may be that names no end, and how far clocks may differ.
    public var limits = RevocationLimits()

    /// Takes an answer.
    public init(der: [UInt8]) { self.der = der }

    /// The nonce that it carries, without the octet string that most responders wrap it in; believed once it is verified.
    package var nonce: [UInt8]? {
        get throws(SignatureError) { try ParsedResponse(der).nonce }
    }

    /// Verifies the answer to a request that has just been sent.
    public func answer(to request: OCSPRequest, at date: Date) throws(SignatureError) -> RevocationAnswer {
        let response = try ParsedResponse(der)
        try response.verify(issuer: request.issuer, at: date)
        if let nonce = request.nonce {
            guard response.nonce == nonce else {
                throw SignatureError(.revocationUnavailable, "the answer is not to this question")
            }
        }
        let answer = try response.status(of: request.certificate, issuer: request.issuer, der: der)
        try limits.check(
            thisUpdate: answer.thisUpdate,
            nextUpdate: answer.nextUpdate,
            producedAt: answer.producedAt,
            at: date
        )
        return answer
    }

    /// Verifies an answer that was kept: its signature as of the moment it was made, whatever the time is now.
    public func answer(
        about certificate: Certificate,
        issuer: Certificate
    ) throws(SignatureError) -> RevocationAnswer {
        let response = try ParsedResponse(der)
        let answer = try response.status(of: certificate, issuer: issuer, der: der)
        try response.verify(issuer: issuer, at: answer.producedAt)
        return answer
    }
}
