import EIDItsmeSimulator
import EIDJSON
import EIDSimulator
import Testing

/// The pages as a browser without scripts walks them.
@Suite struct PageTests {
    private func start(_ bench: PartnerBench, _ changes: [String: String?] = [:]) async throws -> String {
        String(try #require(await bench.authorize(changes).header("Location")?.split(separator: "/").last))
    }

    private func state(_ bench: PartnerBench, _ id: String) async throws -> String {
        try await bench.control.action(id).state
    }

    @Test func phoneNumberIconAndCode() async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        let page = await bench.get("/session/\(id)")
        #expect(page.text.contains("<label for=\"phone\">"))
        #expect(page.text.contains("not itsme"))
        #expect(!page.text.contains("<script"))
        #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
        #expect(await bench.post("/session/\(id)/identify", [("phone", "+32 470 00 00 01")]).status == 303)
        #expect(await bench.get("/session/\(id)").header("Refresh") == "2")
        let icon = try #require(try await bench.control.action(id).json["icon"]?.string)
        let consent = await bench.get("/phone/\(id)")
        #expect(consent.text.contains("<code>given_name</code>: Lotte</li>"))
        _ = await bench.post("/phone/\(id)/answer", [("do", "approve_code"), ("code", "12345"), ("icon", icon)])
        let back = await bench.get("/session/\(id)")
        #expect(back.status == 302)
        #expect(PartnerBench.query(of: back.header("Location"))?["code"] != nil)
    }

