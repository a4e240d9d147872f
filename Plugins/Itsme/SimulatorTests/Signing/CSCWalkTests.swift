import EIDJOSE
import EIDJSON
import EIDSimulator
import EIDSimulatorTrust
import Testing

@testable import EIDItsmeSimulator

/// Whole signatures by the CSC API, judged by OpenSSL (itsme-protocol §18).
@Suite struct CSCWalkTests {
    @Test(arguments: ["signHash", "signhash"])
    func valuesVerifyAgainstTheReturnedChain(_ spelling: String) async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer(persona: "saar")
        let id = try await bench.credentialID(bearer)
        let chain = SigningBench.chain(try await bench.credential(id, bearer))
        let order = bench.order(id, try await bench.activation(id, persona: "saar"))
        let values = try SigningBench.values(await bench.call("signatures/\(spelling)", order, bearer))
        #expect(values.count == 2)
        for (value, digest) in zip(values, SigningBench.digests) {
            #expect(value.count == 256)
            #expect(try OpenSSLCommand.accepts(value, of: digest, by: try #require(chain.first)))
        }
        #expect(try OpenSSLCommand.accepts(chain: chain, at: bench.clock.seconds))
        #expect(await bench.violations() == [])
    }

    @Test func theCertificateLooksLikeAQualifiedOne() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer(persona: "saar")
        let info = try await bench.credential(bench.credentialID(bearer), bearer)
        let text = try OpenSSLCommand.text(of: try #require(SigningBench.chain(info).first))
        for part in ["CN = Claes Saar", "serialNumber = 90020824462", "L = MECHELEN", "0.4.0.194112.1.2", "NOT A REAL"]
        {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func theAnswerHasTheOddTypesOfTheDocumentation() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let id = try await bench.credentialID(bearer)
        let info = try await bench.credential(id, bearer)
        #expect(info["SCAL"]?.string == "2")
        #expect(info["PIN"]?["presence"]?.string == "false")
        #expect(info["OTP"]?["presence"]?.string == "false")
        #expect(info["multiSign"]?.boolean == true)
        #expect(info["authMode"]?.string == "oauth2code")
        #expect(info["key"]?["status"]?.string == "enabled")
        #expect(info["key"]?["algo"]?.strings == ["1.2.840.113549.1.1.11"])
        #expect(info["key"]?["len"]?.integer == 2048)
        #expect(info["cert"]?["status"]?.string == "valid")
        #expect(info["cert"]?["validFrom"]?.string == "20260921140820Z")
        #expect(info["cert"]?["validTo"]?.string == "20290920141320Z")
        #expect(info["cert"]?["subjectDN"]?.string?.hasPrefix("CN=Verbrugge Lotte,GN=Lotte,SN=Verbrugge") == true)
        // RFC 4514 §2.4: a comma inside a value is escaped.
        let issuer = #"CN=SIMULATOR Qualified CA\, NOT REAL,O=eid-broker simulator\, NOT A REAL TRUST SERVICE,C=BE"#
        #expect(info["cert"]?["issuerDN"]?.string == issuer)
        let issued = await bench.simulator.signing.credentials["lotte"]?.issued
        #expect(info["cert"]?["serialNumber"]?.string == issued?.serial.text)
        let body: JSON = ["credentialID": .string(id), "certificates": "chain"]
        let short = try JSONValue.parse(await bench.call("credentials/info", body, bearer).body)
        #expect(short["cert"]?["subjectDN"] == nil)
        #expect(short["cert"]?["certificates"]?.count == 3)
    }

    @Test func infoTellsWhatThereIs() async throws {
        let bench = try SigningBench()
        let info = try JSONValue.parse(await bench.post("/csc/v1/info", ["lang": "NL"]).body)
        #expect(info["specs"]?.string == "1.0.3.0")
        #expect(info["oauth2"]?.string == "https://sim.example/csc/v1/oauth2/authorize")
        #expect(info["authType"]?.strings == ["oauth2code"])
        #expect(info["lang"]?.string == "NL")
        let logo = try #require(info["logo"]?.string)
        let picture = await bench.get(logo.replacing("https://sim.example", with: ""))
        #expect(picture.status == 200 && picture.header("Content-Type") == "image/svg+xml")
        #expect(info["methods"]?.strings?.contains("signatures/signHash") == true)
        let other = try JSONValue.parse(await bench.post("/csc/v1/info", ["lang": "ES"]).body)
        #expect(other["lang"]?.string == "EN-US")
    }

    @Test func codesAreHexadecimalOfAnIdentifierAndTheKindOfToken() async throws {
        let bench = try SigningBench()
        let first = try #require(try await bench.walk(bench.identification())["code"])
        #expect(Self.text(first).hasSuffix("|Bearer"))
        #expect(first == first.uppercased())
        let id = try await bench.credentialID(bench.redeem(first).requireString("access_token"))
        let second = try #require(try await bench.walk(bench.approval(id))["code"])
        #expect(Self.text(second).hasSuffix("|SAD"))
    }

    private static func text(_ code: String) -> String {
        let digits = Array(code)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func tokensComeByJSONAndByForm() async throws {
        let bench = try SigningBench()
        let json = try await bench.redeem(bench.walk(bench.identification())["code"] ?? "")
        #expect(json["token_type"]?.string == "Bearer")
        #expect(json["refresh_token"]?.isNull == true)
        #expect(json["expires_in"]?.integer == 3600)
        let code = try await bench.walk(bench.identification())["code"] ?? ""
        let fields: [(name: String, value: String)] = [
            ("grant_type", "authorization_code"), ("client_id", SigningBench.batch), ("code", code),
            ("client_secret", SigningBench.secret), ("redirect_url", SigningBench.redirect),
        ]
        #expect(await bench.form("/csc/v1/oauth2/token", fields).status == 200)
    }

    @Test func stateIsEchoedByteForByte() async throws {
        let bench = try SigningBench()
        #expect(try await bench.walk(bench.identification())["state"] == "s +/%~é")
        #expect(try await bench.walk(bench.identification(), .reject)["state"] == "s +/%~é")
    }

    @Test func aPersonHasOneCredentialAcrossSessions() async throws {
        let bench = try SigningBench()
        let first = try await bench.credentialID(bench.bearer())
        #expect(try await bench.credentialID(bench.bearer()) == first)
        #expect(try await bench.credentialID(bench.bearer(persona: "saar")) != first)
        try await bench.control.recreateAccount("lotte")
        #expect(try await bench.credentialID(bench.bearer()) != first)
    }

    @Test func hashesMayComeInEitherAlphabetWithOrWithoutPadding() async throws {
        let bench = try SigningBench()
        let id = try await bench.credentialID(bench.bearer())
        let digest = SHA256.digest("contract-A")
        for text in [Base64.encode(digest), Base64URL.encode(digest), Base64URL.encode(digest) + "="] {
            let code = try await bench.walk(bench.approval(id, [digest], ["hash": text]))["code"]
            #expect(code != nil, "\(text)")
        }
    }

    @Test func aPartOfTheHashesMayBeSignedOnce() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let id = try await bench.credentialID(bearer)
        let digests = SigningBench.digests + [SHA256.digest("contract-C")]
        let token = try await bench.activation(id, digests)
        func sign(_ part: [[UInt8]]) async -> Int {
            await bench.call("signatures/signHash", bench.order(id, token, part), bearer).status
        }
        #expect(await sign([digests[1]]) == 200)
        #expect(await sign([digests[0]]) == 400)
        #expect(await sign([digests[0], digests[2]]) == 200)
        #expect(await sign([digests[0], digests[2]]) == 400)
    }

    @Test func afterRevocationTheTokenOpensNothing() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let body: JSON = ["token": .string(bearer), "token_type_hint": "access_token"]
        let answer = await bench.call("auth/revoke", body, bearer)
        #expect(answer.status == 204)
        #expect(answer.body.isEmpty)
        let again = await bench.call("credentials/list", ["maxResults": 1], bearer)
        #expect(again.status == 401)
        #expect(try JSONValue.parse(again.body)["error"]?.string == "invalid_token")
    }

    @Test(arguments: [
        "auth/login", "credentials/authorize", "credentials/extendTransaction", "credentials/sendOTP",
        "signatures/timestamp",
    ])
    func methodsThatItsmeLacksAreNotImplemented(_ method: String) async throws {
        let bench = try SigningBench()
        #expect(await bench.post("/csc/v1/\(method)", [:]).status == 501)
    }

    @Test func nonsenseIsNotFoundAndAWrongVerbRefused() async throws {
        let bench = try SigningBench()
        #expect(await bench.post("/csc/v1/nope", [:]).status == 404)
        #expect(await bench.post("/csc/v2/info", [:]).status == 404)
        #expect(await bench.get("/csc/v1/info").status == 405)
        #expect(await bench.post("/csc/v1/oauth2/authorize", [:]).status == 405)
    }

    @Test func everyStepIsInTheTraceWithItsRuleAndWithoutSecrets() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer(persona: "saar")
        let id = try await bench.credentialID(bearer)
        let token = try await bench.activation(id, persona: "saar")
        let answer = await bench.call("signatures/signHash", bench.order(id, token), bearer)
        let traces = await bench.control.traces()
        for line in traces.flatMap(\.entries) {
            #expect(line.kind == .received || line.rule.hasPrefix("§"), "\(line.text)")
        }
        let text = traces.map(\.json.text).joined()
        #expect(text.contains("signatures/signHash request"))
        let value = try #require(try SigningBench.values(answer).first)
        for secret in [bearer, token, SigningBench.secret, "90020824462", "Claes", Base64.encode(value)] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }
}
