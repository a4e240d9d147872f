import EIDJOSE
import EIDSimulatorTrust

/// BankID's signature: XML-DSig over what was shown, what was not, and the certificates.
struct XMLSignature {
    let visible: [String]
    let unseen: [String]
    let isSigning: Bool
    let address: String
    var fault: BankIDFault?

    /// Writes and signs; each part is written the way its canonical form is, so that digests are those of its bytes.
    func signed(by signer: IssuedCertificate) throws -> String {
        let data = signedData
        let certificates = signer.chain.map { "<X509Certificate>\(Base64.encode($0))</X509Certificate>" }.joined()
        let keys = "<KeyInfo xmlns=\"\(Self.dsig)\" Id=\"bidKeyInfo\"><X509Data>\(certificates)</X509Data></KeyInfo>"
        let information =
            "<SignedInfo xmlns=\"\(Self.dsig)\">"
            + "<CanonicalizationMethod Algorithm=\"\(Self.canonical)\"></CanonicalizationMethod>"
            + "<SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-\(fault == .weakAlgorithm ? "sha1" : "sha256")\"></SignatureMethod>"
            + reference("bidSignedData", type: " Type=\"http://www.bankid.com/signature/v1.0.0/types\"", data)
            + reference("bidKeyInfo", type: "", keys) + "</SignedInfo>"
        var value = try signer.sign(digest: SHA256.digest(information))
        if fault == .brokenValue { value[value.count / 2] ^= 1 }
        let shown = fault == .changedData ? data.replacing("<version>", with: "<version>QQ==") : data
        let objects = "<Object>\(shown)</Object>"
        let whole =
            "<Signature xmlns=\"\(Self.dsig)\">\(information)"
            + "<SignatureValue>\(Base64.encode(value))</SignatureValue>\(keys)"
        let type = fault == .documentType ? "<!DOCTYPE Signature [<!ENTITY a \"b\">]>" : ""
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\(type)"
        guard fault == .wrappedSignature else { return "\(declaration)\(whole)\(objects)</Signature>" }
        let forged = data.replacing("<usrNonVisibleData>", with: "<usrNonVisibleData>QUJD")
        return
            "\(declaration)\(whole)<Object>\(forged)</Object><Object>\(whole)\(objects)</Signature></Object></Signature>"
    }

    private var signedData: String {
        func text(_ text: String) -> String { Base64.encode(Array(text.utf8)) }
        let shown = visible.map { "<usrVisibleData charset=\"UTF-8\" visible=\"wysiwys\">\($0)</usrVisibleData>" }
        let hidden = unseen.map { "<usrNonVisibleData>\($0)</usrNonVisibleData>" }
        return "<bankIdSignedData xmlns=\"http://www.bankid.com/signature/v1.0.0/types\" Id=\"bidSignedData\">"
            + shown.joined() + hidden.joined()
            + "<srvInfo><name>\(text("cn=Simulated client"))</name><nonce>\(text("a nonce of the server"))</nonce>"
            + "<displayName>\(text("Simulated client"))</displayName></srvInfo>"
            + "<clientInfo><funcId>\(isSigning && fault != .otherPurpose ? "Signing" : "Identification")</funcId>"
            + "<version>\(text("Personal=7.14.0"))</version><env><ai><type>\(text("IOS"))</type>"
            + "<deviceInfo>\(text(address))</deviceInfo></ai></env></clientInfo></bankIdSignedData>"
    }

    private func reference(_ id: String, type: String, _ content: String) -> String {
        let other = "http://www.w3.org/2000/09/xmldsig#base64"
        let transform = fault == .otherTransform && id == "bidSignedData" ? other : Self.canonical
        return
            "<Reference\(type) URI=\"#\(id)\"><Transforms><Transform Algorithm=\"\(transform)\"></Transform></Transforms>"
            + "<DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></DigestMethod>"
            + "<DigestValue>\(Base64.encode(SHA256.digest(content)))</DigestValue></Reference>"
    }

    private static let dsig = "http://www.w3.org/2000/09/xmldsig#"
    private static let canonical = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
}
