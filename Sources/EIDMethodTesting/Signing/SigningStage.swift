import EIDMethod
import FoundationEssentials

/// Everything around one signing that the broker would be: requests, stored state, digests, the network, the log.
final class SigningStage: Surrounded {
    let bench: any SigningBench
    let types: @Sendable () throws -> Set<MethodType>
    let around: Surroundings
    private let make: @Sendable () throws -> BareSigning

    init<Bench: SigningBench>(_ bench: Bench) {
        self.bench = bench
        let around = Self.surroundings(of: bench)
        self.around = around
        types = { Method(id: "bench", provider: try bench.makeProvider(services: around.services())).types }
        make = {
            guard let signing = BareSigning(try bench.makeProvider(services: around.services()), in: around) else {
                throw ConformanceFailure("the bench's settings leave signing out")
            }
            return signing
        }
    }

    /// Of a plugin that may be no type of this process.
    init(_ bench: some SigningBench, plugin: MethodPlugin, settings: SettingValue) {
        self.bench = bench
        let around = Self.surroundings(of: bench)
        self.around = around
        let method: @Sendable () -> Method = {
            plugin.method(id: "bench", settings: settings, services: around.services())
        }
        types = { method().types }
        make = {
            guard let signing = method().signing else {
                throw ConformanceFailure("the settings leave signing out")
            }
            return BareSigning(signing)
        }
    }

    private static func surroundings(of bench: some SigningBench) -> Surroundings {
        let around = Surroundings(
            upstream: bench.upstream,
            clock: bench.clock,
            keys: bench.keys,
            allowsLoopbackHTTP: bench.allowsLoopbackHTTP,
            seed: 20_261_127
        )
        let names = [bench.signer.subject?.identifier, bench.signerHint].compactMap(\.self)
        around.watch(names.filter { $0.utf8.count >= 8 })
        around.watch(browser: browser)
        return around
    }

    private static let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    /// A fresh provider.
    func method() throws -> BareSigning { try make() }

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
            callbackState: source.token(bytes: 24),
            endUser: EndUser(
                address: Surroundings.address,
                userAgent: Self.browser
            )
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
