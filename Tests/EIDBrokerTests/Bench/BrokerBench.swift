import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging
import Testing

/// A broker with toys for methods, two clients that differ in sector, and a browser to drive it.
struct BrokerBench: Sendable {
    static let issuer = "https://broker.example"
    static let secret = "0123456789abcdef0123456789abcdef"
    static let verifier = "dBjFtJeZ4CVP-mBy92K27uhbUJU1p1r_wW1gFWFOEjX"
    static let challenge = Base64URL.encode(SHA256.digest(verifier))

    let broker: Broker
    let clock: TestClock
    let script: ToyScript
    let store: any RecordStore
    let signingKey: JWK
    let log: LogBook

    init(
        clients: [Client]? = nil,
        store: (any RecordStore)? = nil,
        clock: TestClock = TestClock(),
        script: ToyScript? = nil,
        lifetimes: Lifetimes = Lifetimes(),
        signingKeys: [JWK]? = nil,
        maximumTransactions: Int? = nil,
        remembersMethod: Bool = true,
        extra: [String] = [],
        others: [Method] = []
    ) throws {
        let log = LogBook()
        let script = script ?? ToyScript(Self.person(clock))
        let keys = try signingKeys ?? [JWK.generate(.p256)]
        let services = MethodServices(
            http: NoTransport(),
            clock: clock.wall,
            random: .system,
            log: log.logger
        )
        let toy = ToyConfiguration(script: script)
        self.store = store ?? InMemoryRecordStore(clock: clock.wall)
        var configuration = BrokerConfiguration(
            issuer: try #require(URL(string: Self.issuer)),
            signingKeys: keys,
            clients: clients ?? [Self.shop(), Self.bank()],
            subjectSecret: Secret(Array("subject secret of 32 bytes or so".utf8)),
            storageSecret: Secret(Array("storage secret of 32 bytes or so".utf8)),
            lifetimes: lifetimes
        )
        configuration.remembersMethod = remembersMethod
        if let maximumTransactions { configuration.maximumTransactions = maximumTransactions }
        broker = try Broker(
            configuration: configuration,
            methods: [
                Method(id: "toy", provider: ToyProvider(configuration: toy, services: services)),
                Method(id: "small", provider: SmallProvider(configuration: toy, services: services)),
            ] + extra.map { Method(id: $0, provider: SmallProvider(configuration: toy, services: services)) } + others,
            store: self.store,
            clock: clock.wall,
            log: log.logger
        )
        self.clock = clock
        self.script = script
        self.log = log
        signingKey = try #require(keys.first)
    }

    /// A client with most of what a client can have.
    static func shop(_ change: (inout Client) -> Void = { _ in }) -> Client {
        var client = Client(
            id: "shop",
            name: LocalizedText("Sample shop"),
            homeURL: "https://shop.example/",
            redirectURIs: ["https://shop.example/cb", "https://shop.example/other?x=1"],
            authentication: .secretBasic(Secret(secret)),
            methods: ["toy"],
            attributes: Set(
                ["profile", "email", "address"].flatMap { AttributeCatalogue.attributes(scope: $0) }
                    + [
                        Attribute<String>.nationalNumber.name, Attribute<Image>.picture.name,
                        Attribute<Place>.placeOfBirth.name,
                    ]
            ),
            justifications: [
                Attribute<String>.nationalNumber.name: "the law says so",
                Attribute<Image>.picture.name: "for the badge",
                Attribute<Place>.placeOfBirth.name: "for the badge",
            ]
        )
        change(&client)
        return client
    }

    /// A client of another sector that may learn nothing but a name.
    static func bank(_ change: (inout Client) -> Void = { _ in }) -> Client {
        var client = Client(
            id: "bank",
            name: LocalizedText("Sample bank"),
            redirectURIs: ["https://bank.example/cb"],
            authentication: .secretPost(Secret(secret)),
            methods: ["toy", "small"],
            attributes: [Attribute<String>.name.name]
        )
        change(&client)
        return client
    }

    /// A person of whom everything is known.
    static func person(_ clock: TestClock) -> VerifiedIdentity {
        var attributes = IdentityAttributes()
        let document = Provenance(
            claim: "upstream.card",
            basis: .document,
            verifiedAt: clock.now,
            issuingCountry: "BEL"
        )
        attributes.set(.name, to: "Ada Lovelace", from: document)
        attributes.set(.givenName, to: "Ada", from: document)
        attributes.set(.birthdate, to: CalendarDate(year: 1815, month: 12), from: document)
        attributes.set(.email, to: "ada@example.org", from: Provenance(claim: "mail", basis: .selfDeclared))
        attributes.set(.emailVerified, to: false, from: Provenance(claim: "mail", basis: .upstream))
        attributes.set(.nationalNumber, to: "15121000123", from: document)
        attributes.set(
            .address,
            to: PostalAddress(postalCode: "1000", locality: "Brussel", country: "BE"),
            from: document
        )
        attributes.set(.placeOfBirth, to: Place(locality: "London"), from: document)
        attributes.set(.picture, to: Image(mediaType: "image/jpeg", bytes: [1, 2, 3]), from: document)
        attributes.set(.updatedAt, to: clock.now, from: document)
        attributes.set(.device, to: ["os": "toyOS"], from: Provenance(claim: "device", basis: .upstream))
        return VerifiedIdentity(
            subject: UpstreamSubject(namespace: "https://upstream.example", identifier: "ada"),
            assurance: .high,
            authenticatedAt: clock.now,
            attributes: attributes
        )
    }
}
