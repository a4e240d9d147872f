import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging
import Synchronization

/// The organisation's seal as the settings name it, asked anew whenever it is needed: certificates end while a broker runs.
///
/// Whoever asks finds it fit or learns why not; the log has one line whenever that changes.
final class OrganisationSeal: Sendable {
    private struct State {
        /// Found fit the last time, so that the path is not built for each signing.
        var seal: Seal?
        var told = SealStanding.Status.good
    }

    private let certificates: [Certificate]
    private let key: LocalSigningKey
    private let fitness: CertificateFitness
    private let clock: WallClock
    private let log: Logger
    private let state = Mutex(State())

    /// Takes the seal of a configuration without issues.
    init(
        _ settings: SigningConfiguration.SealKey,
        fitness: CertificateFitness,
        clock: WallClock,
        log: Logger
    ) throws(SignatureError) {
        certificates = settings.certificates
        key = try LocalSigningKey(pem: settings.key.reveal())
        self.fitness = fitness
        self.clock = clock
        self.log = log
    }

    /// The seal, if it holds now.
    func current() throws(SigningFailure) -> Seal {
        let found = look(at: clock.now)
        do throws(SigningFailure) { return try found.get() } catch {
            throw SigningFailure(.sealUnavailable, error.detail)
        }
    }

    /// How it stands now.
    @discardableResult func standing() -> SealStanding {
        let now = clock.now
        return SealStanding(of: certificates, look(at: now).map(\.lifetime), at: now)
    }

    private func look(at now: Date) -> Result<Seal, SigningFailure> {
        let kept = state.withLock { $0.seal }
        let found: Result<Seal, SigningFailure>
        if let kept, kept.lifetime.contains(now) {
            found = .success(kept)
        } else {
            found = Result { () throws(SigningFailure) in
                try Seal(certificates, key: key, by: fitness, at: now)
            }
        }
        let standing = SealStanding(of: certificates, found.map(\.lifetime), at: now)
        let told = state.withLock { state in
            defer { (state.seal, state.told) = (try? found.get(), standing.status) }
            return state.told
        }
        if told != standing.status { tell(standing, after: told) }
        return found
    }

    private func tell(_ standing: SealStanding, after told: SealStanding.Status) {
        switch standing.status {
        case .good: log.notice("the seal can be used again")
        case .endsSoon: log.warning("the seal ends soon", metadata: ["why": "the certificate \(standing.sentence)"])
        case .expired, .notYetValid, .unusable:
            log.error("the seal cannot be used", metadata: ["why": "the certificate \(standing.sentence)"])
        }
    }
}
