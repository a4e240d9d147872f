import EIDJOSE
import Foundation
import Testing

@testable import EIDSwedishBankIDSimulator

/// What the simulator signs, before judges that others wrote: lxml's canonical form, and cryptography's RSA and OCSP.
@Suite struct JudgedCompletionTests {
    private static let judge = """
        import base64, hashlib, sys
        from lxml import etree
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding
        from cryptography.x509 import ocsp
        D = "{http://www.w3.org/2000/09/xmldsig#}"
        lines = sys.stdin.read().split()
        document = etree.fromstring(base64.b64decode(lines[0]))
        # Alone in a document of its own: of an element further down lxml writes namespaces that nobody declared.
        alone = lambda element: etree.fromstring(etree.tostring(element, with_tail=False))
        canonical = lambda element: etree.tostring(alone(element), method="c14n")
        information = document.find(D + "SignedInfo")
        for reference in information.findall(D + "Reference"):
            target = document.xpath("//*[@Id=$id]", id=reference.get("URI")[1:])
            assert len(target) == 1
            digest = base64.b64encode(hashlib.sha256(canonical(target[0])).digest()).decode()
            assert digest == reference.findtext(D + "DigestValue"), reference.get("URI")
        signer = x509.load_der_x509_certificate(base64.b64decode(document.findtext(".//" + D + "X509Certificate")))
        value = base64.b64decode(document.findtext(D + "SignatureValue"))
        signer.public_key().verify(value, canonical(information), padding.PKCS1v15(), hashes.SHA256())
        status = ocsp.load_der_ocsp_response(base64.b64decode(lines[1]))
        assert status.certificate_status == ocsp.OCSPCertStatus.GOOD
        assert status.serial_number == signer.serial_number
        issuer = x509.load_der_x509_certificate(base64.b64decode(document.findall(".//" + D + "X509Certificate")[1].text))
        name = hashlib.sha1(issuer.subject.public_bytes()).digest()
        assert status.issuer_name_hash == name and status.responder_name == status.certificates[0].subject
        status.certificates[0].verify_directly_issued_by(issuer)
        assert status.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce == hashlib.sha1(lines[0].encode()).digest() + bytes(12)
        responder = status.certificates[0].public_key()
        responder.verify(status.signature, status.tbs_response_bytes, padding.PKCS1v15(), hashes.SHA256())
        print("judged", signer.subject.rfc4514_string())
        """

    @Test func theSignatureAndTheStatusAreReal() throws {
        let signer = try BankIDBench.signers.signer(.astrid)
        let xml = try XMLSignature(
            visible: [Base64.encode(Array("Log in to Example".utf8))],
            unseen: [Base64.encode(Array("nonce".utf8))],
            isSigning: false,
            address: "198.51.100.9"
        ).signed(by: signer)
        let signature = Base64.encode(Array(xml.utf8))
        let status = try StatusAnswer(
            madeAt: Date(timeIntervalSince1970: 1_780_315_200),
            isRevoked: false,
            nonce: SimulatedSHA1.digest(signature) + Array(repeating: 0, count: 12)
        ).signed(by: BankIDBench.signers.responder(), about: signer)
        let opinion = try Self.judged("\(signature)\n\(Base64.encode(status))\n")
        #expect(opinion.hasPrefix("judged") && opinion.contains("Sj"), "\(opinion)")
    }

    private static func judged(_ input: String) throws -> String {
        let root = (0..<5).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let process = Process()
        process.executableURL = root.appending(path: ".venv/bin/python")
        process.arguments = ["-c", judge]
        let (given, said) = (Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = said
        process.standardError = said
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try given.fileHandleForWriting.close()
        let output = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
