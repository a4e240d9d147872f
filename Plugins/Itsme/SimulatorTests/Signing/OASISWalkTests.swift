import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// Whole signatures by the OASIS API, judged by OpenSSL (itsme-protocol §19).
@Suite struct OASISWalkTests {
    @Test func valuesVerifyAgainstTheReturnedChain() async throws {
        let bench = try SigningBench()
        let (identification, page) = try await bench.startIdentification()
        #expect(identification.utf8.count == 36)
        #expect(page.hasPrefix("https://sim.example/qes/identify_yourself?language=NL&q="))
        #expect(SigningBench.reason(await bench.status(identification)) == "409 PENDING")
        #expect(try await bench.control.walk(page, persona: "lotte") == SigningBench.redirect)
        let known = try JSONValue.parse(await bench.status(identification).body)
        #expect(known["status"]?.string == "OK")
        let code = try known.requireString("userCode")
        let chain = Self.certificates(try known.requireString("fullCertificateChain"))
        #expect(Self.certificates(try known.requireString("certificate")) == [chain.first])
        #expect(try OpenSSLCommand.accepts(chain: chain, at: bench.clock.seconds))

        let (session, url) = try await bench.startSigning(code)
        #expect(url.hasPrefix("https://sim.example/qes/prove_its_you_poka?q="))
        #expect(try Self.major(await bench.result(session)) == SigningBench.pending)
        #expect(try await bench.control.walk(url, persona: "lotte") == SigningBench.redirect)
        let answer = await bench.result(session)
        #expect(try Self.major(answer) == SigningBench.major + "Success")
        let values = try SigningBench.values(ofResult: answer)
        #expect(values.map(\.document) == ["a.pdf", "b.pdf"])
        for (signed, digest) in zip(values, SigningBench.digests) {
            #expect(try OpenSSLCommand.accepts(signed.value, of: digest, by: try #require(chain.first)))
        }
        // Asking again gives the same.
        #expect(await bench.result(session).text == answer.text)
        #expect(await bench.violations() == [])
    }

    private static func certificates(_ text: String) -> [[UInt8]] {
        text.split(separator: "-----BEGIN CERTIFICATE-----").compactMap { part in
            Base64.decode(part.replacing("-----END CERTIFICATE-----", with: "").replacing("\n", with: ""))
        }
    }

    private static func major(_ answer: SimulatorResponse) throws -> String {
        try JSONValue.parse(answer.body).requireObject("result").requireString("maj")
    }

    @Test func theConfigurationListsPoliciesTypesAndLanguages() async throws {
        let bench = try SigningBench()
        let request = SimulatorRequest(
            method: "GET",
            path: "/qes-partners/1.0.0/.well-known/configuration",
            headers: SigningBench.certificate
        )
        let document = try JSONValue.parse(await bench.simulator.respond(to: request).body)
        let policies = try document.requireArray("sign_policy_templates_supported")
        #expect(policies.count == 12)
        for policy in policies {
            #expect(policy["oid"]?.string == policy["ref"]?.string)
            #expect(policy["status"]?.string == "ENABLED")
            let digits = policy["sigDigest"]?.string?.utf8.count
            #expect(digits == (policy["sigDigestAlg"]?.string == "SHA256" ? 64 : 128))
            #expect(policy["text"]?.members?.map(\.name).sorted() == ["DE", "EN", "FR", "NL"])
        }
        #expect(try document.requireArray("commitment_types_supported").count == 7)
        #expect(document["sign_languages_supported"]?.strings == ["EN", "FR", "NL", "DE"])
    }

