import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials
import Testing

@testable import SignatureStage

/// What people, browsers, methods and services do wrong.
@Suite("In a signing") struct SigningMishapTests {
    private func code(_ bench: SigningFlowBench, _ id: String, _ token: String) async throws -> String {
        let status = try await bench.status(id, token: token)
        return try #require(status["error"]?["code"]?.string)
    }

    @Test func nothingHappensWithoutTheTick() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create().json.requireString("id")
        let answer = try await bench.consent(bench.open(id), ["accept": nil])
        guard case .page(.review, 200, _) = answer else {
            Issue.record("went on: \(answer)")
            return
        }
        #expect(bench.script.now.requests.isEmpty)
    }

    @Test func aForgedFormIsRefused() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create().json.requireString("id")
        let answer = try await bench.consent(bench.open(id), ["csrf": "forged"])
        #expect(answer.errorPage?.code == "forged_form")
    }

    @Test(arguments: ["0", "99999999999"])
    func aMomentThatThePersonMadeUpDoesNotSpoilTheEvidence(seconds: String) async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        // The person knows their own cookie, and with it the code of any moment.
        let secret = try #require(visitor.browser.cookies.values.first)
        let message = Array("eid-broker signing form \(seconds)".utf8)
        let code = Base64URL.encode(HMACSHA256.code(for: message, key: Array(secret.utf8)))
        var answer = try await bench.consent(visitor, ["csrf": "\(seconds).\(code)"])
        for _ in 0..<2 { answer = try await bench.callback(visitor, after: answer) }
        let sealed = try await bench.bytes(await bench.broker.evidence(signing: id, authorization: token))
        let payload = try #require(Base64URL.decode(try JSONValue.parse(sealed).requireString("payload")))
        let limits = JSONLimits(maximumBytes: 1 << 20)
        let timeline = try JSONValue.parse(payload, limits: limits).requireArray("timeline")
        let times = timeline.compactMap { $0["time"]?.string }
        #expect(times.count == timeline.count && times.count > 4 && times == times.sorted(), "\(times)")
    }

    @Test func aSecondBrowserCannotGoOn() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create().json.requireString("id")
        let first = try await bench.open(id)
        let second = try await bench.open(id)
        let answer = try await bench.consent(first)
        #expect(try await bench.callback(second, after: answer).errorPage?.code == "wrong_browser")
        #expect(await bench.broker.showSigning(id, browser: second.browser).errorPage?.code == "wrong_browser")
        let shown = await bench.broker.reviewedDocument(
            signing: id,
            document: "0",
            isPreview: false,
            browser: second.browser
        )
        guard case .page = shown else {
            Issue.record("the document is still shown to everyone")
            return
        }
        #expect(try await bench.callback(first, after: answer).errorPage == nil)
    }

    @Test func sixtyFourCallbacksMakeOneStep() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        let answer = try await bench.consent(visitor)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<64 { group.addTask { _ = try? await bench.callback(visitor, after: answer) } }
        }
        #expect(bench.script.now.resumed == 1)
        #expect(try await bench.status(id, token: token).requireString("status") == "awaiting_approval")
    }

    @Test func twoClicksOnConsentBeginOnce() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create().json.requireString("id")
        let visitor = try await bench.open(id)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<16 { group.addTask { _ = try? await bench.consent(visitor) } }
        }
        #expect(bench.script.now.requests.count == 1)
    }

    @Test func aCallbackOfTheFirstHalfDoesNothingInTheSecond() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create().json.requireString("id")
        let visitor = try await bench.open(id)
        let first = try await bench.consent(visitor)
        let second = try await bench.callback(visitor, after: first)
        let replayed = try await bench.callback(visitor, after: first)
        #expect(replayed.location == "/sign/\(id)")
        #expect(bench.script.now.resumed == 1)
        guard case .page(.signed, 200, _) = try await bench.callback(visitor, after: second) else {
            Issue.record("the second half is lost")
            return
        }
    }

    @Test func thePersonDeclinesOnThePage() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        let form = try BrokerBench.parameters(["csrf": visitor.csrf])
        let answer = await bench.broker.declineSigning(id, form: form, browser: visitor.browser)
        #expect(answer.errorPage?.code == "user_declined")
        #expect(try await bench.status(id, token: token).requireString("status") == "declined")
        #expect(try await code(bench, id, token) == "user_declined")
    }

    @Test func thePersonDeclinesInTheApp() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.approvalFailure = MethodError(.declined, "no") }
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await bench.status(id, token: token).requireString("status") == "declined")
    }

    @Test func thePersonTakesTooLong() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create().json.requireString("id")
        bench.clock.advance(by: 901)
        let answer = await bench.broker.showSigning(id, browser: BrowserContext())
        #expect(answer.errorPage?.code == "session_expired")
        let token = try await bench.token()
        #expect(try await bench.status(id, token: token).requireString("status") == "expired")
    }

    @Test func anotherSignerInTheSecondHalfIsRefused() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.secondCertificates = [Data(bench.ca.curve.der)] }
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await code(bench, id, token) == "signer_mismatch")
    }

    @Test func anotherAccountInTheSecondHalfIsRefused() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.secondSubject = UpstreamSubject(namespace: "toy", identifier: "eve") }
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await code(bench, id, token) == "signer_mismatch")
    }

    @Test func anotherPersonThanTheClientNamedIsRefused() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let created = try await bench.create(extra: [("signer", ["subject": "somebody else"])], token: token)
        let id = try created.json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await code(bench, id, token) == "signer_mismatch")
    }

    @Test func swappedValuesFailAll() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { content in
            content.spoil = { values in
                guard values.count == 2 else { return values }
                return [
                    .init(name: values[0].name, bytes: values[1].bytes),
                    .init(name: values[1].name, bytes: values[0].bytes),
                ]
            }
        }
        let token = try await bench.token()
        let id = try await bench.create(count: 2, token: token).json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await code(bench, id, token) == "signature_value_invalid")
    }

    @Test func aMissingValueFailsAll() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.spoil = { Array($0.dropLast()) } }
        let token = try await bench.token()
        let id = try await bench.create(count: 2, token: token).json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await code(bench, id, token) == "signature_value_invalid")
    }

    @Test func aRevokedCertificateSignsNothing() async throws {
        let bench = try SigningFlowBench()
        bench.trust.change { $0.revokedSince = bench.clock.now - 3600 }
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await code(bench, id, token) == "certificate_revoked")
        #expect(bench.script.now.digests.isEmpty, "nothing was hashed for it")
    }

    @Test func aSilentTimestampAuthorityFailsTheSigning() async throws {
        let bench = try SigningFlowBench()
        bench.trust.change { $0.timestampsDown = true }
        let token = try await bench.token()
        let created = try await bench.create(signatureLevel: "B-T", token: token)
        let id = try created.json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await code(bench, id, token) == "timestamp_failed")
        let document = try #require(try created.json["documents"]?.elements?.first?["document"]?.string)
        #expect(await bench.broker.document(document, authorization: token).status == 200, "the document stays")
    }

    @Test func identityWithoutEvidenceIsNotSealed() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.identity?.evidence = [] }
        let token = try await bench.token()
        let id = try await bench.create(level: "aes", token: token).json.requireString("id")
        _ = try await bench.walk(id, level: "aes")
        #expect(try await code(bench, id, token) == "provider_protocol")
    }

    @Test func aLevelThatTheMethodDoesNotHaveIsNotSealed() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.identity?.assurance = .substantial }
        let token = try await bench.token()
        let id = try await bench.create(level: "aes", token: token).json.requireString("id")
        _ = try await bench.walk(id, level: "aes")
        #expect(try await code(bench, id, token) == "provider_protocol")
    }

    @Test func anIdentityFromYesterdayIsNotSealed() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.identity?.authenticatedAt = bench.clock.now - 86_400 }
        let token = try await bench.token()
        let id = try await bench.create(level: "aes", token: token).json.requireString("id")
        _ = try await bench.walk(id, level: "aes")
        #expect(try await code(bench, id, token) == "signer_not_eligible")
    }

    @Test func anIdentityFromBeforeConsentIsNotSealed() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(level: "aes", token: token).json.requireString("id")
        bench.script.change { $0.identity?.authenticatedAt = bench.clock.now }
        bench.clock.advance(by: 290)
        _ = try await bench.walk(id, level: "aes")
        #expect(try await code(bench, id, token) == "signer_not_eligible")
    }

    @Test func aFailureLeadsBackToTheClientAsOftenAsOneLooks() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.certificateFailure = MethodError(.declined, "no") }
        let extra: [(name: String, value: JSON)] = [("return_url", "https://shop.example/signed")]
        let id = try await bench.create(extra: extra).json.requireString("id")
        let visitor = try await bench.open(id)
        let answer = try await bench.callback(visitor, after: bench.consent(visitor))
        #expect(try answer.query["status"] == "declined")
        let again = await bench.broker.showSigning(id, browser: visitor.browser)
        #expect(again.location == answer.location)
        let stranger = await bench.broker.showSigning(id, browser: BrowserContext())
        #expect(stranger.errorPage?.code == "user_declined")
    }

    @Test func aSecondClickLeadsToTheSameEnd() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create().json.requireString("id")
        let visitor = try await bench.open(id)
        let form = try BrokerBench.parameters(["csrf": visitor.csrf])
        _ = try await bench.callback(visitor, after: bench.consent(visitor))
        _ = await bench.broker.declineSigning(id, form: form, browser: visitor.browser)
        for answer in [
            await bench.broker.declineSigning(id, form: form, browser: visitor.browser),
            await bench.broker.answerSigning(id, form: form, browser: visitor.browser),
            try await bench.consent(visitor),
        ] { #expect(answer.location == "/sign/\(id)", "\(answer)") }
        let stranger = await bench.broker.declineSigning(id, form: form, browser: BrowserContext())
        #expect(stranger.errorPage?.code == "already_answered")
    }

    @Test func theClientCancels() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        let answer = try await bench.consent(visitor)
        #expect(
            try await bench.broker.cancelSigning(id, authorization: token).json.requireString("status") == "cancelled"
        )
        #expect(try await bench.callback(visitor, after: answer).location == "/sign/\(id)")
        #expect(await bench.broker.showSigning(id, browser: visitor.browser).errorPage?.code == "already_answered")
    }

    @Test func evidenceIsNotThereYetAndOfACancelledSigningNeverWillBe() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        for words in ["no evidence yet", "will be none"] {
            guard case .refused(let answer) = await bench.broker.evidence(signing: id, authorization: token) else {
                throw MissingValue()
            }
            #expect(answer.status == 409)
            #expect(try answer.json.requireString("error_description").contains(words))
            _ = await bench.broker.cancelSigning(id, authorization: token)
        }
    }

    @Test func noPersonalDataIsLogged() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create(level: "aes", extra: [("attributes", ["givenName", "name"])])
            .json.requireString("id")
        _ = try await bench.walk(id, level: "aes")
        let log = bench.log.text
        for secret in ["Ada", "Lovelace", "ada@example.org", "note 0.txt", "85073003328"] {
            #expect(!log.contains(secret), "\(secret) is in the log")
        }
    }
}
