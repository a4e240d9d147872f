import EIDItsme
import EIDKeyring
import EIDMethod
import EIDMethodTesting
import FoundationEssentials

/// One signing with a bench, step by step, for what the suite does not ask.
struct ItsmeSigningCase<Bench: SigningBench> {
    let bench: Bench
    let log = LogCapture()
    let method: SigningMethod
    var request: SigningRequest

    init(
        _ bench: Bench,
        count: Int = 1,
        description: String = "Contract A",
        policy: SigningRequest.Policy? = nil,
        signerHint: String? = nil,
        callbackURL: URL? = nil
    ) throws {
        self.bench = bench
        let services = ItsmeSigningCase<CSCBench>.services(http: bench.upstream, bench.clock, log)
        guard let method = SigningMethod(try bench.makeProvider(services: services)) else {
            throw ConformanceFailure("the bench does not sign")
        }
        self.method = method
        request = SigningRequest(
            transactionID: "transaction-1",
            count: count,
            description: LocalizedText(description),
            documentNames: ["contract-a.pdf"],
            clientName: LocalizedText("Client"),
            languages: [.fr],
            policy: policy,
            signerHint: signerHint ?? bench.signerHint,
            callbackURL: callbackURL ?? bench.callbackURL,
            callbackState: "state-of-transaction-1"
        )
    }

    var digests: [SigningDigest] {
        (0..<request.count).map { index in
            SigningDigest(
                name: "d-\(index)",
                bytes: Data(repeating: UInt8(truncatingIfNeeded: 0xFB + index), count: 32),
                documentName: "contract-a.pdf"
            )
        }
    }

    /// The first half; gives the state of `.ready`.
    func open() async throws -> [UInt8] {
        guard case .ready(_, let state) = try await end(try await method.begin(request)) else {
            throw ConformanceFailure("the first half has no signer")
        }
        return state
    }

    /// Both halves.
    func sign() async throws -> SigningResult { try await sign(from: try await open()) }

    /// The second half.
    func sign(from state: [UInt8]) async throws -> SigningResult {
        let step = try await method.authorise(digests, for: request, from: state)
        guard case .signed(let result) = try await end(step) else { throw ConformanceFailure("nothing was signed") }
        return result
    }

    /// Where the second half sends the browser.
    func approvalURL() async throws -> URL {
        let step = try await method.authorise(digests, for: request, from: try await open())
        guard case .present(.redirect(let url), _) = step else { throw ConformanceFailure("no redirect") }
        return url
    }

    private func end(_ step: SigningMethod.Step) async throws -> SigningMethod.Step {
        guard case .present(let interaction, let state) = step else { return step }
        let event = try await bench.play(.approve, at: interaction)
        return try await end(try await method.resume(request, from: state, after: event))
    }
}

extension ItsmeSigningCase where Bench == CSCBench {
    static func services(
        http: any HTTPTransport,
        _ clock: FakeClock = FakeClock(),
        _ log: LogCapture = LogCapture()
    ) -> MethodServices {
        MethodServices(
            http: GuardedTransport(http),
            clock: clock.wall,
            random: SeededRandom(seed: 11).source,
            keyring: PrivateKeyring(ItsmeSettings.keys),
            log: log.logger()
        )
    }
}
