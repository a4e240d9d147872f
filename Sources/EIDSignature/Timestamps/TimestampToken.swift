/// A timestamp as it is embedded: a signed message around the authority's statement.
public struct TimestampToken: Hashable, Sendable {
    /// The exact bytes.
    public let der: [UInt8]
    /// What the authority states; believed only after ``TimestampRules`` verified it.
    public let info: TimestampInfo
    /// The signed message.
    package let signedData: SignedData

    /// Reads a timestamp.
    public init(der: [UInt8]) throws(SignatureError) { try self.init(SignedData(der: der), der) }

    /// Reads a timestamp that fills the beginning of a fixed space, as in a PDF.
    public init(padded bytes: [UInt8]) throws(SignatureError) {
        try self.init(der: SignedData.withoutPadding(bytes))
    }

    private init(_ signedData: SignedData, _ der: [UInt8]) throws(SignatureError) {
        guard signedData.contentType == .timestampInfo, let content = signedData.content else {
            throw SignatureError(.malformed, "the signed message is no timestamp")
        }
        self.der = der
        self.signedData = signedData
        info = try TimestampInfo(der: content)
    }

    /// The certificates it carries.
    public var certificates: [Certificate] { signedData.certificates }

    /// The token with one more unsigned attribute, which its signature does not cover.
    func adding(_ attribute: CMSAttribute) throws(SignatureError) -> TimestampToken {
        var changed = signedData
        changed.signers[0].unsignedAttributes.append(attribute)
        return try TimestampToken(changed, changed.der)
    }
}