    @Test func theWrongIconIsDenied() async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        _ = await bench.post("/session/\(id)/identify", [("phone", "0032470000001")])
        _ = await bench.post("/phone/\(id)/answer", [("do", "approve_biometrics"), ("icon", "none of them")])
        #expect(try await state(bench, id) == "rejected")
    }

    @Test func scanAndFingerprint() async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        #expect(await bench.get("/session/\(id)").text.contains("<svg"))
        #expect(await bench.get("/phone/\(id)").text.contains("value=\"sanne\""))
        _ = await bench.post("/phone/\(id)/scan", [("persona", "sanne")])
        _ = await bench.post("/phone/\(id)/answer", [("do", "approve_biometrics")])
        #expect(try await state(bench, id) == "code_issued")
    }

    @Test func aFingerprintDoesNotSufficeForTheHigherLevel() async throws {
        let bench = try PartnerBench()
        let id = try await start(bench, ["acr_values": "http://itsme.services/v2/claim/acr_advanced"])
        _ = await bench.post("/phone/\(id)/scan", [("persona", "lotte")])
        #expect(!(await bench.get("/phone/\(id)").text.contains("approve_biometrics")))
        _ = await bench.post("/phone/\(id)/answer", [("do", "approve_biometrics")])
        #expect(try await state(bench, id) == "action_pending")
        _ = await bench.post("/phone/\(id)/answer", [("do", "approve_code"), ("code", "12345")])
        #expect(try await state(bench, id) == "code_issued")
    }

    @Test func threeWrongCodesBlockTheAccount() async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        _ = await bench.post("/phone/\(id)/scan", [("persona", "lotte")])
        for _ in 0..<2 { _ = await bench.post("/phone/\(id)/answer", [("do", "approve_code"), ("code", "00000")]) }
        #expect(try await state(bench, id) == "action_pending")
        #expect(await bench.get("/phone/\(id)").text.contains("role=\"alert\""))
        _ = await bench.post("/phone/\(id)/answer", [("do", "approve_code"), ("code", "00000")])
        #expect(try await state(bench, id) == "rejected")
        let next = try await start(bench)
        #expect(try await bench.control.approve(actionID: next, persona: "lotte").problem == "unknown_phone")
    }

    @Test(arguments: ["reject", "fraud"])
    func refusingIsDenied(_ word: String) async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        _ = await bench.post("/phone/\(id)/scan", [("persona", "lotte")])
        _ = await bench.post("/phone/\(id)/answer", [("do", word)])
        let back = await bench.get("/session/\(id)").header("Location")
        #expect(PartnerBench.query(of: back)?["error"] == "access_denied")
    }

    @Test func ignoringExpiresAfterThreeMinutes() async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        _ = await bench.post("/phone/\(id)/scan", [("persona", "lotte")])
        #expect(await bench.post("/phone/\(id)/answer", [("do", "ignore")]).status == 200)
        bench.clock.advance(by: 179)
        #expect(try await state(bench, id) == "action_pending")
        bench.clock.advance(by: 1)
        #expect(try await state(bench, id) == "expired")
        let back = await bench.get("/session/\(id)").header("Location")
        #expect(PartnerBench.query(of: back)?["error"] == "access_denied")
        #expect(PartnerBench.query(of: back)?["error_description"]?.contains("expired") == true)
    }

    @Test(arguments: [("blok", "unknown_phone"), ("dirk", "unknown_phone"), ("noah", "app_missing")])
    func whoCannotConfirmStaysOnThePage(_ persona: String, _ problem: String) async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        #expect(try await bench.control.approve(actionID: id, persona: persona).problem == problem)
        #expect(await bench.get("/session/\(id)").text.contains("role=\"alert\""))
        _ = await bench.post("/session/\(id)/cancel", [])
        #expect(try await state(bench, id) == "rejected")
    }

    @Test func anUnknownNumberCanBeTriedAgain() async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        _ = await bench.post("/session/\(id)/identify", [("phone", "+32 479 99 99 99")])
        #expect(await bench.get("/session/\(id)").text.contains("role=\"alert\""))
        _ = await bench.post("/session/\(id)/identify", [("phone", "+32 470000001")])
        #expect(try await state(bench, id) == "action_pending")
    }

    @Test(arguments: [("32+470000001", true), ("+32470000001", false), ("32+\"><b>", false), ("x", false)])
    func aHintFillsInThePhoneNumber(_ hint: String, _ isUsed: Bool) async throws {
        let bench = try PartnerBench()
        let page = await bench.get("/session/\(try await start(bench, ["login_hint": hint]))").text
        #expect(page.contains("value=\"+32470000001\"") == isUsed)
        #expect(!page.contains("<b>"))
    }

    @Test func aLinkToAnAppThatIsNotThereShowsTheCode() async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        #expect(await bench.get("/phone/\(id)").text.contains("name=\"mode\" value=\"QR\""))
        let opened = await bench.post("/phone/\(id)/scan", [("persona", "noah"), ("mode", "a2a")])
        #expect(opened.header("Location") == "https://sim.example/session/\(id)")
        let page = await bench.get("/session/\(id)").text
        #expect(page.contains("role=\"alert\""))
        #expect(page.contains("<svg"))
    }

    @Test func theConsentListsWhatIsAskedAndWhatWouldBeTold() async throws {
        let bench = try PartnerBench { $0.clients[0].allowedClaims = ["name", "birthdate", "address", "age_gte_18"] }
        let claims = #"{"id_token":{"name":null,"email":null,"address":null,"age_gte_18":null,"birthdate":null}}"#
        let id = try await start(bench, ["claims": claims])
        _ = await bench.post("/phone/\(id)/scan", [("persona", "yara")])
        let page = await bench.get("/phone/\(id)").text
        #expect(page.contains("<code>name</code>: "))
        #expect(page.contains("<code>address</code>: "))
        #expect(page.contains("<code>email</code>: –</li>"), "not allowed")
        #expect(page.contains("<code>birthdate</code>: –</li>"), "not there")
    }

    @Test func aSecondAnswerChangesNothing() async throws {
        let bench = try PartnerBench()
        let id = try await start(bench)
        let first = try await bench.control.approve(actionID: id, persona: "lotte").redirect
        await #expect(throws: ItsmeControl.Failure.self) {
            try await bench.control.reject(actionID: id, persona: "lotte")
        }
        #expect(try await bench.control.action(id).redirect == first)
    }

    @Test func productionKnowsNoTestAccounts() async throws {
        let bench = try PartnerBench { $0.environment = .prd }
        let id = try await start(bench)
        await #expect(throws: ItsmeControl.Failure.self) {
            try await bench.control.approve(actionID: id, persona: "theo")
        }
    }

    @Test(arguments: ["nl", "fr", "de", "en"])
    func pagesSpeakTheLanguageAskedFor(_ language: String) async throws {
        let bench = try PartnerBench()
        let id = try await start(bench, ["ui_locales": "xx \(language)"])
        #expect(await bench.get("/session/\(id)").text.contains("<html lang=\"\(language)\">"))
    }

    @Test func namesAreEscaped() async throws {
        let bench = try PartnerBench { $0.clients[0].name = "<b>\"A&B'" }
        let id = try await start(bench)
        #expect(await bench.get("/session/\(id)").text.contains("&lt;b&gt;&quot;A&amp;B&#39;"))
    }

    @Test func anUnknownActionIsNotFound() async throws {
        let bench = try PartnerBench()
        #expect(await bench.get("/session/nope").status == 404)
        #expect(await bench.get("/phone/nope").status == 404)
    }
}
