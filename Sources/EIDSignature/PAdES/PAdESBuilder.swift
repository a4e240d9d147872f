public import EIDPDF
public import FoundationEssentials

/// Builds signatures inside PDFs (ETSI EN 319 142-1): document in, digest out, value in, signed document out.
public struct PAdESBuilder: Sendable {
    /// The signer's certificate.
    public let certificate: Certificate
    /// The issuers to carry along, without the trust anchor.
    public let chain: [Certificate]
    /// How values are made.
    public let scheme: SignatureScheme
    /// The field that takes the signature: a new and invisible one unless told otherwise.
    public var field = SignaturePlacement.Field.new()
    /// What is seen of the signature where its field has a rectangle.
    public var appearance: SignatureAppearance?
    /// Who signs, for viewers; for a seal on behalf of somebody, that person.
    public var signerName: String?
    /// Why it is signed; excludes a commitment, which says the same to machines.
    public var reason: String?
    /// Where it is signed.
    public var location: String?
    /// Makes the signature a certification with that permission; only a document's first signature can be one.
    public var certification: PDFCertification.Permission?
    /// The policy that the signer accepted.
    public var policy: SignaturePolicy?
    /// What the signer commits to, such as `1.2.840.113549.1.9.16.6.1`, proof of origin.
    public var commitment: OID?
    /// How many bytes are reserved for the signature; enough for it and a timestamp unless told otherwise.
    public var reservedBytes: Int?
    /// Which documents are refused.
    public var documentPolicy = PDFPolicy.standard
    /// What reading a document may cost.
    public var limits = PDFLimits.standard

    /// Prepares for one signer; without a scheme, the one that fits the key's strength is taken.
    public init(
        certificate: Certificate,
        chain: [Certificate] = [],
        scheme: SignatureScheme? = nil
    ) throws(SignatureError) {
        let inner = try CAdESBuilder(certificate: certificate, chain: chain, scheme: scheme, profile: .pades)
        self.certificate = certificate
        self.chain = chain
        self.scheme = inner.scheme
    }

    /// Reads the document, refuses what cannot or must not be signed, and says what the signer is to sign.
    ///
    /// Throws `PDFError` about the document and `SignatureError` about the signer.
    public func prepare(_ document: [UInt8], signingTime: Date) throws -> PreparedPAdES {
        try prepare(PDFDocument(parsing: document, limits: limits), signingTime: signingTime)
    }

    /// The same for a document that was read already.
    package func prepare(_ document: PDFDocument, signingTime: Date) throws -> PreparedPAdES {
        guard reason == nil || commitment == nil else {
            throw SignatureError(.unsupported, "a reason and a commitment exclude each other")
        }
        var update = try PDFUpdate(of: document, policy: documentPolicy, signing: field.existingName)
        try document.requireSignable()
        let slot = try update.addSignature(
            SignaturePlacement(
                field,
                dictionary: dictionary(signingTime),
                reservedBytes: reservedBytes ?? defaultReservedBytes,
                appearance: appearance,
                certification: certification
            )
        )
        let revision = try PreparedRevision(update)
        var builder = try CAdESBuilder(certificate: certificate, chain: chain, scheme: scheme, profile: .pades)
        builder.policy = policy
        builder.commitment = commitment
        let message = try builder.prepare(
            contentDigest: revision.digest(of: document.bytes, scheme.digest),
            signingTime: signingTime
        )
        return PreparedPAdES(fieldName: slot.fieldName, revision: revision, message: message)
    }

    /// The message, and as much again for a timestamp with its certificates, but never less than 16 kB.
    private var defaultReservedBytes: Int {
        let certificates = ([certificate] + chain).reduce(0) { $0 + $1.der.count }
        return max(16_384, certificates + 14_336)
    }

    /// EN 319 142-1 §6.3: the time of signing stands here, and no certificate does.
    private func dictionary(_ signingTime: Date) -> PDFDictionary {
        var dictionary: PDFDictionary = [
            "Type": .name("Sig"), "Filter": .name("Adobe.PPKLite"), "SubFilter": .name("ETSI.CAdES.detached"),
            "M": .text("D:" + DERTime.text(signingTime)),
        ]
        dictionary["Name"] = signerName.map { .text($0) }
        dictionary["Reason"] = reason.map { .text($0) }
        dictionary["Location"] = location.map { .text($0) }
        return dictionary
    }
}
