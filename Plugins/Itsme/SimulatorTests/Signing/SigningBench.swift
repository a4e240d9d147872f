import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import FoundationEssentials

/// A partner that signs, in front of a simulator of its own.
struct SigningBench: Sendable {
    static let batch = "Sign01x"
    static let single = "Single01x"
    static let redirect = "https://broker.example/sign?via=itsme"
    static let secret = "demo-signing-secret-0123456789abcdef"

    /// SHA-256 of `contract-A` and `contract-B` (itsme-protocol §28).
    static let digests = [SHA256.digest("contract-A"), SHA256.digest("contract-B")]

    let simulator: ItsmeSimulator
    let clock = SimulatorClock(fixedAt: Date(timeIntervalSince1970: 1_790_000_000))
    let signers = SharedSigners()

    init(seed: UInt64 = 7, _ change: (inout ItsmeSimulatorConfiguration) -> Void = { _ in }) throws {
        let service = ItsmeService(code: "SIGN", kind: .signing, redirectURIs: [Self.redirect])
        var configuration = ItsmeSimulatorConfiguration(
            baseURL: "https://sim.example",
            clients: [
                ItsmeClient(
                    id: Self.batch,
                    name: "Broker",
                    authentication: .secret("another-secret"),
                    services: [service],
                    signing: ItsmeSigningContract(
                        secret: Self.secret,
                        accounts: ["acct-1"],
                        redirectPattern: "https://[a-z]+\\.broker\\.example/sign",
                        allowsBatch: true,
                        certificateName: "broker.example"
                    )
                ),
                ItsmeClient(
                    id: Self.single,
                    name: "Single",
                    authentication: .secret(Self.secret),
                    services: [service],
                    signing: ItsmeSigningContract(
                        accounts: ["acct-1"],
                        accountTokenKey: .digest,
                        certificateName: "single.example",
                        addresses: ["192.0.2.1"]
                    )
                ),
            ],
            personas: try Samples.people.get()
        )
        change(&configuration)
        simulator = try ItsmeSimulator(
            configuration: configuration,
            clock: clock,
            seed: seed,
            keys: PartnerBench.serverKeys.get(),
            signers: signers,
            download: { _ in throw CancellationError() }
        )
    }

    var control: ItsmeControl { simulator.control }

    func get(_ path: String, _ query: String = "") async -> SimulatorResponse {
        await simulator.respond(to: SimulatorRequest(method: "GET", path: path, query: query))
    }

    func form(_ path: String, _ fields: [(name: String, value: String)]) async -> SimulatorResponse {
        await simulator.respond(
            to: SimulatorRequest(
                method: "POST",
                path: path,
                headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(FormFields(fields).encoded.utf8)
            )
        )
    }

    func post(
        _ path: String,
        _ body: JSON,
        headers: [(name: String, value: String)] = []
    ) async -> SimulatorResponse {
        await simulator.respond(
            to: SimulatorRequest(
                method: "POST",
                path: path,
                headers: [("Content-Type", "application/json")] + headers,
                body: body.serialized()
            )
        )
    }

    /// The rules that were broken so far.
    func violations() async -> [String] { await control.traces().flatMap(\.violations) }
}

extension JSON {
    /// The same object with members changed; `nil` removes one.
    func changed(_ changes: [String: JSON?]) -> JSON {
        var tree = self
        for (name, value) in changes { tree[name] = value }
        return tree
    }
}
