import ArgumentParser

/// Drives whole brokered logins over real sockets and measures the broker's process alone.
@main
struct LoginBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login-benchmark",
        abstract: "Measure whole logins: processor time, latency, memory and start-up of the broker."
    )

    @Option(help: "The broker to measure; without it the one beside this program.") var broker: String?
    @Option(help: "Logins of each measurement.") var logins = 2000
    @Option(help: "Logins over which memory must stay flat; 0 leaves that out.") var flatness = 10_000
    @Option(help: "Authorizations that are left pending.") var pending = 5000
    @Option(help: "Only this profile.") var profile: String?
    @Flag(help: "Keep the folder with settings and logs.") var keep = false

    func run() async throws {
        let program = broker ?? BrokerProgram.besideThisOne
        let costs = try CryptoCosts()
        let table = ResultTable(costs: costs)
        table.begin()
        for entry in Profile.all where profile == nil || profile == entry.name {
            try await LoginStack.with(entry, program: program, keepsFolder: keep) { stack in
                let measurement = ProfileMeasurement(stack: stack, costs: costs, logins: logins)
                table.show(try await measurement.warmLogins(concurrency: 1))
                table.show(try await measurement.warmLogins(concurrency: 8))
            }
        }
        try await memory(program, costs, table)
        table.end()
    }

    private func memory(_ program: String, _ costs: CryptoCosts, _ table: ResultTable) async throws {
        guard profile == nil else { return }
        let sqlite = Profile.sqlite
        try await LoginStack.with(sqlite, program: program, keepsFolder: keep) { stack in
            table.show(try stack.measureStartUp(times: 5))
            table.show(idle: try stack.broker.meter.memory())
        }
        for entry in [Profile.plain, sqlite] {
            try await LoginStack.with(entry, program: program, keepsFolder: keep) { stack in
                let measurement = ProfileMeasurement(stack: stack, costs: costs, logins: logins)
                table.show(try await measurement.pendingAuthorizations(pending))
            }
        }
        guard flatness > 0 else { return }
        try await LoginStack.with(sqlite, program: program, keepsFolder: keep) { stack in
            let measurement = ProfileMeasurement(stack: stack, costs: costs, logins: flatness)
            table.show(try await measurement.flatness())
        }
    }
}
