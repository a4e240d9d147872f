import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// What the OASIS API refuses, and in which words (itsme-protocol §§19.1–19.5).
@Suite struct OASISRefusalTests {
    @Test(
        arguments: [
            (["partnerCode": nil], "MISSING_PARTNER_CODE"), (["partnerCode": ""], "MISSING_PARTNER_CODE"),
            (["serviceCode": nil], "MISSING_SERVICE_CODE"), (["partnerCode": "Nobody"], "INVALID_REQUESTOR"),
            (["serviceCode": "OTHER"], "INVALID_REQUESTOR"), (["redirectUrl": nil], "INVALID_URL"),
            (["redirectUrl": "nope"], "INVALID_URL"),
            (["redirectUrl": .string("https://x/" + String(repeating: "a", count: 250))], "INVALID_URL"),
            (["redirectUrl": "https://broker.example/sign"], "UNAUTHORIZED_URL"),
            (["redirectUrl": "https://broker.example/sign?via=itsme&x=1"], "UNAUTHORIZED_URL"),
            (["lang": nil], "INVALID_LANG"), (["lang": "ES"], "INVALID_LANG"), (["lang": "nl"], "INVALID_LANG"),
            (["userCode": "short"], "UNEXPECTED_ERROR"),
            (["userCode": .string(String(repeating: "a", count: 36))], "NOT_ALLOWED_TO_SIGN"),
        ] as [([String: JSON?], String)]
    )
    func anIdentificationIsRefused(_ changes: [String: JSON?], _ reason: String) async throws {
        let bench = try SigningBench()
        let answer = await bench.oasis("user_identification", bench.identifying(changes))
        #expect(SigningBench.reason(answer) == "400 \(reason)")
        #expect(try JSONValue.parse(answer.body)["status"]?.string == "NOK")
        #expect(await bench.violations().count == 1)
    }

    @Test(arguments: ["user_identification", "user_identification/status", "sign_document"])
    func withoutABodyThereIsNoRequest(_ path: String) async throws {
        let bench = try SigningBench()
        func send(_ body: String) async -> String {
            let request = SimulatorRequest(
                method: "POST",
                path: "/qes-partners/1.0.0/\(path)",
                headers: SigningBench.certificate,
                body: Array(body.utf8)
            )
            return SigningBench.reason(await bench.simulator.respond(to: request))
        }
        #expect(await send("") == "400 NO_REQUEST")
        #expect(await send("[]") == "400 UNEXPECTED_ERROR")
        #expect(await send("{") == "400 UNEXPECTED_ERROR")
    }

    @Test(arguments: [nil, "CN=other.example", "broker.example.evil", "CN=single.example"])
    func anotherCertificateIsRefused(_ subject: String?) async throws {
        let bench = try SigningBench()
        let headers = subject.map { [(name: "X-Client-Certificate-Subject", value: $0)] } ?? []
        let answer = await bench.oasis("user_identification", bench.identifying(), headers: headers)
        #expect(SigningBench.reason(answer) == "403 INVALID_REQUESTOR")
    }

    @Test func theConfigurationAsksForACertificateToo() async throws {
        let bench = try SigningBench()
        #expect(await bench.get("/qes-partners/1.0.0/.well-known/configuration").status == 403)
    }

    @Test(
        arguments: [
            ("127.0.0.1", nil, 200), ("::1", nil, 200), ("203.0.113.9", nil, 403), ("", nil, 403),
            ("203.0.113.9", "broker.example", 200), ("127.0.0.1", "other.example", 403),
        ] as [(String, String?, Int)]
    )
    func theHeaderCountsFromLoopbackOnlyAndNeverAgainstACertificate(
        _ address: String,
        _ certificate: String?,
        _ status: Int
    ) async throws {
        let bench = try SigningBench()
        let request = SimulatorRequest(
            method: "POST",
            path: "/qes-partners/1.0.0/user_identification",
            headers: SigningBench.certificate,
            body: bench.identifying().serialized(),
            remoteAddress: address,
            clientCertificateName: certificate
        )
        #expect(await bench.simulator.respond(to: request).status == status)
    }

