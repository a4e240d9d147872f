import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// The control API, scripts and settings.
@Suite struct ControlTests {
    private func call(
        _ bench: PartnerBench,
        _ method: String,
        _ path: String,
        _ body: String = "",
        token: String? = nil
    ) async -> SimulatorResponse {
        let headers = token.map { [(name: "Authorization", value: "Bearer \($0)")] } ?? []
        return await bench.simulator.respond(
            to: SimulatorRequest(method: method, path: path, headers: headers, body: Array(body.utf8))
        )
    }

    @Test func everyCallAnswers() async throws {
        let bench = try PartnerBench()
        _ = await bench.authorize()
        let actions = try JSONValue.parse(await call(bench, "GET", "/control/actions").body)
        let id = try #require(actions[index: 0]?["id"]?.string)
        let approved = await call(bench, "POST", "/control/actions/\(id)", #"{"do":"approve","persona":"lotte"}"#)
        #expect(try JSONValue.parse(approved.body)["state"]?.string == "code_issued")
        #expect(await call(bench, "GET", "/control/actions/\(id)").status == 200)
        #expect(
            await call(bench, "POST", "/control/faults", #"{"fault":"slow","endpoint":"token","times":2}"#).status
                == 200
        )
        #expect(await call(bench, "GET", "/control/faults").text.contains("slow"))
        #expect(await call(bench, "DELETE", "/control/faults").text == "[]")
        #expect(await call(bench, "POST", "/control/keys/rotate").status == 200)
        #expect(await call(bench, "POST", "/control/keys/rotate-encryption").text.contains("sim-enc-"))
        #expect(await call(bench, "DELETE", "/control/partner-keys").status == 200)
        #expect(await call(bench, "POST", "/control/clock", #"{"advance":60}"#).status == 200)
        #expect(bench.clock.seconds == 1_790_000_060)
        #expect(await call(bench, "GET", "/control/traces").text.contains("authorization request"))
        #expect(await call(bench, "GET", "/control/personas").text.contains("lotte"))
        #expect(await call(bench, "POST", "/control/accounts/lotte/recreate").status == 200)
        #expect(await call(bench, "POST", "/control/script", "script: [{do: reject, persona: lotte}]").status == 200)
    }

    @Test(
        arguments: [
            ("approve", "code_issued", nil), ("reject", "rejected", "access_denied"),
            ("cancel", "rejected", "access_denied"), ("expire", "expired", "access_denied"),
            ("fail", "failed", "temporary_unavailable"), ("wrong_code", "action_pending", nil),
        ] as [(String, String, String?)]
    )
    func anActionIsDecidedByItsID(_ word: String, _ state: String, _ error: String?) async throws {
        let bench = try PartnerBench()
        let id = try #require(await bench.authorize().header("Location")?.split(separator: "/").last)
        let answer = await call(
            bench,
            "POST",
            "/control/actions/\(id)",
            #"{"do":"\#(word)","persona":"lotte"}"#
        )
        let action = try JSONValue.parse(answer.body)
        #expect(action["state"]?.string == state)
        let back = PartnerBench.query(of: action["redirect"]?.string)
        #expect(back?["error"] == error)
        #expect((back?["code"] != nil) == (word == "approve"))
        // The browser that waits on the page goes the same way, without any script.
        let page = await bench.get("/session/\(id)")
        #expect(page.header("Location") == action["redirect"]?.string)
    }

    private func started(_ bench: PartnerBench) async throws -> String {
        String(try #require(await bench.authorize().header("Location")?.split(separator: "/").last))
    }

    @Test(arguments: [
        ("reject", "rejected", "access_denied"), ("cancel", "rejected", "access_denied"),
        ("expire", "expired", "access_denied"), ("fail", "failed", "temporary_unavailable"),
    ])
    func anActionOfNobodyCanBeEnded(_ word: String, _ state: String, _ error: String) async throws {
        let bench = try PartnerBench()
        let id = try await started(bench)
        let answer = await call(bench, "POST", "/control/actions/\(id)", #"{"do":"\#(word)"}"#)
        let action = try JSONValue.parse(answer.body)
        #expect(answer.status == 200 && action["state"]?.string == state)
        #expect(PartnerBench.query(of: action["redirect"]?.string)?["error"] == error)
    }

    @Test(arguments: ["approve", "wrong_code"])
    func aDecisionOnNobodysPhoneIsAConflict(_ word: String) async throws {
        let bench = try PartnerBench()
        let id = try await started(bench)
        let answer = await call(bench, "POST", "/control/actions/\(id)", #"{"do":"\#(word)"}"#)
        #expect(answer.status == 409 && answer.text.contains("name a persona"), "\(answer.text)")
        #expect(try await bench.control.action(id).state == "created")
        #expect(try await bench.control.action(id).problem == nil)
    }

    @Test(arguments: ["approve", "reject", "cancel", "expire", "wrong_code", "fail"])
    func aDecisionOnWhatIsOverIsAConflict(_ word: String) async throws {
        let bench = try PartnerBench()
        let id = try await started(bench)
        let first = try await bench.control.approve(actionID: id, persona: "lotte").redirect
        let body = #"{"do":"\#(word)","persona":"lotte"}"#
        let answer = await call(bench, "POST", "/control/actions/\(id)", body)
        #expect(answer.status == 409 && answer.text.contains("the action is over: code_issued"), "\(answer.text)")
        #expect(try await bench.control.action(id).redirect == first)
    }

    @Test(arguments: ["9223372036854775807", "31536001", "-31536001", "0.5", "\"1\""])
    func theClockIsNotMovedOutOfTheCalendar(_ seconds: String) async throws {
        let bench = try PartnerBench()
        #expect(await call(bench, "POST", "/control/clock", #"{"advance":\#(seconds)}"#).status == 400)
        #expect(bench.clock.seconds == 1_790_000_000)
    }

    @Test func nonsenseIsRefused() async throws {
        let bench = try PartnerBench()
        #expect(await call(bench, "POST", "/control/actions/nope", #"{"do":"approve"}"#).status == 404)
        #expect(await call(bench, "POST", "/control/faults", #"{"fault":"nope"}"#).status == 400)
        #expect(await call(bench, "POST", "/control/faults", #"{"fault":"slow","sped":1}"#).status == 400)
        #expect(await call(bench, "POST", "/control/faults", #"{"fault":"slow","seconds":99999999}"#).status == 400)
        #expect(await call(bench, "POST", "/control/faults", #"{"fault":"slow","times":-1}"#).status == 400)
        #expect(await call(bench, "POST", "/control/clock", "{").status == 400)
        #expect(await call(bench, "POST", "/control/accounts/nobody/recreate").status == 404)
        #expect(await call(bench, "GET", "/control/traces/nope").status == 404)
        #expect(await call(bench, "GET", "/control/nope").status == 404)
    }

    /// itsme-protocol §9.
    @Test func aBlockedAccountIsActivatedAgainAsTheSamePerson() async throws {
        let bench = try PartnerBench()
        let account = "http://itsme.services/v2/claim/account"
        let asked = ["claims": "{\"id_token\":{\"\(account)\":null}}"]
        let before = try await bench.identify(asked)
        let id = String(try #require(await bench.authorize().header("Location")?.split(separator: "/").last))
        for _ in 0..<3 { _ = try await bench.control.perform(.wrongCode, on: id, persona: "lotte") }
        let people = try JSONValue.parse(await call(bench, "GET", "/control/personas").body).elements ?? []
        #expect(people.first { $0["id"]?.string == "lotte" }?["state"]?.string == "blocked")
        bench.clock.advance(by: 60)
        #expect(await call(bench, "POST", "/control/accounts/lotte/reactivate").status == 200)
        let after = try await bench.identify(asked)
        #expect(after["sub"]?.string == before["sub"]?.string)
        #expect(before[account]?["activationDate"]?.string == "2024-01-05T10:06:00.000Z")
        #expect(after[account]?["activationDate"]?.string == "2026-09-21T14:14:20Z")
        #expect(await call(bench, "POST", "/control/accounts/lotte/recreate").status == 200)
        bench.clock.advance(by: 60)
        let anew = try await bench.identify(asked)
        #expect(anew["sub"]?.string != before["sub"]?.string)
        #expect(anew[account]?["activationDate"]?.string == "2026-09-21T14:14:20Z", "of its creation")
    }

    @Test func aDeletedAccountIsNotActivatedAgain() async throws {
        let bench = try PartnerBench()
        #expect(await call(bench, "POST", "/control/accounts/dirk/reactivate").status == 409)
        #expect(await call(bench, "POST", "/control/accounts/nobody/reactivate").status == 404)
    }

    @Test func withoutItsTokenTheAPIIsClosed() async throws {
        let bench = try PartnerBench { $0.controlToken = "open sesame" }
        #expect(await call(bench, "GET", "/control/actions").status == 401)
        #expect(await call(bench, "GET", "/control/actions", token: "wrong").status == 401)
        #expect(await call(bench, "GET", "/control/actions", token: "open sesame").status == 200)
    }

    @Test func switchedOffTheAPIIsNotThere() async throws {
        let bench = try PartnerBench { $0.controlEnabled = false }
        #expect(await call(bench, "GET", "/control/actions").status == 404)
    }

    @Test func aScriptDecidesUpcomingTransactions() async throws {
        let bench = try PartnerBench()
        let script = try Samples.script().replacing("BrkDemo01x", with: PartnerBench.keyPair)
        await bench.control.run(try ItsmeSimulatorConfiguration.loadScript(yaml: script))
        let answers = await [bench.authorize(), bench.authorize(), bench.authorize(), bench.authorize()]
        var states: [String] = []
        for answer in answers {
            let id = String(answer.header("Location")?.split(separator: "/").last ?? "")
            states.append(try await bench.control.action(id).state)
        }
        #expect(states == ["code_issued", "rejected", "code_issued", "created"])
    }

    @Test func aStepForAnotherClientWaits() async throws {
        let bench = try PartnerBench()
        await bench.control.run([ItsmeScriptStep(.reject, persona: "lotte", client: PartnerBench.shared)])
        let id = String(try #require(await bench.authorize().header("Location")?.split(separator: "/").last))
        #expect(try await bench.control.action(id).state == "created")
    }

    @Test func secretsAndCodesDoNotReachTraces() async throws {
        let bench = try PartnerBench()
        let code = try await bench.code(client: PartnerBench.shared)
        let answer = try await bench.redeem(bench.secretFields(code))
        let traces = await call(bench, "GET", "/control/traces").text
        #expect(traces.contains("token request"))
        for secret in [PartnerBench.secret, code, try answer.requireString("access_token"), "Verbrugge"] {
            #expect(!traces.contains(secret))
        }
    }

    @Test func theSampleSettingsAreRead() throws {
        let configuration = try ItsmeSimulatorConfiguration.load(yaml: Samples.settings(), personas: Samples.personas())
        #expect(configuration.issuer == "http://localhost:8481/v2")
        #expect(configuration.clients.map(\.id) == ["BrkDemo01x", "BrkSecret1"])
    }

    @Test func allMistakesInSettingsAreReportedAtOnce() throws {
        let yaml = """
            upstream: itsme
            baseURL: ftp://x/
            colour: red
            clients:
              - id: far-too-long-for-itsme
                authentication: client_secret_post
                services: [{code: A, redirectURIs: ["http://localhost/x"]}]
            """
        let problem = #expect(throws: SettingsProblem.self) { try ItsmeSimulatorConfiguration.load(yaml: yaml) }
        let text = problem?.description ?? ""
        for part in [
            "baseURL  must be", "baseURL  must not", "colour  is not", "clients[0].id", "clients[0].secret", "is local",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }

    @Test func keysSurviveAsPEM() throws {
        let keys = try PartnerBench.serverKeys.get()
        let again = try ItsmeKeys(pem: keys.pem())
        #expect(again.signing.thumbprint == keys.signing.thumbprint)
        #expect(again.encryption.thumbprint == keys.encryption.thumbprint)
    }
}
