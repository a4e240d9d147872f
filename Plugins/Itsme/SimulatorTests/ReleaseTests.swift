import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

@testable import EIDItsmeSimulator

/// What tokens tell, and what they keep to themselves (§12–§15).
@Suite struct ReleaseTests {
    private static let prefix = "http://itsme.services/v2/claim/"

    private func claims(_ names: [String]) -> [String: String?] {
        let members = names.map { "\"\($0.replacing("C:", with: Self.prefix))\":null" }
        return ["claims": "{\"id_token\":{\(members.joined(separator: ","))}}"]
    }

    @Test func anIDTokenHoldsWhatWasAsked() async throws {
        let token = try await (try PartnerBench()).identify()
        #expect(token["iss"]?.string == "https://sim.example/v2")
        #expect(token["aud"]?.string == PartnerBench.keyPair)
        #expect(token["nonce"]?.string == "n-1")
        #expect(token["exp"]?.integer == 1_790_000_300)
        #expect(token["auth_time"]?.integer == 1_790_000_000)
        #expect(token["acr"]?.string == Self.prefix + "acr_basic")
        #expect(token["name"]?.string == "Lotte Verbrugge")
        #expect(token["family_name"] == nil)
        #expect(token["sub"]?.string?.utf8.count == 36)
    }

