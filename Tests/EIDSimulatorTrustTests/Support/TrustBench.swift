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

    /// The authorities' files, made once for all tests: RSA keys are what makes a bench slow.
    private static let keys = Result {
        let bench = try TrustBench(folder: nil, copyingKeys: false)
        for role in TrustAuthority.allCases { _ = try bench.service.certificate(of: role) }
        let issued = try FileManager.default.contentsOfDirectory(atPath: bench.openssl.path("keys/issued"))
        let names = TrustAuthority.allCases.map { "\($0.rawValue).pem" } + issued.map { "issued/\($0)" }
        return try names.map { ($0, try bench.openssl.bytes("keys/\($0)")) }
    }

    /// A bench with a folder of its own, in which the authorities stand already.
    init(seed: UInt64 = 7, revokesUnissued: Bool = false) throws {
        try self.init(seed: seed, folder: nil, revokesUnissued: revokesUnissued, copyingKeys: true)
    }

    /// A bench with a given folder, or an empty one of its own.
    init(seed: UInt64 = 7, folder: String?, revokesUnissued: Bool = false, copyingKeys: Bool = false) throws {
        openssl = try OpenSSLCommand()
        let folder = folder ?? openssl.path("keys")
        if copyingKeys {
            try FileManager.default.createDirectory(atPath: "\(folder)/issued", withIntermediateDirectories: true)
            for (name, bytes) in try Self.keys.get() { _ = try openssl.file("keys/\(name)", bytes) }
        }
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
