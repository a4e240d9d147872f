import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What we write, judged by `openssl cms -verify -cades`.
@Suite("The openssl command accepts") struct CAdESOpenSSLTests {
    private let ca: TestAuthority
    private let content = Array("The quick brown fox signs a contract.".utf8)

    init() throws { ca = try TestAuthority() }

    /// The command's verdict, with the time set into the lives of the certificates.
    private func verify(_ message: SignedData, isDetached: Bool = true) throws -> (status: Int32, output: String) {
        let command = try OpenSSLCommand()
        defer { command.cleanUp() }
        let root = try command.file("root.pem", ca.root.pem)
        let signed = try command.file("signed.p7s", message.der)
        let document = try command.file("content", content)
        let out = command.folder.appendingPathComponent("out").path
        let time = String(Int(TestTime.now.timeIntervalSince1970))
        if isDetached {
            return try command.run(
                "cms",
                "-verify",
                "-binary",
                "-cades",
                "-inform",
                "DER",
                "-in",
                signed,
                "-content",
                document,
                "-CAfile",
                root,
                "-purpose",
                "any",
                "-attime",
                time,
                "-out",
                out
            )
        }
        return try command.run(
            "cms",
            "-verify",
            "-binary",
            "-cades",
            "-inform",
            "DER",
            "-in",
            signed,
            "-CAfile",
            root,
            "-purpose",
            "any",
            "-attime",
            time,
            "-out",
            out
        )
    }

    private func signed(_ certificate: Certificate, _ key: TestKey, _ scheme: SignatureScheme? = nil) throws
        -> SignedData
    {
        let builder = try CAdESBuilder(certificate: certificate, chain: [ca.issuer], scheme: scheme)
        let digest = try builder.scheme.digest.digest(content)
        let prepared = try builder.prepare(contentDigest: digest, signingTime: TestTime.now)
        return try prepared.signedData(with: key.sign(digest: prepared.toBeSigned.digest, builder.scheme))
    }

    @Test(
        "a detached signature of every RSA scheme",
        arguments: [SignatureScheme.Family.rsa, .rsaPSS],
        DigestAlgorithm.allCases
    )
    func detachedRSA(family: SignatureScheme.Family, digest: DigestAlgorithm) throws {
        let result = try verify(signed(ca.person, ca.personKey, SignatureScheme(family, digest)))
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("a detached signature of P-256") func detachedP256() throws {
        let result = try verify(signed(ca.curve, ca.curveKey))
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("a detached signature of P-384") func detachedP384() throws {
        let result = try verify(signed(ca.strong, ca.strongKey))
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("an enveloping signature") func enveloping() throws {
        let builder = try CAdESBuilder(certificate: ca.person, chain: [ca.issuer])
        let prepared = try builder.prepare(enveloping: content, signingTime: TestTime.now)
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let result = try verify(message, isDetached: false)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("a signature with policy, commitment and media type") func options() throws {
        var builder = try CAdESBuilder(certificate: ca.person, chain: [ca.issuer])
        let digest = try builder.scheme.digest.digest(content)
        builder.policy = try SignaturePolicy(
            identifier: "1.3.6.1.4.1.99999.3",
            digestAlgorithm: .sha256,
            digest: digest
        )
        builder.commitment = "1.2.840.113549.1.9.16.6.1"
        builder.mediaType = "text/plain"
        let prepared = try builder.prepare(contentDigest: digest, signingTime: TestTime.now)
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let result = try verify(message)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("a signature at B-LTA") func archival() throws {
        let message = try TestSignature(ca).archival(content)
        let result = try verify(message)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("nothing over other content") func otherContent() throws {
        let builder = try CAdESBuilder(certificate: ca.person, chain: [ca.issuer])
        let prepared = try builder.prepare(
            contentDigest: DigestAlgorithm.sha256.digest(content + [0]),
            signingTime: TestTime.now
        )
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        #expect(try verify(message).status != 0)
    }

    @Test("our timestamps as the test authority makes them") func timestamp() throws {
        let command = try OpenSSLCommand()
        defer { command.cleanUp() }
        let request = try TimestampRequest(imprint: DigestAlgorithm.sha256.digest(content))
        let query = try command.file("query.tsq", request.der)
        let reply = try command.file("reply.tsr", ca.timestamp(request))
        let result = try command.run(
            "ts",
            "-verify",
            "-queryfile",
            query,
            "-in",
            reply,
            "-CAfile",
            command.file("root.pem", ca.root.pem),
            "-untrusted",
            command.file("issuer.pem", ca.issuer.pem + ca.authority.pem),
            "-attime",
            String(Int(TestTime.now.timeIntervalSince1970))
        )
        #expect(result.status == 0, "\(result.output)")
        let text = try command.run("ts", "-query", "-in", query, "-text").output
        #expect(text.contains("Hash Algorithm: sha256") && text.contains("Certificate required: yes"))
    }

    @Test("our question to a responder") func ocspRequest() throws {
        let command = try OpenSSLCommand()
        defer { command.cleanUp() }
        let request = try OCSPRequest(ca.person, issuer: ca.issuer)
        let file = try command.file("request.der", request.der)
        let result = try command.run("ocsp", "-reqin", file, "-req_text")
        #expect(result.output.contains("Serial Number: 64") && result.output.contains("Nonce"), "\(result.output)")
    }

    @Test("answers as the test responder makes them") func ocspResponse() throws {
        let command = try OpenSSLCommand()
        defer { command.cleanUp() }
        let answer = try ca.ocsp(about: ca.person, by: ca.issuer)
        let result = try command.run(
            "ocsp",
            "-respin",
            command.file("answer.der", answer),
            "-no_nonce",
            "-issuer",
            command.file("issuer.pem", ca.issuer.pem),
            "-sha256",
            "-cert",
            command.file("person.pem", ca.person.pem),
            "-CAfile",
            command.file("root.pem", ca.root.pem + ca.issuer.pem),
            "-attime",
            String(Int(TestTime.now.timeIntervalSince1970)),
            "-validity_period",
            "999999999"
        )
        #expect(result.output.contains("Response verify OK"), "\(result.output)")
        #expect(result.output.contains(": good"), "\(result.output)")
    }
}
