import EIDMethod
import EIDSignature
import FoundationEssentials

/// Asks the configured authority when a digest existed (RFC 3161), and believes only what it can verify.
struct TimestampClient: Sendable {
    private let authority: SigningConfiguration.TimestampAuthority
    private let call: CertificateCall
    private let rules: TimestampRules
    private let clock: WallClock
    private let random: RandomSource

    /// `nil` where the operator names no authority.
    init?(_ configuration: SigningConfiguration, http: any HTTPTransport, clock: WallClock, random: RandomSource) {
        guard let authority = configuration.timestamps else { return nil }
        self.authority = authority
        call = CertificateCall(configuration, http: http)
        var rules = TimestampRules(anchors: TrustAnchors(authority.anchors))
        rules.policies = Set(authority.policies)
        self.rules = rules
        self.clock = clock
        self.random = random
    }

    /// A verified timestamp over a digest; every failure is `timestampFailed`.
    func timestamp(
        _ imprint: [UInt8],
        _ algorithm: DigestAlgorithm = .sha256
    ) async throws(SigningFailure) -> VerifiedTimestamp {
        do {
            let request = try TimestampRequest(
                imprint: imprint,
                algorithm: algorithm,
                // A list of accepted policies cannot be asked for, only a single one.
                policy: authority.policies.count == 1 ? authority.policies.first : nil,
                nonce: random.bytes(8)
            )
            let body = try await call.post(
                authority.url,
                request.der,
                as: "application/timestamp-query",
                limits: HTTPLimits(time: .seconds(authority.seconds), bodyBytes: 128 * 1024)
            )
            return try rules.token(from: TimestampResponse(der: body), to: request, at: clock.now)
        } catch {
            throw SigningFailure(.timestampFailed, "timestamp authority: \(error)")
        }
    }

    /// The authorities' paths behind timestamps that came from here, each once.
    func paths(of tokens: [[UInt8]]) -> [CertificatePath] {
        var paths: [CertificatePath] = []
        for der in tokens {
            guard let token = try? TimestampToken(der: der),
                let path = try? rules.verify(token, imprint: token.info.imprint, at: clock.now).path,
                !paths.contains(path)
            else { continue }
            paths.append(path)
        }
        return paths
    }
}
