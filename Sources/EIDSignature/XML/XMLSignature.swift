import EIDJOSE

/// A signature of XML that stands around what it signs (XML-DSig 1.1, "enveloping").
///
/// ```
/// Signature
///   SignedInfo       how it is written, the digests of KeyInfo and of data, by Id
///   SignatureValue
///   KeyInfo          X509Data: the signer's certificate first, then its issuers
///   Object …         the data
/// ```
/// Anything else is refused: other elements, another signature anywhere inside, an `Id` that occurs twice, references to
/// the outside or to parts of data, transforms but one canonical form, digests older than SHA-256. What was signed is
/// handed out by `verify` alone, so that nobody reads data that stands elsewhere in the same file.
package struct XMLSignature: Sendable {
    /// The signer's certificate, then what came along with it; not trusted yet.
    package let certificates: [Certificate]
    /// The scheme of the value.
    package let scheme: SignatureScheme
    private let information: [UInt8]
    private let value: [UInt8]
    private let references: [Reference]

    private struct Reference: Sendable {
        let digest: DigestAlgorithm
        let value: [UInt8]
        let target: PlainElement
        let content: [UInt8]
    }

    package static let namespace = "http://www.w3.org/2000/09/xmldsig#"
    private static let place = "the XML signature"

    /// Reads a signature; nothing in it is believed yet.
    package init(xml: [UInt8], limit: Int = 1 << 20) throws(SignatureError) {
        let root = try PlainXML.parse(xml, limit: limit)
        guard root.isNamed("Signature", in: Self.namespace) else { throw Self.malformed("is none") }
        var ids: [String: Int] = [:]
        var signatures = 0
        root.visit { element in
            if element.name == "Signature" { signatures += 1 }
            for attribute in element.attributes where attribute.name.lowercased() == "id" {
                ids[attribute.value, default: 0] += 1
            }
        }
        guard signatures == 1 else { throw Self.malformed("holds another signature") }
        guard ids.values.allSatisfy({ $0 == 1 }) else { throw Self.malformed("holds an Id twice") }
        let parts = root.elements
        let names = parts.map(\.name)
        guard names.prefix(3) == ["SignedInfo", "SignatureValue", "KeyInfo"], names.count > 3, !root.hasLooseText,
            names.dropFirst(3).allSatisfy({ $0 == "Object" }), parts.allSatisfy({ $0.namespace == Self.namespace })
        else { throw Self.malformed("has other parts than it should") }
        certificates = try Self.certificates(parts[2])
        value = try Self.bytes(parts[1])
        let information = parts[0]
        let steps = information.elements
        guard steps.count >= 3, !information.hasLooseText, steps.allSatisfy({ $0.namespace == Self.namespace }),
            steps.prefix(2).map(\.name) == ["CanonicalizationMethod", "SignatureMethod"],
            steps.dropFirst(2).allSatisfy({ $0.name == "Reference" }), steps.count <= 10
        else { throw Self.malformed("has no SignedInfo that we read") }
        self.information = try Self.canonicalization(steps[0]).bytes(of: information)
        scheme = try Self.scheme(steps[1])
        var references: [Reference] = []
        for step in steps.dropFirst(2) { references.append(try Self.reference(step, among: parts.dropFirst(2))) }
        guard Set(references.map(\.target)).count == references.count else {
            throw Self.malformed("signs the same part twice")
        }
        self.references = references
    }

    /// The parts that are signed, once every digest and the value hold under a certificate; in the order of the references.
    package func verify(with certificate: Certificate) throws(SignatureError) -> [PlainElement] {
        for reference in references {
            guard constantTimeEquals(try reference.digest.digest(reference.content), reference.value) else {
                throw SignatureError(.contentChanged, "a part of \(Self.place) is not what was signed")
            }
        }
        _ = try ValueCheck.verified(
            value,
            over: scheme.digest.digest(information),
            by: certificate,
            scheme: scheme
        )
        return references.map(\.target)
    }

    private static func certificates(_ keys: PlainElement) throws(SignatureError) -> [Certificate] {
        guard keys.elements.count == 1, !keys.hasLooseText, let data = keys.elements(named: "X509Data").first,
            !data.hasLooseText, (1...8).contains(data.elements.count),
            data.elements(named: "X509Certificate").count == data.elements.count
        else { throw malformed("does not name its signer by certificates alone") }
        var certificates: [Certificate] = []
        for element in data.elements { certificates.append(try Certificate(der: bytes(element))) }
        return certificates
    }

    private static func reference(
        _ element: PlainElement,
        among parts: ArraySlice<PlainElement>
    ) throws(SignatureError) -> Reference {
        let steps = element.elements
        guard steps.map(\.name) == ["Transforms", "DigestMethod", "DigestValue"], !element.hasLooseText,
            steps.allSatisfy({ $0.namespace == namespace }), steps[1].children.isEmpty,
            let uri = element.attribute("URI"), uri.utf8.first == UInt8(ascii: "#")
        else { throw malformed("refers to something in a way that we do not read") }
        // The key, an object, or what stands directly in one: never something deeper, where it could mean anything.
        let candidates = parts + parts.filter { $0.name == "Object" }.flatMap(\.elements)
        let targets = candidates.filter { $0.attribute("Id").map { "#" + $0 } == uri }
        guard targets.count == 1, let target = targets.first else {
            throw malformed("refers to something that is not one part of it")
        }
        let transforms = steps[0].elements
        guard transforms.count == 1, transforms[0].isNamed("Transform", in: namespace), !steps[0].hasLooseText else {
            throw SignatureError(.unsupported, "\(place) has other transforms than one canonical form")
        }
        guard let algorithm = steps[1].attribute("Algorithm").flatMap({ digests[$0] }) else {
            throw SignatureError(.unsupported, "\(place) uses a digest that we do not accept")
        }
        return Reference(
            digest: algorithm,
            value: try bytes(steps[2]),
            target: target,
            content: try canonicalization(transforms[0]).bytes(of: target)
        )
    }

    private static func canonicalization(_ element: PlainElement) throws(SignatureError) -> Canonicalization {
        guard let form = element.attribute("Algorithm").flatMap(Canonicalization.init), element.elements.isEmpty,
            !element.hasLooseText
        else { throw SignatureError(.unsupported, "\(place) uses a transform that we do not know") }
        return form
    }

    private static func scheme(_ element: PlainElement) throws(SignatureError) -> SignatureScheme {
        guard let scheme = element.attribute("Algorithm").flatMap({ schemes[$0] }), element.children.isEmpty else {
            throw SignatureError(.unsupported, "\(place) uses an algorithm that we do not accept")
        }
        return scheme
    }

    private static func bytes(_ element: PlainElement) throws(SignatureError) -> [UInt8] {
        guard let text = element.text, let bytes = Base64.decode(text.filter { !$0.isWhitespace }), !bytes.isEmpty
        else {
            throw malformed("holds a value that is not base64")
        }
        return bytes
    }

    private static func malformed(_ detail: String) -> SignatureError {
        SignatureError(.malformed, "\(place) \(detail)")
    }

    private static let digests: [String: DigestAlgorithm] = [
        "http://www.w3.org/2001/04/xmlenc#sha256": .sha256,
        "http://www.w3.org/2001/04/xmldsig-more#sha384": .sha384,
        "http://www.w3.org/2001/04/xmlenc#sha512": .sha512,
    ]

    /// XML-DSig 1.1 §6.4 and RFC 9231 §2.3.
    private static let schemes: [String: SignatureScheme] = {
        var schemes: [String: SignatureScheme] = [:]
        for (name, digest) in [("sha256", DigestAlgorithm.sha256), ("sha384", .sha384), ("sha512", .sha512)] {
            schemes["http://www.w3.org/2001/04/xmldsig-more#rsa-\(name)"] = SignatureScheme(.rsa, digest)
            schemes["http://www.w3.org/2001/04/xmldsig-more#ecdsa-\(name)"] = SignatureScheme(.ecdsa, digest)
            schemes["http://www.w3.org/2007/05/xmldsig-more#\(name)-rsa-MGF1"] = SignatureScheme(.rsaPSS, digest)
        }
        return schemes
    }()
}
