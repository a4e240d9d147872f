import Foundation
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// The openssl command as the other side: it answers our questions and signs what we judge.
@Suite("With openssl as the authority") struct OpenSSLAuthorityTests {
    private let ca: TestAuthority
    private let command: OpenSSLCommand

    init() throws {
        ca = try TestAuthority()
        command = try OpenSSLCommand()
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: command.folder.appendingPathComponent(name)))
    }

    @Test(
        "a timestamp it makes is taken, whichever form names its certificate, beside one of the same issuer and number",
        arguments: ["sha256", "sha1"]
    )
    func timestamp(naming algorithm: String) throws {
        defer { command.cleanUp() }
        let bystanders = try [ca.strangerKey, ca.responderKey, ca.personKey].map { key in
            try ca.issue(TestAuthority.authorityPlan, key: key).pem
        }
        let folder = command.folder.path
        let settings = try command.file(
            "ts.cnf",
            """
            [tsa]
            serial = \(folder)/serial
            crypto_device = builtin
            signer_cert = \(command.file("tsa.pem", ca.authority.pem))
            signer_key = \(command.file("tsa.key", TestKeys.authority))
            certs = \(command.file("chain.pem", ca.issuer.pem + bystanders.joined()))
            signer_digest = sha256
            default_policy = 1.2.3.4
            digests = sha256, sha384
            accuracy = secs:1, millisecs:500
            ess_cert_id_alg = \(algorithm)
            """
        )
        _ = try command.file("serial", "01\n")
        let request = try TimestampRequest(imprint: DigestAlgorithm.sha384.digest([1]), algorithm: .sha384)
        let result = try command.run(
            "ts",
            "-reply",
            "-config",
            settings,
            "-section",
            "tsa",
            "-queryfile",
            command.file("q.tsq", request.der),
            "-out",
            "\(folder)/r.tsr"
        )
        #expect(result.status == 0, "\(result.output)")
        let response = try TimestampResponse(der: bytes("r.tsr"))
        #expect(response.token.info.accuracy == 1.5 && response.token.certificates.count == 5)
        let verified = try ca.rules.token(from: response, to: request, at: response.token.info.time)
        #expect(verified.path.certificates.first == ca.authority)
    }

    @Test("an answer of its responder is taken, nonce and SHA-1 name included") func responder() throws {
        defer { command.cleanUp() }
        let folder = command.folder.path
        let index = try command.file(
            "index.txt",
            """
            V\t491231235959Z\t\t64\tunknown\t/CN=Ada
            R\t491231235959Z\t250101000000Z,keyCompromise\t65\tunknown\t/CN=Curve

            """
        )
        for (certificate, status) in [(ca.person, RevocationStatus.good), (ca.curve, revoked)] {
            let request = try OCSPRequest(certificate, issuer: ca.issuer)
            let result = try command.run(
                "ocsp",
                "-index",
                index,
                "-CA",
                command.file("issuer.pem", ca.issuer.pem),
                "-rsigner",
                command.file("responder.pem", ca.responder.pem),
                "-rkey",
                command.file("responder.key", TestKeys.responder),
                "-reqin",
                command.file("request.der", request.der),
                "-respout",
                "\(folder)/answer.der",
                "-nmin",
                "60"
            )
            #expect(result.status == 0, "\(result.output)")
            let response = try OCSPResponse(der: bytes("answer.der"))
            let produced = try response.answer(about: certificate, issuer: ca.issuer).producedAt
            #expect(try response.answer(to: request, at: produced).status == status)
        }
    }

    private var revoked: RevocationStatus { .revoked(since: Date(timeIntervalSince1970: 1_735_689_600), reason: 1) }

    @Test("a CAdES signature it makes is valid, with PKCS #1 and PSS", arguments: ["pkcs1", "pss"])
    func signature(padding: String) throws {
        defer { command.cleanUp() }
        let content = Array("content".utf8)
        let file = try command.file("content", content)
        let result = try command.run(
            "cms",
            "-sign",
            "-binary",
            "-cades",
            "-md",
            "sha256",
            "-outform",
            "DER",
            "-in",
            file,
            "-signer",
            command.file("person.pem", ca.person.pem),
            "-inkey",
            command.file("person.key", TestKeys.person),
            "-certfile",
            command.file("issuer.pem", ca.issuer.pem),
            "-keyopt",
            "rsa_padding_mode:\(padding)",
            "-keyopt",
            padding == "pss" ? "rsa_pss_saltlen:32" : "rsa_padding_mode:pkcs1",
            "-out",
            command.folder.appendingPathComponent("s.p7s").path
        )
        #expect(result.status == 0, "\(result.output)")
        let report = ca.validator.validate(
            try SignedData(der: bytes("s.p7s")),
            content: .bytes(content),
            material: try TestSignature(ca).material(),
            at: TestTime.now
        )
        #expect(report.verdict == .valid, "\(report.findings)")
        #expect(report.scheme?.family == (padding == "pss" ? .rsaPSS : .rsa))
    }
}
