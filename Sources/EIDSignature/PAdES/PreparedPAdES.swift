/// A signature inside a PDF that lacks only its value; it can be stored between the two legs.
///
/// It holds what is appended and not the document, which may be large: whoever finishes it brings the document again.
public struct PreparedPAdES: Codable, Hashable, Sendable {
    /// The full name of the field that takes the signature.
    public let fieldName: String
    private let revision: PreparedRevision
    private let message: PreparedCAdES

    init(fieldName: String, revision: PreparedRevision, message: PreparedCAdES) {
        self.fieldName = fieldName
        self.revision = revision
        self.message = message
    }

    /// What the signer puts their key to.
    public var toBeSigned: ToBeSigned { message.toBeSigned }

    /// Where the signature will stand in the file, from `<` to behind `>`.
    public var contentsRange: Range<Int> { revision.contentsRange }

    /// How many bytes the signature may have, its timestamp included.
    public var reservedBytes: Int { revision.reservedBytes }

    /// Verifies a value and finishes the message with it; for B-T, a timestamp is added to that before it is embedded.
    public func signedData(with value: [UInt8]) throws(SignatureError) -> SignedData {
        try message.signedData(with: value)
    }

    /// Finishes the message with a value that was verified over what is signed here, and nothing else.
    public func signedData(with value: VerifiedValue) throws(SignatureError) -> SignedData {
        try message.signedData(with: value)
    }

    /// The signed file.
    ///
    /// The document must be the one that was prepared, and the message the one that signs it; both are checked again,
    /// since both were kept elsewhere meanwhile. A message that is too large throws `PDFError` with
    /// `placeholderTooSmall`: then preparing has to begin again with more reserved bytes.
    public func signed(original document: consuming [UInt8], cms message: SignedData) throws -> [UInt8] {
        let signer = try message.onlySigner()
        guard let bytes = toBeSigned.bytes, signer.signedBytes == bytes else {
            throw SignatureError(.batchMismatch, "the message signs something else than what was prepared")
        }
        let verified = try toBeSigned.verified(signer.signature)
        let place = "the signed attributes"
        // The key alone does not tell: several certificates may have it, and the signed attributes name one.
        guard let reference = try signer.signedAttributes.single(.signingCertificateV2, place),
            message.certificates.contains(verified.certificate), signer.isIdentified(verified.certificate)
        else { throw SignatureError(.certificateInvalid, "the signer's certificate is missing") }
        try SigningCertificateAttribute.check(reference, is: verified.certificate)
        let digest = try revision.digest(of: document, signer.digest)
        guard try signer.signedAttributes.single(.messageDigest, place) == .octets(digest) else {
            throw SignatureError(.contentChanged, "the document is not the one that was prepared")
        }
        return try revision.file(document, embedding: message.der)
    }
}
