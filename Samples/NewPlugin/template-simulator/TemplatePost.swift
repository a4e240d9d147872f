import EIDSimulator
import EIDSimulatorServer
import EIDTemplateSimulator
import Foundation

/// The simulator on a port of this machine, as `template.yaml` expects it.
@main
enum TemplatePost {
    static func main() async throws {
        let environment = ProcessInfo.processInfo.environment
        let port = environment["PORT"].flatMap(Int.init) ?? 8481
        let broker = environment["BROKER"] ?? "http://localhost:8480"
        let secret = try String(contentsOf: URL(filePath: "keys/post.secret"), encoding: .utf8)
        let simulator = TemplateSimulator(
            issuer: "http://localhost:\(port)",
            clientID: "broker",
            clientSecret: secret.trimmingCharacters(in: .whitespacesAndNewlines),
            callbackURL: "\(broker)/callback/template",
            clock: SimulatorClock(),
            seed: .random(in: 0...(.max))
        )
        let server = SimulatorServer(simulator, port: port) { port in
            print("The pigeon post is at http://localhost:\(port)/")
        }
        try await server.run()
    }
}
