import EIDJOSE
import EIDJSON
package import FoundationEssentials

/// A text with somebody's RSASSA-PSS value over it, for schemes whose own format has no other name: kept as JSON, so that it can
/// be verified by anyone years later.
///
/// ```
/// { "text": …, "hash": "SHA3-512", "value": base64, "certificates": [base64 of DER, the signer's first] }
/// ```
///
/// The value is over the UTF-8 of `text`, with MGF1 of the same hash, a salt as long as the hash, and the trailer 0xBC.
package struct SignedText: Sendable {
    /// What the JSON is called.
    package static let mediaType = "application/vnd.eid-broker.signed-text+json"

    /// What was signed.
    package let text: String
    /// Over which digest.
    package let hash: PSSHash
    /// The value.
    package let value: [UInt8]
    /// The signer's certificate, then its issuers below the end of the path.
    package let certificates: [Certificate]

    /// Puts a signature together; nothing is verified.
    package init(_ text: String, hash: PSSHash, value: [UInt8], certificates: [Certificate]) {
        self.text = text
        self.hash = hash
        self.value = value
        self.certificates = certificates
    }

    /// Reads the JSON; nothing is verified.
    package init(json: [UInt8]) throws(SignatureError) {
        let members: JSONValue
        do throws(JSONError) {
            members = try JSONValue.parse(json, limits: JSONLimits(maximumBytes: Self.longest))
        } catch { throw SignatureError(.malformed, "a signed text is no JSON") }
        guard members.members?.count == 4, let text = members["text"]?.string,
            let hash = members["hash"]?.string.flatMap(PSSHash.init),
            let value = members["value"]?.string.flatMap({ Base64.decode($0) }),
            let list = members["certificates"]?.elements, (1...8).contains(list.count)
        else { throw SignatureError(.malformed, "a signed text is of four members") }
        var certificates: [Certificate] = []
        for element in list {
            guard let der = element.string.flatMap({ Base64.decode($0) }) else {
                throw SignatureError(.malformed, "a signed text's certificate is not in base64")
            }
            certificates.append(try Certificate(der: der))
        }
        self.init(text, hash: hash, value: value, certificates: certificates)
    }

    /// The JSON.
    package var json: [UInt8] {
        let object: JSON = [
            "text": .string(text), "hash": .string(hash.rawValue), "value": .string(Base64.encode(value)),
            "certificates": .array(certificates.map { .string(Base64.encode($0.der)) }),
        ]
        return object.serialized()
    }

    /// Verifies the value and the path of its certificate at a moment.
    @discardableResult
    package func verify(below anchors: TrustAnchors, at date: Date) throws(SignatureError) -> CertificatePath {
        guard let signer = certificates.first else { throw SignatureError(.malformed, "there is no certificate") }
        guard !signer.extensions.isAuthority else {
            throw SignatureError(.certificateUnsuitable, "an authority has signed a person's text")
        }
        guard signer.verifiesPSS(value, over: try hash.digest(Array(text.utf8)), hash) else {
            throw SignatureError(.valueInvalid, "the value is not over this text")
        }
        return try anchors.path(for: signer, through: Array(certificates.dropFirst()), at: date)
    }

    private static let longest = 256 * 1024
}
