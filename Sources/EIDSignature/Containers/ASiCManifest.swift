import EIDJOSE
import Foundation
import FoundationXML

/// The list of signed files in an ASiC-E container (ETSI EN 319 162-1 annex A.4).
final class ASiCManifest: NSObject, XMLParserDelegate {
    /// One file with its digest.
    struct Reference {
        let name: String
        var algorithm: DigestAlgorithm?
        var digest: [UInt8] = []
    }

    private(set) var signature: String?
    private(set) var references: [Reference] = []
    private var text = ""
    private var isBroken = false
    private var hasBegun = false

    private static let container = "http://uri.etsi.org/02918/v1.2.1#"
    private static let digests = "http://www.w3.org/2000/09/xmldsig#"
    private static let algorithms: [String: DigestAlgorithm] = [
        "http://www.w3.org/2001/04/xmlenc#sha256": .sha256, "http://www.w3.org/2001/04/xmlenc#sha512": .sha512,
        "http://www.w3.org/2001/04/xmldsig-more#sha384": .sha384,
    ]

    init(xml: [UInt8]) throws(SignatureError) {
        super.init()
        try UntrustedXML.parse(xml, of: "the container's manifest", limit: 1 << 20, self)
        guard !isBroken, signature != nil, !references.isEmpty,
            references.allSatisfy({ $0.algorithm?.length == $0.digest.count })
        else { throw ZIPReader.malformed("its manifest cannot be read") }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        text = ""
        if !hasBegun, (namespaceURI, name) != (Self.container, "ASiCManifest") { isBroken = true }
        hasBegun = true
        switch (namespaceURI, name) {
        case (Self.container, "SigReference"):
            if signature != nil { isBroken = true }
            signature = attributes["URI"]?.removingPercentEncoding
        case (Self.container, "DataObjectReference"):
            guard let uri = attributes["URI"]?.removingPercentEncoding, references.count < 1_024 else {
                isBroken = true
                return
            }
            references.append(Reference(name: uri))
        case (Self.digests, "DigestMethod"):
            guard !references.isEmpty, let algorithm = attributes["Algorithm"].flatMap({ Self.algorithms[$0] }) else {
                isBroken = true
                return
            }
            references[references.count - 1].algorithm = algorithm
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard namespaceURI == Self.digests, name == "DigestValue" else { return }
        guard !references.isEmpty, let digest = Base64.decode(text.filter { !$0.isWhitespace }) else {
            isBroken = true
            return
        }
        references[references.count - 1].digest = digest
    }
}