    @Test(arguments: [("192.0.2.1", 200), ("192.0.2.2", 403)])
    func addressesOutsideTheListAreRefused(_ address: String, _ status: Int) async throws {
        let bench = try SigningBench()
        let request = SimulatorRequest(
            method: "POST",
            path: "/qes-partners/1.0.0/user_identification",
            body: bench.identifying(["partnerCode": .string(SigningBench.single)]).serialized(),
            remoteAddress: address,
            clientCertificateName: "single.example"
        )
        #expect(await bench.simulator.respond(to: request).status == status)
    }

    @Test func thePartnerCodeOfTheHeaderMustFit() async throws {
        let bench = try SigningBench()
        let own = SigningBench.certificate + [(name: "X-Partner-Code", value: SigningBench.batch)]
        #expect(await bench.oasis("user_identification", bench.identifying(), headers: own).status == 200)
        let other = SigningBench.certificate + [(name: "X-Partner-Code", value: "Other")]
        let answer = await bench.oasis("user_identification", bench.identifying(), headers: other)
        #expect(SigningBench.reason(answer) == "400 INVALID_REQUESTOR")
    }

    @Test(
        arguments: [
            (["asyncRespID": nil], "400 MISSING_ASYNC_RESP_ID"), (["asyncRespID": ""], "400 MISSING_ASYNC_RESP_ID"),
            (["asyncRespID": nil, "asyncRespId": "x"], "400 MISSING_ASYNC_RESP_ID"),
            (["asyncRespID": "nope"], "409 No payload"), (["partnerCode": nil], "400 MISSING_PARTNER_CODE"),
            (["serviceCode": nil], "400 MISSING_SERVICE_CODE"),
        ] as [([String: JSON?], String)]
    )
    func aStatusIsRefused(_ changes: [String: JSON?], _ reason: String) async throws {
        let bench = try SigningBench()
        let session = try await bench.startIdentification().session
        #expect(SigningBench.reason(await bench.status(session, changes)) == reason)
    }

    @Test func anotherPartnersSessionHasNoPayload() async throws {
        let bench = try SigningBench { $0.clients[1].signing?.addresses = [] }
        let session = try await bench.startIdentification().session
        let answer = await bench.post(
            "/qes-partners/1.0.0/user_identification/status",
            [
                "partnerCode": .string(SigningBench.single), "serviceCode": "SIGN", "asyncRespID": .string(session),
            ],
            headers: [("X-Client-Certificate-Subject", "CN=single.example")]
        )
        #expect(SigningBench.reason(answer) == "409 No payload")
    }

    @Test func theIdentifierOfTheOtherKindHasNoPayload() async throws {
        let bench = try SigningBench()
        let identification = try await bench.startIdentification()
        _ = try await bench.control.walk(identification.url, persona: "saar")
        let code = try JSONValue.parse(await bench.status(identification.session).body).requireString("userCode")
        let signing = try await bench.startSigning(code)
        #expect(SigningBench.reason(await bench.result(identification.session)) == "409 No payload")
        #expect(SigningBench.reason(await bench.status(signing.session)) == "409 No payload")
        #expect(SigningBench.reason(await bench.result("nope")) == "409 No payload")
    }

