import EIDJSON
import EIDSimulator
import EIDSwedishBankIDSimulator
import FoundationEssentials
import Testing

/// The simulator refuses what BankID would, and says why.
@Suite struct OrderRefusalTests {
    private let simulator = SwedishBankIDSimulator(
        clientName: "client",
        clock: SimulatorClock(fixedAt: Date(timeIntervalSince1970: 1_780_315_200)),
        signers: BankIDBench.signers
    )

    private func call(
        _ route: String,
        _ body: JSON,
        method: String = "POST",
        type: String = "application/json",
        client: String? = "client"
    ) async -> SimulatorResponse {
        await simulator.respond(
            to: SimulatorRequest(
                method: method,
                path: "/rp/v6.0/\(route)",
                headers: [("Content-Type", type)],
                body: body.serialized(),
                clientCertificateName: client
            )
        )
    }

    private func code(_ answer: SimulatorResponse) -> String? {
        (try? JSONValue.parse(answer.body))?["errorCode"]?.string
    }

    private static let address: JSON = ["endUserIp": "203.0.113.7"]

    @Test func aCallerWithoutTheCertificateIsRefused() async {
        for client in [nil, "somebody"] {
            let answer = await call("auth", Self.address, client: client)
            #expect(answer.status == 401 && code(answer) == "unauthorized")
        }
    }

    @Test func anotherRouteVerbOrMediaTypeIsRefused() async {
        #expect(await call("authenticate", Self.address).status == 404)
        #expect(await call("auth", Self.address, method: "GET").status == 405)
        #expect(await call("auth", Self.address, type: "application/json; charset=utf-8").status == 415)
    }

    @Test(arguments: [
        JSON.object([]), ["endUserIp": "nowhere"], ["endUserIp": "203.0.113.7", "personalNumber": "199001012385"],
        ["endUserIp": "203.0.113.7", "userVisibleData": "not base64"],
        ["endUserIp": "203.0.113.7", "userVisibleData": .string(String(repeating: "QUJD", count: 376))],
        ["endUserIp": "203.0.113.7", "userVisibleDataFormat": "simpleMarkdownV1"],
        ["endUserIp": "203.0.113.7", "userVisibleData": "QUJD", "userVisibleDataFormat": "html"],
        ["endUserIp": "203.0.113.7", "returnUrl": "ftp://x"],
        ["endUserIp": "203.0.113.7", "returnUrl": .string("https://" + String(repeating: "x", count: 505))],
        ["endUserIp": "203.0.113.7", "returnRisk": "yes"], ["endUserIp": "203.0.113.7", "requirement": .object([])],
        ["endUserIp": "203.0.113.7", "requirement": ["pin": true]],
        ["endUserIp": "203.0.113.7", "requirement": ["certificatePolicies": ["1.2.752.78.1.5"]]],
        ["endUserIp": "203.0.113.7", "requirement": ["cardReader": "class2"]],
        ["endUserIp": "203.0.113.7", "requirement": ["mrtd": 1]],
        ["endUserIp": "203.0.113.7", "web": "broker.example"], ["endUserIp": "203.0.113.7", "web": .object([])],
        ["endUserIp": "203.0.113.7", "web": ["domain": "broker.example"]],
        ["endUserIp": "203.0.113.7", "web": ["referringDomain": 7]],
        ["endUserIp": "203.0.113.7", "web": ["userAgent": .string(String(repeating: "x", count: 257))]],
        ["endUserIp": "203.0.113.7", "web": ["userAgent": "x"], "app": ["deviceOS": "x"]],
    ])
    func aMalformedOrderIsRefused(body: JSON) async {
        let answer = await call("auth", body)
        #expect(answer.status == 400 && code(answer) == "invalidParameters")
        #expect(simulator.violations.count == 1)
    }

    @Test(arguments: [
        JSON.object([]), ["personalNumber": "199001012385"], ["callInitiator": "user"],
        ["personalNumber": "199001012385", "callInitiator": "bank"],
        ["personalNumber": "19900101238x", "callInitiator": "RP"],
        ["personalNumber": "199001012385", "callInitiator": "RP", "endUserIp": "203.0.113.7"],
    ])
    func aMalformedPhoneOrderIsRefused(body: JSON) async {
        #expect(code(await call("phone/auth", body)) == "invalidParameters")
    }

    @Test func aSigningWithoutATextIsRefused() async {
        #expect(code(await call("sign", Self.address)) == "invalidParameters")
        let text = String(repeating: "QUJD", count: 10_000)
        #expect(await call("sign", ["endUserIp": "::1", "userVisibleData": .string(text)]).status == 200)
    }

