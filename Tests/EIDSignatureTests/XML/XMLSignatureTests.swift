import EIDJOSE
import Foundation
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Signatures of XML: what holds, and one test for each thing that does not.
@Suite("An XML signature") struct XMLSignatureTests {
    private let ca: TestAuthority

    init() throws { ca = try TestAuthority() }

    private func verify(_ change: (inout TestXMLSignature) -> Void = { _ in }) throws -> [PlainElement] {
        var test = TestXMLSignature(ca: ca)
        change(&test)
        let signature = try XMLSignature(xml: test.bytes())
        return try signature.verify(with: #require(signature.certificates.first))
    }

    private func refuses(_ code: SignatureError.Code, _ change: (inout TestXMLSignature) -> Void) {
        #expect(throws: refusal(code)) { try verify(change) }
    }

    @Test("gives what was signed") func whole() throws {
        let parts = try verify()
        #expect(parts.count == 1 && parts.first?.elements.first?.text == "Hello")
    }

    @Test("is accepted by signxml") func judged() throws {
        var test = TestXMLSignature(ca: ca)
        test.form = Canonicalization.exclusive.rawValue
        test.transform = "<Transform Algorithm=\"\(test.form)\"></Transform>"
        let files = ["signature": try test.bytes(), "certificate": Array(ca.person.pem.utf8)]
        let answer = try PythonJudge.answer("judge_xml.py", ["verify", "signature", "certificate"], files: files)
        #expect(String(decoding: answer, as: UTF8.self) == "verified data\n")
    }

    @Test("of signxml is accepted, by RSA and ECDSA, in both canonical forms") func foreign() throws {
        struct Sample: Decodable {
            let method: String
            let form: String
            let xml: String
        }
        let samples = try JSONDecoder().decode([Sample].self, from: PythonJudge.answer("judge_xml.py", ["sign"]))
        #expect(samples.count == 8)
        for sample in samples {
            let signature = try XMLSignature(xml: Array(sample.xml.utf8))
            let parts = try signature.verify(with: #require(signature.certificates.first))
            #expect(parts.first?.name == "Object", "\(sample.method) \(sample.form)")
            let changed = try XMLSignature(xml: Array(sample.xml.replacing("t &amp;", with: "u &amp;").utf8))
            #expect(throws: refusal(.contentChanged)) { try changed.verify(with: #require(changed.certificates.first)) }
        }
    }

    @Test("over data that was changed is refused") func changedData() {
        refuses(.contentChanged) { $0.edit = { $0.replacing("Hello", with: "Hallo") } }
        refuses(.contentChanged) { $0.edit = { $0.replacing("<text>", with: "<text> ") } }
        refuses(.contentChanged) { $0.edit = { $0.replacing("urn:test", with: "urn:tent") } }
    }

    @Test("with another digest is refused") func changedDigest() {
        refuses(.contentChanged) { $0.edit = { $0.replacing("<DigestValue>", with: "<DigestValue>AAAA") } }
    }

    @Test("whose information was changed is refused") func changedInformation() {
        refuses(.valueInvalid) { $0.edit = { $0.replacing("<Reference URI", with: "<Reference Type=\"x\" URI") } }
    }

    @Test("by another certificate is refused") func otherCertificate() throws {
        let signature = try XMLSignature(xml: TestXMLSignature(ca: ca).bytes())
        #expect(throws: SignatureError.self) { try signature.verify(with: ca.issuer) }
        #expect(throws: SignatureError.self) { try signature.verify(with: ca.curve) }
    }

    @Test("over a weak digest is refused") func weakDigest() {
        for name in ["http://www.w3.org/2000/09/xmldsig#sha1", "http://www.w3.org/2001/04/xmldsig-more#md5", ""] {
            refuses(.unsupported) { $0.digest = name }
        }
    }

    @Test("by a weak or unfit algorithm is refused") func weakMethod() {
        for name in [
            "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
            "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "none",
        ] {
            refuses(.unsupported) { $0.method = name }
        }
        refuses(.certificateUnsuitable) { $0.method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" }
    }

    @Test(
        "with a transform that we do not know is refused",
        arguments: [
            "http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2000/09/xmldsig#base64",
            "http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/TR/1999/REC-xpath-19991116",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments", "http://www.w3.org/2006/12/xml-c14n11",
        ]
    )
    func unknownTransform(name: String) {
        refuses(.unsupported) { $0.transform = "<Transform Algorithm=\"\(name)\"></Transform>" }
        refuses(.unsupported) { $0.form = name }
    }

    @Test("with two transforms or with none is refused") func otherTransforms() {
        refuses(.unsupported) { $0.transform += $0.transform }
        refuses(.unsupported) { $0.transform = "" }
        refuses(.unsupported) {
            $0.transform =
                "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"><InclusiveNamespaces "
                + "xmlns=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"a\"></InclusiveNamespaces></Transform>"
        }
    }

    @Test(
        "that refers to anything but one part of it is refused",
        arguments: ["", "#", "#other", "data", "http://x/#data"]
    )
    func otherReference(uri: String) { refuses(.malformed) { $0.uri = uri } }

    @Test("that refers to something deep inside is refused") func deepReference() {
        refuses(.malformed) { $0.data = "<outer xmlns=\"urn:test\">\($0.data)</outer>" }
    }

    @Test("with an Id twice is refused") func doubledId() {
        for name in ["Id", "ID", "id"] {
            refuses(.malformed) {
                $0.edit = { $0.replacing("</Object>", with: "</Object><Object><x \(name)=\"data\"></x></Object>") }
            }
        }
    }

    @Test("around another one is refused") func wrapped() {
        refuses(.malformed) {
            $0.edit = { xml in
                xml.replacing(
                    "</Object>",
                    with: "</Object><Object>\(xml.replacing("\"data\"", with: "\"d\""))</Object>"
                )
            }
        }
    }

    @Test("that signs one part twice is refused") func doubledReference() { refuses(.malformed) { $0.references = 2 } }
    @Test("that signs nothing is refused") func noReference() { refuses(.malformed) { $0.references = 0 } }

    @Test("that is not the whole file is refused") func inside() {
        refuses(.malformed) { $0.edit = { "<file>\($0)</file>" } }
    }

    @Test("with other parts is refused") func otherParts() {
        let edits: [(String, String)] = [
            ("<KeyInfo>", "<KeyInfo><KeyName>x</KeyName>"), ("<X509Data>", "<X509Data><X509SKI>AAAA</X509SKI>"),
            ("</KeyInfo>", "</KeyInfo><Manifest></Manifest>"), ("<Object>", "x<Object>"),
            ("<KeyInfo>", "<KeyInfo xmlns=\"\">"),
            ("<SignedInfo>", "<SignedInfo><Reference></Reference>"), ("<SignatureValue>", "<SignatureValue>*"),
            ("</SignatureValue>", "</SignatureValue><SignatureValue>AAAA</SignatureValue>"),
        ]
        for (from, to) in edits { refuses(.malformed) { $0.edit = { $0.replacing(from, with: to) } } }
    }

    @Test("with a document type, a comment or CDATA is refused") func hostile() {
        refuses(.malformed) { $0.edit = { "<!DOCTYPE Signature>" + $0 } }
        refuses(.unsupported) { $0.edit = { $0.replacing("Hello", with: "Hel<!-- -->lo") } }
        refuses(.unsupported) { $0.edit = { $0.replacing("Hello", with: "<![CDATA[Hello]]>") } }
    }

    @Test("without a certificate that can be read is refused") func noCertificate() {
        refuses(.malformed) { $0.edit = { $0.replacing("<X509Certificate>MII", with: "<X509Certificate>AII") } }
    }
}
