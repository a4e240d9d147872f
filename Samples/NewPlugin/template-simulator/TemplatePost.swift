import EIDSimulator
import EIDSimulatorServer
import EIDTemplateSimulator
import Foundation

/// The simulator on a port of this machine, as `template.yaml` expects it.
///
/// `PORT`, `BROKER`, `METHOD` and `SECRET` in the environment say where it listens, where the broker is, under which id the
/// broker has the method, and which file has the secret that they share.
@main
enum TemplatePost {
    static func main() async throws {
        guard CommandLine.arguments.count == 1 else {
            FileHandle.standardError.write(
                Data(
                    """
                    No arguments are taken; these variables are, with what they are without a word:
                      PORT=8481 BROKER=http://localhost:8480 METHOD=template SECRET=keys/post.secret

                    """.utf8
                )
            )
            exit(64)
        }
        let environment = ProcessInfo.processInfo.environment
        let port = environment["PORT"].flatMap(Int.init) ?? 8481
        let broker = environment["BROKER"] ?? "http://localhost:8480"
        let method = environment["METHOD"] ?? "template"
        let secret = try String(contentsOf: URL(filePath: environment["SECRET"] ?? "keys/post.secret"), encoding: .utf8)
        let simulator = TemplateSimulator(
            issuer: "http://localhost:\(port)",
            clientID: "broker",
            clientSecret: secret.trimmingCharacters(in: .whitespacesAndNewlines),
            callbackURL: "\(broker)/callback/\(method)",
            clock: SimulatorClock(),
            seed: .random(in: 0...(.max))
        )
        let server = SimulatorServer(simulator, port: port) { port in
            print("The pigeon post is at http://localhost:\(port)/")
        }
        try await server.run()
    }
}
