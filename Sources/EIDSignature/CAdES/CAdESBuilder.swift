public import FoundationEssentials

/// Builds what is signed for CAdES and PAdES: certificate in, digests out, values in, signed message out.
public struct CAdESBuilder: Sendable {
    /// The signer's certificate.
    public let certificate: Certificate
    /// The issuers to carry along, without the trust anchor.
    public let chain: [Certificate]
    /// How values are made.
    public let scheme: SignatureScheme
    /// Which attributes are written.
    public let profile: SignatureProfile
    /// The policy that the signer accepted.
    public var policy: SignaturePolicy?
    /// What the signer commits to: an identifier such as `1.2.840.113549.1.9.16.6.1`, proof of origin.
    public var commitment: OID?
    /// The media type of the content; CAdES only.
    public var mediaType: String?

    /// Prepares for one signer; without a scheme, the one that fits the key's strength is taken.
    public init(
        certificate: Certificate,
        chain: [Certificate] = [],
        scheme: SignatureScheme? = nil,
        profile: SignatureProfile = .cades
    ) throws(SignatureError) {
        guard let scheme = scheme ?? certificate.key.defaultScheme else {
            throw SignatureError(.certificateUnsuitable, "the signer's key is of an unknown kind")
        }
        self.certificate = certificate
        self.chain = chain
        self.scheme = scheme
        self.profile = profile
    }

    /// For content that stays outside: only its digest is needed.
    public func prepare(contentDigest: [UInt8], signingTime: Date) throws(SignatureError) -> PreparedCAdES {
        try prepare(contentDigest: contentDigest, content: nil, type: .data, signingTime: signingTime)
    }

    /// For content that is carried inside the message.
    public func prepare(enveloping content: [UInt8], signingTime: Date) throws(SignatureError) -> PreparedCAdES {
        guard profile == .cades else {
            throw SignatureError(.unsupported, "a signature inside a PDF does not carry the document")
        }
        let digest = try scheme.digest.digest(content)
        return try prepare(contentDigest: digest, content: content, type: .data, signingTime: signingTime)
    }

    package func prepare(
        contentDigest: [UInt8],
        content: [UInt8]?,
        type: OID,
        signingTime: Date
    ) throws(SignatureError) -> PreparedCAdES {
        guard contentDigest.count == scheme.digest.length else {
            throw SignatureError(.digestMismatch, "the content's digest has \(contentDigest.count) bytes")
        }
        var attributes = [
            CMSAttribute(.contentType, .oid(type)),
            CMSAttribute(.messageDigest, .octets(contentDigest)),
            try SigningCertificateAttribute.make(certificate, scheme.digest),
        ]
        if profile == .cades {
            attributes.append(CMSAttribute(.signingTime, DERTime.element(signingTime)))
            if let mediaType { attributes.append(CMSAttribute(.mimeType, .utf8(mediaType))) }
        }
        if let policy { attributes.append(try policy.attribute()) }
        if let commitment { attributes.append(CMSAttribute(.commitmentType, .sequence(.oid(commitment)))) }
        let bytes = DERElement.set(of: attributes.map(\.element)).bytes
        return PreparedCAdES(
            toBeSigned: try ToBeSigned(bytes, certificate, scheme),
            chain: chain,
            contentType: type,
            content: content
        )
    }
}