    @Test func theStricterLevelWins() async throws {
        let both = "\(Self.prefix)acr_basic \(Self.prefix)acr_advanced"
        #expect(
            try await (try PartnerBench()).identify(["acr_values": both])["acr"]?.string == Self.prefix + "acr_advanced"
        )
    }

    @Test func theAuthenticationContextCanBeLeftOut() async throws {
        let token = try await (try PartnerBench { $0.omitsAuthenticationContext = true }).identify()
        #expect(token["acr"] == nil)
        #expect(token["auth_time"] == nil)
    }

    @Test func subjectsArePairwiseAndStable() async throws {
        let bench = try PartnerBench { $0.clients[1].services[0].code = "IDENT" }
        let first = try await bench.identify()["sub"]?.string
        #expect(try await bench.identify()["sub"]?.string == first)
        #expect(try await (try PartnerBench()).identify()["sub"]?.string == first)
        let answer = try await bench.redeem(bench.secretFields(bench.code(client: PartnerBench.shared)))
        let other = try openSecret(answer.requireString("id_token"))
        #expect(other["sub"]?.string != first)
    }

    @Test func aNewAccountHasANewSubject() async throws {
        let bench = try PartnerBench()
        let first = try await bench.identify()["sub"]?.string
        try await bench.control.recreateAccount("lotte")
        #expect(try await bench.identify()["sub"]?.string != first)
    }

    private func openSecret(_ token: String) throws -> JSONValue {
        let header = try #require(Base64URL.decode(token.split(separator: ".")[0]))
        #expect(String(decoding: header, as: UTF8.self) == #"{"alg":"dir","enc":"A256GCM"}"#)
        let key = try JWK(secret: SHA256.digest(PartnerBench.secret))
        let opened = try JWEOpener(keys: [key], algorithms: [.dir], encryptions: [.a256GCM]).open(token)
        let payload = String(decoding: opened.plaintext, as: UTF8.self).split(separator: ".")[1]
        return try JSONValue.parse(try #require(Base64URL.decode(payload)))
    }

    @Test func aLegacyClientGetsHS256FromItsOwnIssuer() async throws {
        let bench = try PartnerBench()
        let base = "/clientsecret-oidc/csapi/v0.1"
        let code = try await bench.code(client: PartnerBench.legacy)
        let answer = await bench.post(base + "/connect/token", bench.secretFields(code, client: PartnerBench.legacy))
        let json = try JSONValue.parse(answer.body)
        let idToken = try openSecret(json.requireString("id_token"))
        #expect(idToken["iss"]?.string == "https://sim.example" + base)
        #expect(idToken["nbf"]?.integer != nil && idToken["nbf"]?.integer == idToken["iat"]?.integer)
        let token = try json.requireString("access_token")
        let basic = "Basic " + Base64.encode(Array("\(PartnerBench.legacy):\(PartnerBench.secret)".utf8))
        #expect(await bench.post(base + "/connect/revoke", [("token", token)]).status == 400)
        let revoked = await bench.post(
            base + "/connect/revoke",
            [("token", token)],
            headers: [("Authorization", basic)]
        )
        #expect(revoked.status == 200)
        #expect(await bench.resource(token, at: base + "/connect/userinfo").status == 401)
    }

    @Test func scopesAreDeliveredAtUserInfo() async throws {
        let bench = try PartnerBench()
        let code = try await bench.code(["scope": "openid service:IDENT profile eid email", "claims": nil])
        let answer = try await bench.redeem(bench.tokenFields(code))
        let idToken = try await bench.open(answer.requireString("id_token"))
        #expect(idToken["name"] == nil)
        let response = await bench.resource(try answer.requireString("access_token"), at: "/v2/userinfo")
        #expect(response.header("Content-Type") == "application/json")
        let info = try await bench.open(response.text)
        #expect(info["sub"]?.string == idToken["sub"]?.string)
        #expect(info["nbf"]?.integer == info["iat"]?.integer)
        #expect(info[Self.prefix + "BENationalNumber"]?.string == "85031724680")
        #expect(info["email_verified"]?.boolean == false)
        let picture = await bench.resource(try answer.requireString("access_token"), at: "/v2/picture")
        #expect(picture.header("Content-Type") == "image/jpeg")
        #expect(picture.body.prefix(2).elementsEqual([0xFF, 0xD8]))
    }

    @Test(arguments: ItsmeSimulatorConfiguration.UserInfoForm.allCases)
    func userInfoComesInTheFormOfTheSettings(_ form: ItsmeSimulatorConfiguration.UserInfoForm) async throws {
        let bench = try PartnerBench { $0.userInfoForm = form }
        let code = try await bench.code(["claims": #"{"userinfo":{"name":null}}"#])
        let access = try await bench.redeem(bench.tokenFields(code)).requireString("access_token")
        #expect(access.utf8.count == 32)
        let response = await bench.resource(access)
        #expect(response.header("Content-Type") == (form == .jwt ? "application/jwt" : "application/json"))
        let claims =
            switch form {
            case .json, .jwt: try await bench.open(response.text)
            case .quoted: try await bench.open(String(response.text.dropFirst().dropLast()))
            case .plain: try JSONValue.parse(response.body)
            }
        #expect(claims["name"]?.string == "Lotte Verbrugge")
    }

    @Test(arguments: ["RSA-OAEP", "RSA-OAEP-256"], ["A128CBC-HS256", "A256GCM"])
    func tokensAreEncryptedAsTheClientIsRegistered(_ keyManagement: String, _ content: String) async throws {
        let bare = try JWK(pem: PartnerBench.encryption.get().privatePEM(), keyID: "p-enc", use: .encryption)
        let published = try JWKSet(keys: [PartnerBench.signing.get(), bare]).json().serialized()
        let bench = try PartnerBench(keySet: FetchedDocument(body: published)) {
            $0.clients[0].keyManagementAlgorithm = keyManagement
            $0.clients[0].contentEncryption = content
        }
        let token = try await bench.redeem(bench.tokenFields(bench.code())).requireString("id_token")
        let header = try JSONValue.parse(try #require(Base64URL.decode(token.split(separator: ".")[0])))
        #expect(header["alg"]?.string == keyManagement)
        #expect(header["enc"]?.string == content)
        #expect(header["kid"]?.string == "p-enc")
        #expect(header["cty"]?.string == "JWT")
    }

    @Test func ofSeveralEncryptionKeysAnyMayBePicked() async throws {
        let another = try JWK(
            pem: PartnerBench.encryption.get().privatePEM(),
            keyID: "p-enc-2",
            use: .encryption,
            algorithm: .rsaOAEP256
        )
        let published = try PartnerBench.keySet(also: [another])
        let bench = try PartnerBench(keySet: FetchedDocument(body: published, maximumAge: 3600))
        var picked: Set<String> = []
        for _ in 0..<12 {
            let token = try await bench.redeem(bench.tokenFields(bench.code())).requireString("id_token")
            let header = try JSONValue.parse(try #require(Base64URL.decode(token.split(separator: ".")[0])))
            picked.insert(try header.requireString("kid"))
        }
        #expect(picked == ["p-enc", "p-enc-2"])
    }

    @Test func revocationOfAnUnknownTokenIsFine() async throws {
        let bench = try PartnerBench()
        let proof = [("client_id", PartnerBench.legacy), ("client_secret", PartnerBench.secret)]
        let path = "/clientsecret-oidc/csapi/v0.1/connect/revoke"
        #expect(await bench.post(path, proof + [("token", "unknown")]).status == 200)
        #expect(await bench.post(path, proof).text.contains("invalid_request"))
        let hinted = await bench.post(path, proof + [("token", "x"), ("token_type_hint", "refresh_token")])
        #expect(hinted.text.contains("unsupported_token_type"))
        #expect(await bench.post("/v2/revoke", proof + [("token", "x")]).status == 404)
    }

    @Test func revocationOfAnotherClientsTokenIsRefused() async throws {
        let bench = try PartnerBench()
        let token = try await bench.redeem(bench.tokenFields(bench.code())).requireString("access_token")
        let proof = [("client_id", PartnerBench.legacy), ("client_secret", PartnerBench.secret)]
        let answer = await bench.post("/clientsecret-oidc/csapi/v0.1/connect/revoke", proof + [("token", token)])
        #expect(answer.status == 400)
        #expect(answer.text.contains("invalid_grant"))
        #expect(answer.text.contains("issued to another client [§13]"))
        #expect(await bench.resource(token).status == 200, "the token still opens what it opened")
    }

    @Test func aPictureIsThereForWhoAskedOnly() async throws {
        let bench = try PartnerBench()
        let access = try await bench.redeem(bench.tokenFields(bench.code())).requireString("access_token")
        #expect(await bench.resource(access, at: "/v2/picture").status == 404)
        #expect(await bench.get("/v2/picture").status == 401)
    }

    @Test func anUnknownOrOldAccessTokenIsRefused() async throws {
        let bench = try PartnerBench()
        let unknown = await bench.resource("x", at: "/v2/userinfo")
        #expect(unknown.status == 401)
        #expect(unknown.header("WWW-Authenticate")?.contains("invalid_token") == true)
        let answer = try await bench.redeem(bench.tokenFields(bench.code()))
        bench.clock.advance(by: 3600)
        #expect(await bench.resource(try answer.requireString("access_token"), at: "/v2/userinfo").status == 401)
        #expect(await bench.get("/v2/userinfo").status == 401)
    }

    @Test func aPartnerGetsOnlyWhatItIsEntitledTo() async throws {
        let bench = try PartnerBench { $0.clients[0].allowedClaims = ["name"] }
        let token = try await bench.identify()
        #expect(token["name"] != nil)
        #expect(token["given_name"] == nil)
    }

    @Test func metadataDescribeWhatWasAsked() async throws {
        let asked = claims([
            "name", "C:BEeidSn", "C:IDIssuingCountry", "C:validityTo", "C:validityFrom", "C:verificationDate",
        ])
        let token = try await (try PartnerBench()).identify(asked)
        let country = try token.requireObject(Self.prefix + "IDIssuingCountry")
        #expect(country["name"]?.string == "BEL")
        #expect(country.count == 2)
        #expect(try token.requireObject(Self.prefix + "validityTo").count == 1)
        #expect(token[Self.prefix + "validityFrom"]?[Self.prefix + "BEeidSn"]?.string == "2021-06-02T00:00:00Z")
    }

    @Test func metadataAloneTellNothing() async throws {
        #expect(
            try await (try PartnerBench()).identify(claims(["C:IDIssuingCountry"]))[Self.prefix + "IDIssuingCountry"]
                == nil
        )
    }

    @Test func aDutchDocumentHasNeitherAddressNorBelgianNumber() async throws {
        let asked = claims(["name", "address", "gender", "C:BENationalNumber", "birthdate", "C:claim_citizenship"])
        let token = try await (try PartnerBench()).identify(asked, persona: "sanne")
        #expect(token["address"] == nil)
        #expect(token["gender"] == nil)
        #expect(token[Self.prefix + "BENationalNumber"] == nil)
        #expect(token["birthdate"]?.string == "1992-04-30")
        #expect(token[Self.prefix + "claim_citizenship"]?.string == "NLD")
    }

    /// itsme-protocol §27.
    @Test(arguments: ItsmeSimulatorConfiguration.SlovenianNumber.allCases)
    func aSlovenianNumberComesUnderTheNameOfTheSettingsOnly(
        _ name: ItsmeSimulatorConfiguration.SlovenianNumber
    ) async throws {
        let bench = try PartnerBench { $0.slovenianNumber = name }
        let both = ItsmeSimulatorConfiguration.SlovenianNumber.allCases.map { Self.prefix + $0.rawValue }
        let token = try await bench.identify(claims(both), persona: "luka")
        #expect(both.filter { token[$0]?.string == "1907986505120" } == [Self.prefix + name.rawValue])
        #expect(both.filter { token[$0] != nil }.count == 1)
        let supported = try JSONValue.parse(await bench.get("/v2/.well-known/openid-configuration").body)
        let names = supported["claims_supported"]?.strings ?? []
        #expect(names.filter(both.contains) == [Self.prefix + name.rawValue])
    }

    @Test func aBirthYearComesAsPrintedOnly() async throws {
        let token = try await (try PartnerBench()).identify(
            claims(["birthdate", "C:birthdate_as_string", "age_gte_18"]),
            persona: "yara"
        )
        #expect(token["birthdate"] == nil)
        #expect(token["age_gte_18"] == nil)
        #expect(token[Self.prefix + "birthdate_as_string"]?.string == "1955")
    }

    @Test func theMinorStaysSixteen() async throws {
        let asked = claims(["birthdate", "age_gte_16", "age_gte_18", "C:BENationalNumber"])
        let token = try await (try PartnerBench()).identify(asked, persona: "mila")
        #expect(token["birthdate"]?.string == "2010-01-01")
        #expect(token["age_gte_16"]?.boolean == true)
        #expect(token["age_gte_18"]?.boolean == false)
        #expect(token[Self.prefix + "BENationalNumber"]?.string?.hasPrefix("100101") == true)
    }

    @Test func aCallInProgressIsTold() async throws {
        let token = try await (try PartnerBench()).identify(
            claims(["C:ongoing_call", "C:identification_mode"]),
            persona: "omar"
        )
        #expect(token[Self.prefix + "ongoing_call"]?.boolean == true)
        #expect(token[Self.prefix + "identification_mode"]?.string == "QR")
    }

    @Test func nationalNumbersHaveTheirCheckDigits() {
        #expect(NationalNumber.belgian(birthdate: "1985-03-17", sequence: 246) == "85031724680")
        #expect(NationalNumber.belgian(birthdate: "2005-08-11", sequence: 72) == "05081107279")
    }

    @Test func theTableOfClaimsIsThePublishedOne() throws {
        let rows = try JSONValue.parse(Samples.claimTable()).requireArray("claims")
        #expect(rows.count == ClaimAvailability.table.count)
        for (row, ours) in zip(rows, ClaimAvailability.table) {
            #expect(try row.requireString("claim") == ours.claim)
            #expect(try row.requireString("default") == ours.usual.rawValue)
            let exceptions = try row.requireObject("except").members ?? []
            #expect(exceptions.count == ours.exceptions.count)
            for (country, value) in exceptions { #expect(ours.exceptions[country]?.rawValue == value.string) }
        }
    }

    @Test func peopleHaveWhatTheirCountryAlwaysGives() throws {
        let now = SimulatorClock().now
        let people = try Samples.people.get()
        #expect(people.count >= 13)
        for persona in people {
            let found = persona.attributes(now: now, mode: "QR", pictureURL: "https://sim.example/v2/picture")
            for row in ClaimAvailability.table where !ClaimName.metadata.contains(row.claim) {
                guard ClaimAvailability.of(row.claim, country: persona.document.country) == .always else { continue }
                #expect(found[row.claim] != nil, "\(persona.id) lacks \(row.claim)")
            }
        }
    }

    @Test func belgianNumbersOfPeopleAreValid() throws {
        for persona in try Samples.people.get() {
            guard let text = persona.claims.first(where: { $0.name.hasSuffix("BENationalNumber") })?.value.string,
                let stem = Int(text.prefix(9)), let check = Int(text.suffix(2))
            else { continue }
            let isValid = 97 - stem % 97 == check || 97 - (2_000_000_000 + stem) % 97 == check
            #expect(isValid, "\(persona.id)")
        }
    }

    @Test func belgianCardNumbersOfPeopleAreValid() throws {
        for persona in try Samples.people.get() where persona.document.country == "BEL" {
            // In both forms of §14: with dashes and without.
            let number = persona.document.number.replacing("-", with: "")
            if number.hasPrefix("B") {
                #expect(number.utf8.count == 10)
                continue
            }
            let stem = try #require(Int(number.prefix(10)))
            #expect(number.utf8.count == 12)
            #expect(Int(number.suffix(2)) == (stem % 97 == 0 ? 97 : stem % 97), "\(persona.id)")
        }
    }
}
