import EIDJOSE

@testable import EIDSignature
@testable import SignatureStage

/// A signature of XML, right or wrong in one way.
struct TestXMLSignature {
    let ca: TestAuthority
    var form = Canonicalization.inclusive.rawValue
    var transform = "<Transform Algorithm=\"\(Canonicalization.inclusive.rawValue)\"></Transform>"
    var digest = "http://www.w3.org/2001/04/xmlenc#sha256"
    var method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    var data = "<data xmlns=\"urn:test\" Id=\"data\"><text>Hello</text></data>"
    var uri = "#data"
    var references = 1
    /// Changes the file after it was signed.
    var edit: (String) -> String = { $0 }

    /// Signs with the person's key; every part is written as its canonical form.
    func bytes() throws -> [UInt8] {
        let dsig = XMLSignature.namespace
        let certificates = [ca.person, ca.issuer].map { "<X509Certificate>\(Base64.encode($0.der))</X509Certificate>" }
        let target = data.replacing("/>", with: "></data>")
        let value = Base64.encode(SHA256.digest(target))
        let reference =
            "<Reference URI=\"\(uri)\"><Transforms>\(transform)</Transforms>"
            + "<DigestMethod Algorithm=\"\(digest)\"></DigestMethod><DigestValue>\(value)</DigestValue></Reference>"
        let information =
            "<SignedInfo xmlns=\"\(dsig)\"><CanonicalizationMethod Algorithm=\"\(form)\"></CanonicalizationMethod>"
            + "<SignatureMethod Algorithm=\"\(method)\"></SignatureMethod>"
            + String(repeating: reference, count: references) + "</SignedInfo>"
        let signed = try ca.personKey.sign(Array(information.utf8), SignatureScheme(.rsa, .sha256))
        let xml =
            "<Signature xmlns=\"\(dsig)\">\(information.replacing(" xmlns=\"\(dsig)\"", with: ""))"
            + "<SignatureValue>\(Base64.encode(signed))</SignatureValue><KeyInfo><X509Data>\(certificates.joined())"
            + "</X509Data></KeyInfo><Object>\(data)</Object></Signature>"
        return Array(edit(xml).utf8)
    }
}
