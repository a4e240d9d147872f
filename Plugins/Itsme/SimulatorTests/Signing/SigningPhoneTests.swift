import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// The pages of a signature as a browser without scripts walks them.
@Suite struct SigningPhoneTests {
    private func start(_ bench: SigningBench, _ fields: [(name: String, value: String)]) async throws -> String {
        String(try #require(await bench.authorize(fields).header("Location")?.split(separator: "/").last))
    }

    private func state(_ bench: SigningBench, _ id: String) async throws -> String {
        try await bench.control.action(id).state
    }

    private func answer(_ bench: SigningBench, _ id: String, _ fields: [(name: String, value: String)]) async {
        _ = await bench.form("/phone/\(id)/answer", fields)
    }

    private func icon(_ bench: SigningBench, _ id: String) async throws -> String {
        try #require(try await bench.control.action(id).json["icon"]?.string)
    }

    @Test func aNewCertificateIsAskedForAfterTheIdentification() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.identification())
        #expect(await bench.get("/session/\(id)").text.contains("<html lang=\"nl\">"))
        _ = await bench.form("/phone/\(id)/scan", [("persona", "lotte")])
        #expect(try await state(bench, id) == "action_pending")
        await answer(bench, id, [("do", "approve_code"), ("code", "12345")])
        #expect(try await state(bench, id) == "certificate_pending")
        #expect(await bench.get("/phone/\(id)").text.contains("Handtekeningcertificaat aanmaken"))
        await answer(bench, id, [("do", "approve_code"), ("code", "12345")])
        #expect(try await state(bench, id) == "approved")
        let back = await bench.get("/session/\(id)").header("Location")
        #expect(PartnerBench.query(of: back)?["code"] != nil)
    }

    @Test func aCertificateThatIsThereIsNotAskedForAgain() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.identification())
        _ = await bench.form("/phone/\(id)/scan", [("persona", "saar")])
        await answer(bench, id, [("do", "approve_code"), ("code", "12345")])
        #expect(try await state(bench, id) == "approved")
    }

    @Test func anAccountThatWasCreatedAnewHasNoCertificate() async throws {
        let bench = try SigningBench()
        try await bench.control.recreateAccount("bart")
        let id = try await start(bench, bench.identification())
        _ = await bench.form("/phone/\(id)/scan", [("persona", "bart")])
        await answer(bench, id, [("do", "approve_code"), ("code", "12345")])
        #expect(try await state(bench, id) == "certificate_pending")
        await answer(bench, id, [("do", "approve_code"), ("code", "12345")])
        let code = PartnerBench.query(of: await bench.get("/session/\(id)").header("Location"))?["code"] ?? ""
        let bearer = try await bench.redeem(code).requireString("access_token")
        let info = try await bench.credential(bench.credentialID(bearer), bearer)
        #expect(info["cert"]?["status"]?.string == "valid")
    }

    @Test(arguments: ["reject", "fraud"])
    func theCertificateCanBeRejected(_ word: String) async throws {
        let bench = try SigningBench()
        let (session, url) = try await bench.startIdentification()
        let id = try #require(url.split(separator: "=").last.map(String.init))
        _ = await bench.form("/phone/\(id)/scan", [("persona", "lotte")])
        await answer(bench, id, [("do", "approve_code"), ("code", "12345")])
        #expect(SigningBench.reason(await bench.status(session)) == "409 PENDING")
        await answer(bench, id, [("do", word)])
        #expect(SigningBench.reason(await bench.status(session)) == "409 REJECTED")
    }

    @Test func theCertificateMustBeConfirmedWithinThreeMinutes() async throws {
        let bench = try SigningBench()
        let (session, url) = try await bench.startIdentification()
        let id = try #require(url.split(separator: "=").last.map(String.init))
        _ = await bench.form("/phone/\(id)/scan", [("persona", "lotte")])
        bench.clock.advance(by: 100)
        await answer(bench, id, [("do", "approve_code"), ("code", "12345")])
        bench.clock.advance(by: 179)
        #expect(SigningBench.reason(await bench.status(session)) == "409 PENDING")
        bench.clock.advance(by: 1)
        #expect(SigningBench.reason(await bench.status(session)) == "409 EXPIRED")
    }

    @Test func theHashesAreShownBeforeTheyAreApproved() async throws {
        let bench = try SigningBench()
        let credential = try await bench.credentialID(bench.bearer())
        let fields = bench.approval(
            credential,
            SigningBench.digests,
            ["description": "Contract <A> & B", "lang": "FR"]
        )
        let id = try await start(bench, fields)
        let page = await bench.get("/phone/\(id)").text
        #expect(page.contains("<html lang=\"fr\">"))
        #expect(page.contains("Contract &lt;A&gt; &amp; B"))
        #expect(page.contains("Nombre de documents: 2"))
        #expect(page.contains("33d5a340…10cce251"))
        #expect(!page.contains("Contract <A>"))
        await answer(bench, id, [("do", "approve_code"), ("code", "12345"), ("icon", try await icon(bench, id))])
        #expect(try await state(bench, id) == "approved")
    }

    @Test func policyMeaningAndRoleAreShownInThePersonsLanguage() async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        let policy: JSON = [
            "signPolicyRef": "1.3.6.1.4.1.49274.1.1.7.2.0", "commitmentTypeRef": "1.2.840.113549.1.9.16.6.5",
            "signerRole": SigningBench.texts("role"),
        ]
        var body = bench.signing(code, ["description": SigningBench.texts("text"), "signPolicy": policy])
        // Without a language in the request it is the person's own.
        body["optInp"]?["lang"] = .null
        let url = try JSONValue.parse(await bench.oasis("sign_document", body).body)["optOutp"]?["itsme"]?["signingUrl"]
        let id = try #require(url?.string?.split(separator: "=").dropFirst().first?.split(separator: "&").first)
        let page = await bench.get("/phone/\(id)").text
        for part in ["text NL", "role NL", "Bewijs van goedkeuring", "gekwalificeerde", "Aantal documenten: 2"] {
            #expect(page.contains(part), "\(part)")
        }
    }

    @Test func anotherPictureMeansAnotherRequest() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.approval(try await bench.credentialID(bench.bearer())))
        let icon = try await icon(bench, id)
        #expect(await bench.get("/session/\(id)").text.contains(icon))
        await answer(bench, id, [("do", "approve_code"), ("code", "12345"), ("icon", icon == "star" ? "key" : "star")])
        #expect(try await state(bench, id) == "rejected")
    }

    @Test func threeWrongCodesBlockTheAccount() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.approval(try await bench.credentialID(bench.bearer())))
        let icon = try await icon(bench, id)
        for _ in 0..<2 { await answer(bench, id, [("do", "approve_code"), ("code", "00000"), ("icon", icon)]) }
        #expect(try await state(bench, id) == "action_pending")
        #expect(await bench.get("/phone/\(id)").text.contains("role=\"alert\""))
        await answer(bench, id, [("do", "approve_code"), ("code", "00000"), ("icon", icon)])
        #expect(try await state(bench, id) == "rejected")
        let next = try await start(bench, bench.identification())
        #expect(try await bench.control.approve(actionID: next, persona: "lotte").problem == "unknown_phone")
    }

    @Test func fingerprintsDoNotSign() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.approval(try await bench.credentialID(bench.bearer())))
        #expect(!(await bench.get("/phone/\(id)").text.contains("approve_biometrics")))
        await answer(bench, id, [("do", "approve_biometrics"), ("icon", try await icon(bench, id))])
        #expect(try await state(bench, id) == "action_pending")
        #expect(try await bench.control.action(id).problem == "code_required")
    }

    @Test func rejectingIsDenied() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.approval(try await bench.credentialID(bench.bearer())))
        await answer(bench, id, [("do", "reject")])
        let back = PartnerBench.query(of: await bench.get("/session/\(id)").header("Location"))
        #expect(back?["error"] == "access_denied")
        #expect(back?["state"] == "s2")
    }

    @Test func ignoringExpiresAfterThreeMinutes() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.approval(try await bench.credentialID(bench.bearer())))
        #expect(await bench.form("/phone/\(id)/answer", [("do", "ignore")]).status == 200)
        bench.clock.advance(by: 179)
        #expect(try await state(bench, id) == "action_pending")
        bench.clock.advance(by: 1)
        #expect(try await state(bench, id) == "expired")
    }

    @Test func leavingThePageIsDenied() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.identification())
        _ = await bench.form("/session/\(id)/cancel", [])
        let back = PartnerBench.query(of: await bench.get("/session/\(id)").header("Location"))
        #expect(back?["error"] == "access_denied")
    }

    @Test(arguments: [("blok", "unknown_phone"), ("noah", "app_missing")])
    func whoCannotConfirmStaysOnThePage(_ persona: String, _ problem: String) async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.identification())
        #expect(try await bench.control.approve(actionID: id, persona: persona).problem == problem)
        #expect(await bench.get("/session/\(id)").text.contains("role=\"alert\""))
    }

    @Test func somebodyElsesPhoneNeverShowsTheHashes() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.approval(try await bench.credentialID(bench.bearer())))
        await #expect(throws: ItsmeControl.Failure.self) {
            try await bench.control.approve(actionID: id, persona: "saar")
        }
        #expect(try await state(bench, id) == "action_pending")
        #expect(try await bench.control.approve(actionID: id, persona: "lotte").state == "approved")
    }

    @Test func aTypedNumberShowsAPictureToMatch() async throws {
        let bench = try SigningBench()
        let id = try await start(bench, bench.identification())
        _ = await bench.form("/session/\(id)/identify", [("phone", "0032 470 00 00 29")])
        #expect(try await state(bench, id) == "action_pending")
        await answer(bench, id, [("do", "approve_code"), ("code", "12345"), ("icon", try await icon(bench, id))])
        #expect(try await state(bench, id) == "approved")
    }

    @Test(arguments: ["/qes/identify_yourself", "/qes/prove_its_you_poka", "/qes/nope", "/session/nope", "/phone/nope"])
    func anUnknownActionIsNotFound(_ path: String) async throws {
        let bench = try SigningBench()
        #expect(await bench.get(path, "q=nope&language=NL").status == 404)
    }

    @Test func thePageOfTheOtherLegIsNotFound() async throws {
        let bench = try SigningBench()
        let url = try await bench.startIdentification().url
        let id = try #require(url.split(separator: "=").last)
        #expect(await bench.get("/qes/prove_its_you_poka", "q=\(id)").status == 404)
    }
}
