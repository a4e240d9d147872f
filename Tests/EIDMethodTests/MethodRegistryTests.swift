import EIDMethod
import FoundationEssentials
import Logging
import Testing

@Suite struct MethodRegistryTests {
    private let registry = MethodRegistry(EchoProvider.self, SecondProvider.self)
    private let services = MethodServices(
        http: GuardedTransportTests.Counting(),
        clock: WallClock { Date(timeIntervalSince1970: 1_780_315_200.75) },
        random: .system,
        log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )

    private func request(_ type: MethodType) throws -> MethodRequest {
        try MethodRequest(
            transactionID: "t",
            type: type,
            callbackURL: try #require(URL(string: "https://broker.example/callback/x")),
            callbackState: "s"
        )
    }

    private func method(_ greeting: SettingValue = "hello", id: String = "echo") throws -> Method {
        let plugin = try #require(registry.plugin(named: "echo"))
        return plugin.method(id: id, settings: ["greeting": greeting], services: services)
    }

    @Test func `Plugins are found by name, in the order given`() {
        #expect(registry.plugins.map(\.name) == ["echo", "second"])
        #expect(registry.plugin(named: "second")?.descriptor.types == [.verification])
        #expect(registry.plugin(named: "Echo") == nil)
        #expect(registry.plugin(named: "echo")?.settings.map(\.key) == ["greeting", "count"])
    }

    @Test func `A method has its plugin's name, or one of its own`() throws {
        let plugin = try #require(registry.plugin(named: "echo"))
        #expect(try method().displayName == plugin.descriptor.displayName)
        let name = LocalizedText("Echo of the mountains")
        let named = plugin.method(id: "x", displayName: name, settings: ["greeting": "x"], services: services)
        #expect(named.displayName == name)
        #expect(named.descriptor.displayName == plugin.descriptor.displayName)
    }

    @Test func `A method describes itself where its settings make something else of the plugin`() throws {
        let registry = MethodRegistry(PoliteProvider.self)
        let plugin = try #require(registry.plugin(named: "polite"))
        let method = plugin.method(id: "x", settings: ["greeting": "Good day"], services: services)
        #expect(plugin.descriptor.types == [.authentication, .verification])
        #expect(method.descriptor.displayName == LocalizedText("Good day"))
        #expect(method.displayName == LocalizedText("Good day"))
        #expect(method.types == [.authentication])
    }

    @Test func `One plugin serves two methods with different settings`() async throws {
        for (id, greeting) in [("first", "hello"), ("other", "goodbye")] {
            let method = try method(.text(greeting), id: id)
            let step = try await method.resume(
                request(.authentication),
                from: Array(#"{"number":1}"#.utf8),
                after: .polled
            )
            guard case .finished(let identity) = step else {
                Issue.record("not finished")
                return
            }
            #expect(method.id == id)
            #expect(identity.subject.namespace == greeting)
        }
    }

    @Test func `State goes out as bytes and comes back typed`() async throws {
        let method = try method()
        guard case .present(_, let state) = try await method.begin(request(.authentication)) else {
            Issue.record("nothing to do")
            return
        }
        #expect(String(decoding: state, as: UTF8.self) == #"{"number":2}"#)
        guard
            case .finished(let identity) = try await method.resume(
                request(.authentication),
                from: state,
                after: .polled
            )
        else {
            Issue.record("not finished")
            return
        }
        #expect(identity.subject.identifier == "2")
    }

    @Test(arguments: ["", "{}", "null", "[1]", #"{"number":"2"}"#, "\u{0}"])
    func `State that is not the method's is refused`(_ state: String) async throws {
        let method = try method()
        await #expect(throws: MethodError(.untrusted, "")) {
            try await method.resume(try request(.authentication), from: Array(state.utf8), after: .polled)
        }
    }

    @Test func `State that cannot be stored is refused`() async throws {
        let plugin = try #require(registry.plugin(named: "second"))
        let method = plugin.method(id: "second", settings: ["greeting": "x"], services: services)
        await #expect(throws: MethodError(.misconfigured, "")) { try await method.begin(try request(.verification)) }
    }

    @Test(arguments: [MethodType.verification, .signing])
    func `A type that is not offered is refused at both ends`(_ type: MethodType) async throws {
        let method = try method()
        await #expect(throws: MethodError(.unsupported, "")) { try await method.begin(try request(type)) }
        await #expect(throws: MethodError(.unsupported, "")) {
            try await method.resume(try request(type), from: Array(#"{"number":1}"#.utf8), after: .polled)
        }
    }

    @Test func `Settings are checked by shape first, then by meaning`() throws {
        let plugin = try #require(registry.plugin(named: "echo"))
        let key = MethodKeys.Key(id: nil, use: .signing, pem: Secret("pem"))
        #expect(plugin.issues(settings: ["count": 9], keys: MethodKeys()).map(\.path) == ["greeting", "count"])
        #expect(plugin.issues(settings: ["greeting": "x"], keys: MethodKeys()).map(\.path) == ["keys"])
        #expect(plugin.issues(settings: ["greeting": "x"], keys: MethodKeys([key])).isEmpty)
    }

    @Test func `An offer depends on the country where it says so`() {
        let offer = SecondProvider.descriptor.offer(for: Attribute<String>.email.name)
        #expect(offer?.availability(issuingCountry: "NLD") == .never)
        #expect(offer?.availability(issuingCountry: "BEL") == .maybe)
        #expect(offer?.availability(issuingCountry: nil) == .maybe)
        #expect(SecondProvider.descriptor.offer(for: Attribute<String>.name.name) == nil)
    }
}
