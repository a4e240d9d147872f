import EIDSimulatorTrust
import Foundation
import Synchronization

/// A trust service with a clock that stands still until it is moved, and the command that judges it.
struct TrustBench {
    static let now = Date(timeIntervalSince1970: 1_790_000_000)
    static let subject = SignerSubject(
        givenNames: "Lotte Zoë",
        surname: "Van den Berg",
        country: "BE",
        locality: "Gent",
        nationalNumber: "90020512345"
    )

    let time = TestClock()
    let service: TrustService
    let openssl: OpenSSLCommand

    init(seed: UInt64 = 7, folder: String? = nil, revokesUnissued: Bool = false) throws {
        openssl = try OpenSSLCommand()
        service = TrustService(
            TrustService.Settings(
                baseURL: "http://trust.example/trust",
                seed: seed,
                folder: folder,
                revokesUnissued: revokesUnissued
            ),
            now: { [time] in time.now }
        )
    }

    /// Writes the root and the issuing authorities where the command finds them.
    func authorities() throws -> (root: String, middle: String) {
        let root = try openssl.file("root.pem", service.rootPEM())
        var middle = ""
        for role in [TrustAuthority.signers, .seals, .timestamps] {
            let der = try openssl.file("\(role.rawValue).cer", service.certificate(of: role))
            middle += try openssl.run("x509 -inform DER -in @", der).output
        }
        return (root, try openssl.file("middle.pem", middle))
    }

    /// `openssl verify`, at the clock's time.
    func verify(_ certificate: [UInt8], _ options: String = "") throws -> OpenSSLCommand.Verdict {
        let files = try authorities()
        let leaf = try openssl.file("leaf.cer", certificate)
        return try openssl.run(
            "verify -x509_strict -attime \(time.seconds) -CAfile @ -untrusted @ \(options) @",
            files.root,
            files.middle,
            leaf
        )
    }

    /// `openssl x509 -text`.
    func text(_ certificate: [UInt8]) throws -> String {
        let leaf = try openssl.file("leaf.cer", certificate)
        return try openssl.run("x509 -inform DER -noout -text -nameopt RFC2253 -in @", leaf).output
    }
}

/// A clock that tests move.
final class TestClock: Sendable {
    private let reading = Mutex(TrustBench.now)

    var now: Date { reading.withLock { $0 } }
    var seconds: Int { Int(now.timeIntervalSince1970) }
    func advance(by seconds: TimeInterval) { reading.withLock { $0 = $0.addingTimeInterval(seconds) } }
}
