/// A CAdES or PAdES signature that lacks only its value; it can be stored between the two legs.
public struct PreparedCAdES: Codable, Hashable, Sendable {
    /// What the signer puts their key to.
    public let toBeSigned: ToBeSigned
    private let chain: [Octets]
    private let contentType: String
    private var content: Octets?

    init(toBeSigned: ToBeSigned, chain: [Certificate], contentType: OID, content: [UInt8]?) {
        self.toBeSigned = toBeSigned
        self.chain = chain.map { Octets($0.der) }
        self.contentType = contentType.description
        self.content = content.map(Octets.init)
    }

    /// Verifies a value and finishes the message with it.
    public func signedData(with value: [UInt8]) throws(SignatureError) -> SignedData {
        try signedData(with: toBeSigned.verified(value))
    }

    /// Finishes the message and puts the content inside, which was only known by its digest when it was prepared.
    ///
    /// What lies between the two legs need not hold the content a second time.
    public func signedData(
        with value: VerifiedValue,
        enveloping content: [UInt8]
    ) throws(SignatureError) -> SignedData {
        guard self.content == nil else {
            throw SignatureError(.contentChanged, "the prepared signature has its content already")
        }
        var complete = self
        complete.content = Octets(content)
        let message = try complete.signedData(with: value)
        let digest = try message.onlySigner().signedAttributes.single(.messageDigest, "the signature")
        guard digest == .octets(try toBeSigned.scheme.digest.digest(content)) else {
            throw SignatureError(.contentChanged, "the content is not what was signed")
        }
        return message
    }

    private func certificates() throws(SignatureError) -> [Certificate] {
        var certificates: [Certificate] = []
        for octets in chain { certificates.append(try Certificate(der: octets.bytes)) }
        return certificates
    }

    private func type() throws(SignatureError) -> OID {
        guard let type = OID(contentType) else { throw SignatureError(.malformed, "the content's type is unknown") }
        return type
    }

    /// Finishes the message with a value that was verified over what is signed here, and nothing else.
    public func signedData(with value: VerifiedValue) throws(SignatureError) -> SignedData {
        guard value.toBeSigned == toBeSigned else {
            throw SignatureError(.batchMismatch, "the value was verified for something else")
        }
        guard let attributes = toBeSigned.bytes else {
            throw SignatureError(.malformed, "the prepared signature has lost its attributes")
        }
        let signer = try SignerInfo(
            certificate: value.certificate,
            scheme: toBeSigned.scheme,
            signedAttributes: attributes,
            value: value.value
        )
        // The key alone does not tell: several certificates may have it, and the signed attributes name one.
        guard let reference = try signer.signedAttributes.single(.signingCertificateV2, "the signed attributes") else {
            throw SignatureError(.certificateInvalid, "the signed attributes name no certificate")
        }
        try SigningCertificateAttribute.check(reference, is: value.certificate)
        return SignedData(
            contentType: try type(),
            content: content?.bytes,
            certificates: [value.certificate] + (try certificates()),
            signer: signer
        )
    }
}
