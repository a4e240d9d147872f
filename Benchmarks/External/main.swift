import EIDExternalMethod
import EIDJOSE
import EIDMethod
import EIDTemplate
import FoundationEssentials
import Logging

// What a method in a process of its own costs a login: the template's two calls, linked in and external, with the same upstream.
let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 2000
let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
let path = own.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/external-template"
guard let bytes = FileManager.default.contents(atPath: path) else { fatalError("build external-template first") }

let host = ExternalHost(
    ExternalExecutable(name: "template", path: path, sha256: SHA256.digest(bytes)),
    log: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
)
let before = ContinuousClock.now
try await host.start()
print("start    \(Int((ContinuousClock.now - before) / .milliseconds(1))) ms")
guard let external = host.plugin, let linked = MethodRegistry(TemplateProvider.self).plugins.first else {
    fatalError("the method does not run")
}
print("place      p50 µs  p95 µs  CPU here µs   (a login: begin, resume, the upstream's answer)")
for (name, plugin) in [("linked in", linked), ("external", external), ("linked in", linked), ("external", external)] {
    let walk = try PigeonWalk(plugin)
    for _ in 0..<100 { try await walk.login() }
    var times: [Duration] = []
    let used = ProcessorTime.used
    for _ in 0..<rounds {
        let start = ContinuousClock.now
        try await walk.login()
        times.append(ContinuousClock.now - start)
    }
    let cost = (ProcessorTime.used - used) / Double(rounds)
    times.sort()
    let figures = [times[rounds / 2], times[rounds * 95 / 100]].map { Int($0 / .microseconds(1)) }
    print("\(name)\t\(figures[0])\t\(figures[1])\t\(Int(cost))")
}
await host.stop()
