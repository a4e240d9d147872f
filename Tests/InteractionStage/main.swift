import EIDBroker
import EIDJOSE
import EIDMethod
import EIDServer
import FoundationEssentials
import Logging
import ServiceLifecycle
import UnixSignals

/// The real broker with a method for each thing that a person can be asked to do.
///
/// The methods that ship show only some of these pages; browser tests should see them all.
/// usage: interaction-stage PORT REDIRECT-URI
let arguments = CommandLine.arguments
guard arguments.count == 3, let port = Int(arguments[1]), let issuer = URL(string: "http://localhost:\(port)") else {
    throw StageError(description: "usage: interaction-stage PORT REDIRECT-URI")
}
let random = RandomSource.system
let names: [StageProvider.Task: LocalizedText] = [
    .app: LocalizedText(nl: "Bank-app", fr: "Appli bancaire", de: "Bank-App", en: "Bank app", sv: "Bankapp"),
    .form: LocalizedText(nl: "Gemeenteloket", fr: "Guichet communal", de: "Bürgeramt", en: "Town hall", sv: "Rådhus"),
    .question: LocalizedText(nl: "Mobiele ID", fr: "ID mobile", de: "Mobile ID", en: "Mobile ID", sv: "Mobilt ID"),
]
let methods = StageProvider.Task.allCases.map { task in
    Method(id: task.rawValue, displayName: names[task], provider: StageProvider(task: task))
}
let client = Client(
    id: "stage",
    name: LocalizedText("Municipal library"),
    homeURL: arguments[2],
    redirectURIs: [arguments[2]],
    authentication: .none,
    methods: methods.map(\.id)
)
var log = Logger(label: "interaction-stage") { StreamLogHandler.standardError(label: $0) }
log.logLevel = .info
let broker = try Broker(
    configuration: BrokerConfiguration(
        issuer: issuer,
        signingKeys: [try JWK.generate(.p256)],
        clients: [client],
        subjectSecret: Secret(SecureRandom.bytes(32)),
        storageSecret: Secret(SecureRandom.bytes(32))
    ),
    methods: methods,
    store: InMemoryRecordStore(),
    log: log
)
let server = try BrokerServer(
    front: broker,
    signing: SigningStage(landing: arguments[2]),
    configuration: ServerConfiguration(port: port, issuer: issuer),
    log: log
)
try await ServiceGroup(services: [server], gracefulShutdownSignals: [.sigterm], logger: log).run()

/// Why the stage did not start.
struct StageError: Error, CustomStringConvertible {
    let description: String
}
