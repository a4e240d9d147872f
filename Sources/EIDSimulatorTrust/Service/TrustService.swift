package import FoundationEssentials
import Synchronization

/// A small trust service: authorities, certificates, revocation and timestamps, without any socket.
///
/// Numbers and times repeat under a seed and a clock. Keys and signatures do not, because OpenSSL draws them; with a
/// folder the authorities' keys are kept, and with them what was issued and revoked. Nothing is made before it is asked
/// for, so that a simulator that never signs starts at once.
package final class TrustService: Sendable {
    /// Where the service is, and what it keeps.
    package struct Settings: Sendable {
        /// The address in front of `/ocsp`, `/crl/…` and `/ca/…`, without a slash at the end.
        ///
        /// It stands in certificates; authorities from a folder keep the one under which they were made.
        package var baseURL: String
        /// The seed of all numbers.
        package var seed: UInt64
        /// Where keys are kept; `nil` makes new ones at each start.
        package var folder: String?
        /// Answers *revoked* for numbers that were never issued, as RFC 6960 §4.4.8 allows, instead of *unknown*.
        package var revokesUnissued: Bool
        /// Where RSA keys are borrowed; `nil` makes a new one for each certificate.
        package var keys: TrustKeyPool?

        /// Makes settings.
        package init(
            baseURL: String,
            seed: UInt64 = 1,
            folder: String? = nil,
            revokesUnissued: Bool = false,
            keys: TrustKeyPool? = nil
        ) {
            self.baseURL = baseURL
            self.seed = seed
            self.folder = folder
            self.revokesUnissued = revokesUnissued
            self.keys = keys
        }

        /// A key for a certificate.
        func key() throws(TrustError) -> TrustKey {
            guard let keys else { return try .generate(.rsa) }
            return try keys.lend()
        }

        var responderURL: String { "\(baseURL)/ocsp" }
        var disclosureURL: String { "\(baseURL)/pds" }
        func certificateURL(of role: TrustAuthority) -> String { "\(baseURL)/ca/\(role.rawValue).cer" }
        func revocationListURL(of role: TrustAuthority) -> String { "\(baseURL)/crl/\(role.rawValue).crl" }
    }

    static let day: TimeInterval = 86_400
    static let year: TimeInterval = 365 * day

    let now: @Sendable () -> Date
    let state: Mutex<TrustState>

    /// Makes a service; no key is made yet.
    package init(_ settings: Settings, now: @escaping @Sendable () -> Date) {
        self.now = now
        state = Mutex(TrustState(settings: settings))
    }

    /// An authority's certificate.
    package func certificate(of role: TrustAuthority) throws(TrustError) -> [UInt8] {
        try authority(role).certificate
    }

    /// The root that relying parties trust, in PEM.
    package func rootPEM() throws(TrustError) -> String { try pem(of: .root) }

    /// An authority's certificate, in PEM.
    package func pem(of role: TrustAuthority) throws(TrustError) -> String { try authority(role).handle.pem() }

    /// Stands at another address from now on, as when a port is known only once it listens.
    ///
    /// What was made before keeps the old one.
    package func move(to baseURL: String) { state.withLock { $0.settings.baseURL = baseURL } }

    var disclosureURL: String { state.withLock { $0.settings.disclosureURL } }

    func authority(_ role: TrustAuthority) throws(TrustError) -> CertificateAuthority {
        let time = now()
        return try state.withLock { state throws(TrustError) in try state.authority(role, at: time) }
    }
}