    @Test(
        arguments: [
            (["signer": nil], "INCOMPLETE_REQUEST"), (["signer": ["userCode": "nobody"]], "NOT_ALLOWED_TO_SIGN"),
            (["partnerCode": nil], "MISSING_PARTNER_CODE"), (["serviceCode": nil], "MISSING_SERVICE_CODE"),
            (["redirectUrl": nil], "INVALID_URL"), (["redirectUrl": "https://a.example/"], "UNAUTHORIZED_URL"),
            (["description": [["lang": "NL", "value": "x"]]], "INCOMPLETE_REQUEST"),
            (["description": [["lang": "ES", "value": "x"]]], "INVALID_LANGUAGE"),
            (["description": SigningBench.texts("curly ’")], "UNEXPECTED_ERROR"),
            (["description": SigningBench.texts("dash —")], "UNEXPECTED_ERROR"),
            (["description": SigningBench.texts(String(repeating: "x", count: 255))], "UNEXPECTED_ERROR"),
            (["signPolicy": [:]], "INVALID_POLICY"), (["signPolicy": ["signPolicyRef": "1.2.3"]], "INVALID_POLICY"),
            (["signPolicy": ["signPolicyRef": "ITSME_DEFAULT", "commitmentTypeRef": "1.2.3"]], "INVALID_POLICY"),
            (
                ["signPolicy": ["signPolicyRef": "ITSME_DEFAULT", "signerRole": SigningBench.texts("€")]],
                "UNEXPECTED_ERROR"
            ),
            (
                [
                    "signPolicy": [
                        "signPolicyRef": "ITSME_DEFAULT",
                        "signerRole": SigningBench.texts(String(repeating: "r", count: 50)),
                    ]
                ], "UNEXPECTED_ERROR"
            ),
        ] as [([String: JSON?], String)]
    )
    func aSignatureIsRefused(_ changes: [String: JSON?], _ reason: String) async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        let answer = await bench.oasis("sign_document", bench.signing(code, changes))
        #expect(SigningBench.reason(answer) == "400 \(reason)")
        let result = try JSONValue.parse(answer.body).requireObject("result")
        #expect(try result.requireString("maj") == SigningBench.major + "RequesterError")
        #expect(try result.requireString("min") == reason)
        #expect(await bench.violations().count == 1)
    }

    @Test(
        arguments: [
            (["inDocs": nil], "NO_HASH_PROVIDED"), (["inDocs": ["docHash": []]], "NO_HASH_PROVIDED"),
            (["inDocs": nil, "asyncRespID": nil, "asyncRespId": "x"], "MISSING_ASYNC_RESP_ID"),
            (["asyncRespID": 7], "MISSING_ASYNC_RESP_ID"), (["reqID": nil], "INCOMPLETE_REQUEST"),
            (["optInp": nil], "MISSING_PARTNER_CODE"),
        ] as [([String: JSON?], String)]
    )
    func anOuterMistakeIsRefused(_ changes: [String: JSON?], _ reason: String) async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        let answer = await bench.oasis("sign_document", bench.signing(code, outer: changes))
        #expect(SigningBench.reason(answer) == "400 \(reason)")
    }

    @Test func anotherLanguageIsRefused() async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        var body = bench.signing(code)
        body["optInp"]?["lang"] = "ES"
        #expect(SigningBench.reason(await bench.oasis("sign_document", body)) == "400 INVALID_LANGUAGE")
    }

    @Test(
        arguments: [
            (["id": nil], "INCOMPLETE_REQUEST"), (["id": 7], "INCOMPLETE_REQUEST"),
            (["di": nil], "NO_DIGEST_INFO_PROVIDED"),
            (["di": []], "NO_DIGEST_INFO_PROVIDED"), (["di": [[:], [:]]], "ONLY_SINGLE_DIGEST_INFO_SUPPORTED"),
            (
                ["di": [["alg": "SHA256", "value": "M9WjQHBcYKYF6dbKRRA+68bxo7+AKwbm01XjYRDM4lE="]]],
                "INVALID_DIGEST_INFO"
            ),
            (["di": [["alg": "http://www.w3.org/2001/04/xmlenc#sha256", "value": "AAAA"]]], "INVALID_DIGEST_INFO"),
            (["di": [["alg": "http://www.w3.org/2001/04/xmlenc#sha256"]]], "INVALID_DIGEST_INFO"),
        ] as [([String: JSON?], String)]
    )
    func aHashIsRefused(_ changes: [String: JSON?], _ reason: String) async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        let hash = bench.document("a.pdf", SigningBench.digests[0], changes)
        let answer = await bench.oasis("sign_document", bench.signing(code, documents: [hash]))
        #expect(SigningBench.reason(answer) == "400 \(reason)")
    }

    @Test func batchesHaveLimits() async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        let hashes = (1...71).map { bench.document("\($0)", SHA256.digest("\($0)")) }
        let most = await bench.oasis("sign_document", bench.signing(code, documents: Array(hashes.prefix(70))))
        #expect(most.status == 200)
        let tooMany = await bench.oasis("sign_document", bench.signing(code, documents: hashes))
        #expect(SigningBench.reason(tooMany) == "400 BATCH_TOO_LARGE")
        let twice = await bench.oasis("sign_document", bench.signing(code, documents: [hashes[0], hashes[0]]))
        #expect(SigningBench.reason(twice) == "400 INCOMPLETE_REQUEST")
    }

    @Test func aBatchNeedsAContract() async throws {
        let bench = try SigningBench { $0.clients[0].signing?.allowsBatch = false }
        let code = try await bench.userCode(persona: "saar")
        let answer = await bench.oasis("sign_document", bench.signing(code))
        #expect(SigningBench.reason(answer) == "400 ONLY_SINGLE_HASH_SUPPORTED")
        let hash = bench.document("a.pdf", SigningBench.digests[0])
        #expect(await bench.oasis("sign_document", bench.signing(code, documents: [hash])).status == 200)
    }

    @Test func aTestAccountCannotSign() async throws {
        let bench = try SigningBench()
        let (session, url) = try await bench.startIdentification()
        #expect(try await bench.control.walk(url, persona: "theo") == SigningBench.redirect)
        #expect(SigningBench.reason(await bench.status(session)) == "400 NOT_ALLOWED_TO_SIGN")
        // Known by its user code it does not get that far.
        let probe = try SigningBench { configuration in
            for index in configuration.personas.indices { configuration.personas[index].isTestAccount = false }
        }
        let code = try await probe.userCode(persona: "theo")
        let answer = await bench.oasis("user_identification", bench.identifying(["userCode": .string(code)]))
        #expect(SigningBench.reason(answer) == "400 NOT_ALLOWED_TO_SIGN")
    }

    @Test func aBlockedAccountCannotSign() async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        let (_, url) = try await bench.startSigning(code)
        let id = try #require(url.split(separator: "=").dropFirst().first?.split(separator: "&").first.map(String.init))
        for _ in 0..<3 { _ = try await bench.control.perform(.wrongCode, on: id) }
        #expect(try await bench.control.action(id).state == "rejected")
        for path in ["user_identification", "sign_document"] {
            let body = path == "sign_document" ? bench.signing(code) : bench.identifying(["userCode": .string(code)])
            #expect(SigningBench.reason(await bench.oasis(path, body)) == "400 NOT_ALLOWED_TO_SIGN")
        }
    }

    @Test func anAccountThatWasCreatedAnewDoesNotSignAnOlderOrder() async throws {
        let bench = try SigningBench()
        let (session, url) = try await bench.startSigning(bench.userCode(persona: "saar"))
        _ = try await bench.control.walk(url, persona: "saar")
        try await bench.control.recreateAccount("saar")
        #expect(SigningBench.reason(await bench.result(session)) == "500 TECHNICAL_ERROR")
    }

    @Test func aCertificateThatCameAfterTheOrderDoesNotSignIt() async throws {
        let bench = try SigningBench()
        let (session, url) = try await bench.startSigning(bench.userCode(persona: "saar"))
        _ = try await bench.control.walk(url, persona: "saar")
        await bench.control.arm(.expiredCertificate)
        _ = try await bench.userCode(persona: "saar")
        #expect(SigningBench.reason(await bench.result(session)) == "500 TECHNICAL_ERROR")
    }
}
