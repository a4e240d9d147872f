import Hummingbird
import Logging

/// A small shop that verifies people and logs them in through the broker.
///
/// Read `Routes.swift` first: it shows the two legs of the code flow. `OpenIDClient.swift` and `IDTokenCheck.swift` are what
/// an integrator would copy, or replace by the OpenID Connect library of their platform.
let settings = try ShopSettings.fromEnvironment()
let client = OpenIDClient(settings: settings)
let routes = Routes(settings: settings, client: client, sessions: SessionStore())

var log = Logger(label: "relying-party")
log.logLevel = .notice
let application = Application(
    router: routes.router(),
    configuration: .init(address: .hostname(settings.host, port: settings.port), serverName: nil),
    onServerRunning: { _ in print("Sample shop: \(settings.baseURL)") },
    logger: log
)
try await application.runService()
await client.shutDown()
