import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import SignatureStage

/// A broker that signs, with a toy for the signer, played authorities, and a client and a browser to drive it.
struct SigningFlowBench: Sendable {
    static let text = Array("I owe you nothing.\n".utf8)

    let broker: Broker
    let clock: TestClock
    let script: SignerScript
    let trust: PlayedTrust
    let ca: TestAuthority
    /// The organisation's own certificate, unless a test changes the settings.
    let seal: Certificate
    let store: any RecordStore
    let log: LogBook

    init(
        clients: [Client]? = nil,
        clock: TestClock = TestClock(),
        store: (any RecordStore)? = nil,
        hasSeal: Bool = true,
        maximumDigests: Int = 70,
        maximumTransactions: Int? = nil,
        change: (inout SigningConfiguration) -> Void = { _ in },
        toy: (inout SignerScript.Content) -> Void = { _ in }
    ) throws {
        self.clock = clock
        log = LogBook()
        ca = try TestAuthority()
        script = SignerScript(ca)
        script.change {
            $0.maximumDigests = maximumDigests
            toy(&$0)
        }
        trust = PlayedTrust(ca, clock)
        var plan = TestCertificate(serial: 303, name: [(.organization, "Example NV"), (.commonName, "Example Seal")])
        plan.keyUsage = .digitalSignature
        plan.extras = [TestCertificate.answered(at: "http://ocsp.test/")]
        let seal = try ca.issue(plan, key: ca.strongKey)
        self.seal = seal
        trust.change { $0.others = [(seal, nil)] }
        self.store = store ?? InMemoryRecordStore(clock: clock.wall)
        var configuration = BrokerConfiguration(
            issuer: try #require(URL(string: BrokerBench.issuer)),
            signingKeys: [try JWK.generate(.p256)],
            clients: clients ?? [Self.shop(), Self.bank()],
            subjectSecret: Secret(Array("subject secret of 32 bytes or so".utf8)),
            storageSecret: Secret(Array("storage secret of 32 bytes or so".utf8))
        )
        var signing = SigningConfiguration(
            seal: hasSeal
                ? .init(certificates: [seal, ca.issuer], key: Secret(TestKeys.strong)) : nil,
            timestamps: .init(url: try #require(URL(string: "http://tsa.test/")), anchors: [ca.root, ca.issuer]),
            anchors: [ca.issuer]
        )
        change(&signing)
        configuration.signing = signing
        if let maximumTransactions { configuration.maximumTransactions = maximumTransactions }
        let services = MethodServices(
            http: NoTransport(),
            clock: clock.wall,
            random: .system,
            log: log.logger
        )
        let signer = ToySigner(configuration: SignerConfiguration(script: script), services: services)
        broker = try Broker(
            configuration: configuration,
            methods: [Method(id: "signer", provider: signer)],
            store: self.store,
            trustHTTP: trust,
            clock: clock.wall,
            log: log.logger
        )
        script.change { [clock] content in
            var identity = BrokerBench.person(clock)
            identity.evidence = [
                EvidenceItem(kind: "id_token", mediaType: "application/jwt", content: Data("token".utf8))
            ]
            content.identity = identity
        }
    }

    static func shop(_ change: (inout Client) -> Void = { _ in }) -> Client {
        BrokerBench.shop { client in
            client.methods = ["signer"]
            client.types = [.verification, .signing]
            client.returnURIs = ["https://shop.example/signed", "https://shop.example/signed?x=1"]
            change(&client)
        }
    }

    static func bank() -> Client {
        BrokerBench.bank { client in
            client.methods = ["signer"]
            client.types = [.verification, .signing]
        }
    }

    /// A token of the scope `signing`.
    func token(authorization: String = BrokerBench.basic) async throws -> String {
        let form = try BrokerBench.parameters(["grant_type": "client_credentials", "scope": "signing"])
        let answer = await broker.token(form: form, authorization: authorization)
        return "Bearer \(try answer.json.requireString("access_token"))"
    }

    func bankToken() async throws -> String {
        let form = try BrokerBench.parameters([
            "grant_type": "client_credentials", "client_id": "bank", "client_secret": BrokerBench.secret,
        ])
        return "Bearer \(try await broker.token(form: form, authorization: nil).json.requireString("access_token"))"
    }

    /// Uploads bytes in pieces of seven.
    func upload(_ bytes: [UInt8] = text, name: String? = "note.txt", type: String? = "text/plain", token: String)
        async -> BackchannelAnswer
    {
        let body = AsyncThrowingStream<[UInt8], any Error> { continuation in
            for start in stride(from: 0, to: bytes.count, by: 7) {
                continuation.yield(Array(bytes[start..<min(start + 7, bytes.count)]))
            }
            continuation.finish()
        }
        let upload = DocumentUpload(name: name, mediaType: type, declaredSize: bytes.count, body: body)
        return await broker.storeDocument(upload, authorization: token)
    }

    /// A signing of one text, ready for the person.
    func create(
        level: String = "qes",
        format: String = "cades",
        signatureLevel: String = "B-B",
        acceptable: String? = nil,
        count: Int = 1,
        extra: [(name: String, value: JSON)] = [],
        token: String? = nil
    ) async throws -> BackchannelAnswer {
        let token = if let token { token } else { try await self.token() }
        var documents: [JSON] = []
        for index in 0..<count {
            let stored = await upload(Self.text + Array("\(index)".utf8), name: "note \(index).txt", token: token)
            var members: [(name: String, value: JSON)] = [
                ("document", .string(try stored.json.requireString("id"))), ("format", .string(format)),
                ("level", .string(signatureLevel)),
            ]
            if let acceptable { members.append(("acceptable_level", .string(acceptable))) }
            documents.append(.object(members))
        }
        let body = JSON.object([("level", .string(level)), ("documents", .array(documents))] + extra)
        return await broker.createSigning(body: body.serialized(), idempotencyKey: nil, authorization: token)
    }

    /// A person who opened the page.
    struct Visitor: Sendable {
        var browser: BrowserContext
        let id: String
        let csrf: String
    }

    func open(_ id: String) async throws -> Visitor {
        let answer = await broker.showSigning(id, browser: BrowserContext())
        let cookie = try #require(answer.cookie)
        guard case .page(.review(let page), 200, _) = answer else {
            Issue.record("no review page: \(answer)")
            throw MissingValue()
        }
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        return Visitor(browser: browser, id: id, csrf: page.frame.csrf)
    }

    func consent(_ visitor: Visitor, _ changes: [String: String?] = [:]) async throws -> FlowAnswer {
        var form = ["csrf": visitor.csrf, "accept": "yes"]
        for (name, value) in changes { form[name] = value }
        return await broker.consent(
            signing: visitor.id,
            form: try BrokerBench.parameters(form),
            browser: visitor.browser
        )
    }

    /// The browser comes back from the upstream with the state that it was last sent with.
    func callback(_ visitor: Visitor, after answer: FlowAnswer) async throws -> FlowAnswer {
        let state = try #require(try answer.query["state"])
        return await broker.callback(
            method: "signer",
            try BrokerBench.parameters(["state": state, "code": "upstream"]),
            browser: visitor.browser
        )
    }

    /// From the review page to the end.
    func walk(_ id: String, level: String = "qes") async throws -> FlowAnswer {
        let visitor = try await open(id)
        var answer = try await consent(visitor)
        answer = try await callback(visitor, after: answer)
        guard level == "qes", answer.location?.contains("state=sign.") == true else { return answer }
        return try await callback(visitor, after: answer)
    }

    func status(_ id: String, token: String) async throws -> JSONValue {
        try await broker.signing(id, authorization: token).json
    }

    func bytes(_ answer: DocumentAnswer) async throws -> [UInt8] {
        guard case .content(let content) = answer else {
            Issue.record("no document: \(answer)")
            throw MissingValue()
        }
        var bytes: [UInt8] = []
        for try await chunk in content.chunks { bytes += chunk }
        #expect(bytes.count == content.size)
        return bytes
    }
}
