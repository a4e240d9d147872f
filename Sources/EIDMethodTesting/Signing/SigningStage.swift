import EIDMethod
import FoundationEssentials
import Logging

/// Everything around one signing that the broker would be: requests, stored state, digests, the network, the log.
final class SigningStage: Sendable {
    let bench: any SigningBench
    let types: @Sendable () throws -> Set<MethodType>
    let log = LogCapture()
    let wire: FaultyTransport
    let random = SeededRandom(seed: 20_261_127)
    let notes = SigningNotes()
    private let make: @Sendable (MethodServices) throws -> BareSigning

    init<Bench: SigningBench>(_ bench: Bench) {
        self.bench = bench
        let wire = FaultyTransport(bench.upstream)
        self.wire = wire
        let notes = notes
        let log = log.logger(label: "method")
        let random = random.source
        let services: @Sendable () -> MethodServices = {
            MethodServices(
                http: GuardedTransport(wire, allowsLoopbackHTTP: bench.allowsLoopbackHTTP),
                clock: bench.clock.wall,
                random: random,
                keys: bench.keys,
                log: log
            )
        }
        types = { Method(id: "bench", provider: try bench.makeProvider(services: services())).types }
        make = { services in
            let provider = try bench.makeProvider(services: services)
            guard
                let signing = BareSigning(
                    provider,
                    printing: { text in notes.withLock { $0.states.append(text) } }
                )
            else { throw ConformanceFailure("the bench's settings leave signing out") }
            return signing
        }
        self.services = services
    }

    private let services: @Sendable () -> MethodServices

    /// A fresh provider.
    func method() throws -> BareSigning { try make(services()) }

    /// A request as the broker makes it, each with a `state` of its own.
    func request(count: Int = 1, description: String = "Signature test 1") -> SigningRequest {
        let source = random.source
        return SigningRequest(
            transactionID: source.token(bytes: 16),
            count: count,
            description: LocalizedText(description),
            documentNames: (0..<max(0, count)).map { "document-\($0).pdf" },
            clientName: LocalizedText("Test client"),
            languages: [.nl, .en],
            signerHint: bench.signerHint,
            callbackURL: bench.callbackURL,
            callbackState: source.token(bytes: 24)
        )
    }

    /// Digests with names, all different.
    func digests(for request: SigningRequest, length: Int? = nil) -> [SigningDigest] {
        let length = length ?? digestLength
        return (0..<max(0, request.count)).map { index in
            SigningDigest(
                name: "digest-\(index)",
                bytes: Data(random.bytes(length)),
                documentName: "document-\(index).pdf"
            )
        }
    }

    /// How long the signer's digests are.
    var digestLength: Int { bench.signer.algorithm?.digestLength ?? 32 }
}