    @Test func aKnownPersonWithACertificateSeesNothingOfTheFirstLeg() async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        let (session, url) = try await bench.startIdentification(["userCode": .string(code)])
        #expect(await bench.status(session).status == 200)
        let query = try #require(url.split(separator: "?").last)
        let page = await bench.get("/qes/identify_yourself", String(query))
        #expect(page.header("Location") == SigningBench.redirect)
    }

    @Test func aKnownPersonWithoutCertificateIsAskedForOneOnly() async throws {
        // The same seed gives the same user code, and here nobody has made a certificate yet.
        let code = try await SigningBench().userCode(persona: "lotte")
        let bench = try SigningBench()
        let (session, url) = try await bench.startIdentification(["userCode": .string(code)])
        let id = try #require(url.split(separator: "=").last.map(String.init))
        #expect(try await bench.control.action(id).state == "certificate_pending")
        _ = await bench.form("/phone/\(id)/answer", [("do", "approve_code"), ("code", "12345")])
        let known = try JSONValue.parse(await bench.status(session).body)
        #expect(known["userCode"]?.string == code)
    }

    @Test func aUserCodeFromBeforeTheAccountWasCreatedAnewIsNobodys() async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "lotte")
        try await bench.control.recreateAccount("lotte")
        let old = await bench.oasis("user_identification", bench.identifying(["userCode": .string(code)]))
        #expect(SigningBench.reason(old) == "400 NOT_ALLOWED_TO_SIGN")
    }

    @Test func whatThePartnerAddedToThePageComesBack() async throws {
        let bench = try SigningBench()
        let (session, url) = try await bench.startIdentification()
        let back = try await bench.control.walk(url + "&state=a%20b~%C3%A9&empty=", persona: "saar")
        #expect(back == SigningBench.redirect + "&state=a%20b~%C3%A9&empty=")
        let code = try JSONValue.parse(await bench.status(session).body).requireString("userCode")
        let signing = try await bench.startSigning(code)
        let signed = try await bench.control.walk(signing.url + "&state=2", persona: "saar")
        #expect(signed == SigningBench.redirect + "&state=2")
    }

    @Test func rejectingAlsoLeadsBackAndTheReasonIsFetched() async throws {
        let bench = try SigningBench()
        let first = try await bench.startIdentification()
        #expect(try await bench.control.walk(first.url + "&state=1", .reject, persona: "saar").hasSuffix("&state=1"))
        #expect(SigningBench.reason(await bench.status(first.session)) == "409 REJECTED")
        for (decision, minor) in [(ItsmeDecision.reject, "REJECTED"), (.expire, "EXPIRED")] {
            let second = try await bench.startSigning(bench.userCode(persona: "saar"))
            _ = try await bench.control.walk(second.url, decision, persona: "saar")
            let answer = await bench.result(second.session)
            #expect(answer.status == 200)
            let result = try JSONValue.parse(answer.body).requireObject("result")
            #expect(try result.requireString("maj") == SigningBench.major + "ResponderError")
            #expect(try result.requireString("min") == minor)
        }
    }

    @Test func sessionsEnd() async throws {
        let bench = try SigningBench()
        let identification = try await bench.startIdentification()
        bench.clock.advance(by: 899)
        #expect(SigningBench.reason(await bench.status(identification.session)) == "409 PENDING")
        bench.clock.advance(by: 1)
        #expect(SigningBench.reason(await bench.status(identification.session)) == "409 EXPIRED")
        let signing = try await bench.startSigning(bench.userCode(persona: "saar"))
        bench.clock.advance(by: 180)
        let result = try JSONValue.parse(await bench.result(signing.session).body).requireObject("result")
        #expect(try result.requireString("min") == "EXPIRED")
        bench.clock.advance(by: 3600)
        #expect(SigningBench.reason(await bench.result(signing.session)) == "409 No payload")
    }

    @Test func bothInterfacesKnowOneCertificate() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer(persona: "saar")
        let chain = SigningBench.chain(try await bench.credential(bench.credentialID(bearer), bearer))
        let (session, url) = try await bench.startIdentification()
        _ = try await bench.control.walk(url, persona: "saar")
        let answer = try JSONValue.parse(await bench.status(session).body)
        #expect(Self.certificates(try answer.requireString("fullCertificateChain")) == chain)
    }

    @Test func verifyingIsNotImplementedAndNonsenseNotFound() async throws {
        let bench = try SigningBench()
        #expect(SigningBench.reason(await bench.oasis("verify_document", [:])) == "501 UNEXPECTED_ERROR")
        #expect(await bench.oasis("verify_documents", [:]).status == 404)
    }

    @Test func theSameStoryIsToldTwice() async throws {
        func story() async throws -> [String] {
            let bench = try SigningBench()
            let (session, url) = try await bench.startIdentification()
            let back = try await bench.control.walk(url, persona: "saar")
            let status = await bench.status(session).text
            let code = try await bench.walk(bench.identification(["account_token": Self.fixedToken(bench)]))["code"]
            return [session, url, back, status, code ?? "-"] + (await bench.control.actions().map(\.json.text))
        }
        let (one, other) = (try await story(), try await story())
        #expect(one.count == 7)
        #expect(one == other)
    }

    private static func fixedToken(_ bench: SigningBench) -> String { bench.accountToken(["jti": "fixed"]) }
}
