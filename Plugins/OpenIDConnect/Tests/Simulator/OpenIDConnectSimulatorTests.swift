import EIDJOSE
import EIDJSON
import EIDOpenIDConnectSimulator
import EIDSimulator
import FoundationEssentials
import Testing

/// A simulator that lets everything through would make every test above worth little.
@Suite("The simulator refuses") struct OpenIDConnectSimulatorTests {
    private let simulator: OpenIDConnectSimulator
    private static let verifier = String(repeating: "v", count: 50)
    private static let keys = (try? OpenIDConnectKeys.generate(), try? OpenIDConnectKeys.generate())

    init() throws {
        simulator = try OpenIDConnectSimulator(
            profile: Arrangement.plain.profile,
            clock: SimulatorClock(fixedAt: Date(timeIntervalSince1970: 1_780_315_200)),
            keys: Self.keys.0,
            newKeys: Self.keys.1
        )
    }

    private static let good = [
        "client_id": "broker", "response_type": "code", "scope": "openid profile", "state": "state-of-a-test",
        "redirect_uri": Arrangement.callback, "nonce": "nonce-0123456789-0123456789",
        "code_challenge": Base64URL.encode(SHA256.digest(verifier)), "code_challenge_method": "S256",
    ]

    private func authorize(_ changes: [String: String?] = [:]) async -> SimulatorResponse {
        var fields = Self.good
        for (name, value) in changes { fields[name] = value }
        let query = FormFields(fields.map { (name: $0.key, value: $0.value) }).encoded
        return await simulator.respond(to: SimulatorRequest(method: "GET", path: "/op/authorize", query: query))
    }

    private func code() async throws -> String {
        let page = try #require(await authorize().header("location"))
        let decision = SimulatorRequest(method: "POST", path: page, body: Array("decision=approve".utf8))
        let location = try #require(await simulator.respond(to: decision).header("location"))
        let items = try #require(URLComponents(string: location)?.queryItems)
        return try #require(items.first { $0.name == "code" }?.value)
    }

    private func redeem(
        _ code: String,
        _ changes: [String: String] = [:],
        secret: String = TestSettings.secretText
    ) async -> SimulatorResponse {
        let fields = [
            "grant_type": "authorization_code", "code": code, "redirect_uri": Arrangement.callback,
            "code_verifier": Self.verifier,
        ].merging(changes) { $1 }
        return await simulator.respond(
            to: SimulatorRequest(
                method: "POST",
                path: "/op/token",
                headers: [
                    ("content-type", "application/x-www-form-urlencoded"),
                    ("authorization", "Basic " + Base64.encode(Array("broker:\(secret)".utf8))),
                ],
                body: Array(FormFields(fields.map { (name: $0.key, value: $0.value) }).encoded.utf8)
            )
        )
    }

    @Test("nothing about a good request and its code")
    func good() async throws {
        #expect(await redeem(try await code()).status == 200)
        #expect(simulator.refusals.isEmpty)
    }

    @Test("a stranger, or an unregistered address, on a page of its own")
    func strangers() async {
        for changes in [["client_id": "stranger"], ["redirect_uri": Arrangement.callback + "/"]] {
            let answer = await authorize(changes)
            #expect(answer.status == 400)
            #expect(answer.header("location") == nil)
        }
    }

    @Test(
        "a request that says too little, too much or something unheard of",
        arguments: [
            ["x_unheard_of": "1"], ["scope": "openid phone"], ["scope": "profile"], ["acr_values": "urn:plain:9"],
            ["code_challenge": "short"], ["code_challenge_method": "plain"], ["code_challenge": nil],
            ["state": nil], ["nonce": "short"], ["response_type": "id_token"], ["claims": "{}"],
        ] as [[String: String?]]
    )
    func requests(_ changes: [String: String?]) async {
        let answer = await authorize(changes)
        #expect(answer.header("location")?.contains("/person/") != true)
        #expect(simulator.refusals.count == 1)
    }

    @Test("a code for the second time")
    func usedCode() async throws {
        let code = try await code()
        #expect(await redeem(code).status == 200)
        #expect(await redeem(code).text.contains("invalid_grant"))
    }

    @Test("a code with another verifier, or for another address")
    func foreignCode() async throws {
        for changes in [["code_verifier": String(repeating: "w", count: 50)], ["redirect_uri": "https://x.example/"]] {
            #expect(await redeem(try await code(), changes).text.contains("invalid_grant"))
        }
    }

    @Test("a wrong secret, and two proofs at once")
    func proofs() async throws {
        #expect(await redeem(try await code(), secret: "another").status == 401)
        let both = ["client_id": "broker", "client_secret": TestSettings.secretText]
        #expect(await redeem(try await code(), both).status == 401)
    }

    @Test("UserInfo without a token that it has issued")
    func userInfo() async {
        for headers in [[], [("authorization", "Bearer guessed")]] as [[(name: String, value: String)]] {
            let request = SimulatorRequest(method: "GET", path: "/op/userinfo", headers: headers)
            #expect(await simulator.respond(to: request).status == 401)
        }
    }
}
