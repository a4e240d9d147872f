import EIDExternalMethod
import EIDMethod
import EIDSettings
import Logging
import ServiceLifecycle

/// The external methods of a settings file, each running in a process of its own.
struct ExternalMethods: Service {
    private let hosts: [ExternalHost]

    /// Starts every executable at the same time; `nil` with what is wrong when one of them does not run.
    static func start(_ executables: [ExternalExecutable], log: Logger) async -> (Self, [ConfigurationIssue]) {
        let methods = ExternalMethods(hosts: executables.map { ExternalHost($0, log: log) })
        let issues = await withTaskGroup(of: ConfigurationIssue?.self) { group in
            for host in methods.hosts {
                group.addTask {
                    do throws(ExternalFailure) {
                        try await host.start()
                        return nil
                    } catch {
                        return ConfigurationIssue(
                            "externalMethods.\(host.executable.name)",
                            "does not run: it \(error)"
                        )
                    }
                }
            }
            var issues: [ConfigurationIssue] = []
            for await issue in group { issues += issue.map { [$0] } ?? [] }
            return issues
        }
        return (methods, issues)
    }

    /// A registry that has these methods beside its own.
    func added(to registry: MethodRegistry) -> MethodRegistry {
        // A name that is taken was refused with the settings.
        hosts.compactMap(\.plugin).reduce(registry) { $0.adding($1) ?? $0 }
    }

    /// Lets each process look at the settings of its methods.
    func issues(in methods: [ConfiguredMethod]) async -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        for method in methods {
            guard let host = hosts.first(where: { $0.executable.name == method.plugin.name }) else { continue }
            let found = await host.examine(id: method.id, settings: method.settings, keys: method.keys)
            issues += found.map { $0.under("settings").under("methods.\(method.id)") }
        }
        return issues
    }

    /// Ends every process.
    func stop() async {
        await withTaskGroup(of: Void.self) { group in
            for host in hosts { group.addTask { await host.stop() } }
        }
    }

    /// Keeps the processes until the server, which is told first, has ended.
    func run() async throws {
        try? await gracefulShutdown()
        await stop()
    }
}