    @Test(arguments: ["collect", "cancel"]) func anOrderNobodyMadeIsRefused(route: String) async {
        for reference in ["", "131daac9-16c6-4618-beb0-365768f37288"] {
            #expect(code(await call(route, ["orderRef": .string(reference)])) == "invalidParameters")
        }
    }

    @Test func aSecondOrderForOnePersonEndsTheFirst() async {
        let body: JSON = ["personalNumber": "199001012385", "callInitiator": "RP"]
        #expect(await call("phone/auth", body).status == 200)
        #expect(code(await call("phone/auth", body)) == "alreadyInProgress")
        #expect(simulator.orders.map(\.hint) == ["cancelled"])
        #expect(await call("phone/auth", body).status == 200)
    }

    @Test func anOrderThatHasRunOutIsInNobodysWay() async {
        let body: JSON = ["personalNumber": "199001012385", "callInitiator": "RP"]
        #expect(await call("phone/auth", body).status == 200)
        simulator.clock.advance(by: 31)
        #expect(await call("phone/auth", body).status == 200)
        #expect(simulator.orders.map(\.hint) == ["startFailed", "outstandingTransaction"])
    }

    @Test func anOrderThatNoAppHasIsNotApproved() async throws {
        _ = await call("auth", Self.address)
        let order = try #require(simulator.orders.first)
        #expect(throws: BankIDControlError.notOpened) { try simulator.decide(.approve, on: order.reference) }
        #expect(simulator.decide("approve", on: order.reference) == nil)
        try simulator.decide(.approve, on: simulator.take(order.reference, as: .bjorn))
        #expect(simulator.orders.map(\.hint) == ["complete"])
    }

    @Test(arguments: BankIDDecision.pendingHints.sorted())
    func aHintOfAPendingOrderMovesIt(_ hint: String) async throws {
        let answer = try JSONValue.parse(await call("auth", Self.address).body)
        let order = try answer.requireString("orderRef")
        #expect(simulator.decide(hint, on: order) == AppDecision(returnURL: nil))
        let status = try JSONValue.parse(await call("collect", ["orderRef": .string(order)]).body)
        #expect(status["status"]?.string == "pending" && status["hintCode"]?.string == hint)
    }

    @Test func callsAreRefusedByNameAsOftenAsIsSaid() async {
        #expect(!simulator.refuse(routeNamed: "authenticate", status: 503, errorCode: "Maintenance", times: 1))
        #expect(!simulator.refuse(routeNamed: "auth", status: 503, errorCode: nil, times: 1))
        #expect(simulator.refuse(routeNamed: "auth", status: 503, errorCode: "Maintenance", times: 2))
        for _ in 0..<2 { #expect(code(await call("auth", Self.address)) == "Maintenance") }
        #expect(await call("auth", Self.address).status == 200)
        #expect(simulator.refuse(routeNamed: "auth", status: 503, errorCode: "Maintenance", times: 2))
        simulator.endRefusals()
        #expect(await call("auth", Self.address).status == 200)
    }

    @Test func anotherHintEndsTheOrder() async throws {
        let answer = try JSONValue.parse(await call("auth", Self.address).body)
        let order = try answer.requireString("orderRef")
        #expect(simulator.decide("userDeclinedCall", on: order) != nil)
        let status = try JSONValue.parse(await call("collect", ["orderRef": .string(order)]).body)
        #expect(status["status"]?.string == "failed" && status["hintCode"]?.string == "userDeclinedCall")
    }

    @Test func codesOfOtherMomentsAndOtherSecretsAreRefused() async throws {
        let answer = try JSONValue.parse(await call("auth", Self.address).body)
        let token = try answer.requireString("qrStartToken")
        #expect(throws: BankIDControlError.badCode) { try simulator.scan("bankid.\(token).0.00") }
        #expect(throws: BankIDControlError.badCode) { try simulator.scan("bankid.\(token).00.00") }
        #expect(throws: BankIDControlError.noOrder) { try simulator.scan("bankid.nobody.0.00") }
    }

    @Test func resultsAreKeptForThreeMinutesAndFailuresForFive() async throws {
        let result = try await decided(.approve)
        simulator.clock.advance(by: 181)
        #expect(code(await call("collect", ["orderRef": .string(result)])) == "invalidParameters")
        let failure = try await decided(.cancel)
        simulator.clock.advance(by: 299)
        #expect(await call("collect", ["orderRef": .string(failure)]).status == 200)
        #expect(code(await call("collect", ["orderRef": .string(failure)])) == "invalidParameters")
    }

    private func decided(_ decision: BankIDDecision) async throws -> String {
        let answer = try JSONValue.parse(await call("auth", Self.address).body)
        let link = "bankid:///?autostarttoken=\(try answer.requireString("autoStartToken"))&redirect=null"
        let order = try simulator.follow(link)
        try simulator.decide(decision, on: order)
        return order
    }
}
