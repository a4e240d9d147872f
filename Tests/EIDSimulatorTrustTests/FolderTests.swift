import EIDSimulatorTrust
import Foundation
import Testing

@Suite("A folder of keys") struct FolderTests {
    private let bench: TrustBench
    private var folder: String { bench.openssl.path("keys") }

    init() throws { bench = try TrustBench() }

    @Test func keepsTheAuthorities() throws {
        let again = try TrustBench(folder: folder)
        #expect(try again.service.rootPEM() == bench.service.rootPEM())
        #expect(try again.service.certificate(of: .seals) == bench.service.certificate(of: .seals))
    }

    @Test func isReadByItsOwnerOnly() throws {
        let fresh = try TrustBench(folder: nil)
        _ = try fresh.service.rootPEM()
        let file = fresh.openssl.path("keys/root.pem")
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: fresh.openssl.path("keys")).sorted() == [
                "issued", "root.pem",
            ]
        )
    }

    @Test func knowsWhatAnotherProcessIssuedAndRevoked() throws {
        let issued = try bench.service.issueSigner(TrustBench.subject)
        let again = try TrustBench(seed: 8, folder: folder)
        #expect(try again.status(of: issued).says(": good"))
        try bench.service.revoke(issued.serial, reason: .superseded)
        #expect(try again.status(of: issued).says("Reason: superseded"))
        let list = try again.openssl.file("list.crl", again.service.revocationList(of: .signers))
        #expect(try again.openssl.run("crl -inform DER -noout -text -in @", list).says(issued.serial.text.uppercased()))
    }

    @Test func neverGivesANumberTwice() throws {
        let first = try bench.service.issueSigner(TrustBench.subject)
        let again = try TrustBench(folder: folder)
        let second = try again.service.issueSigner(TrustBench.subject)
        #expect(first.serial != second.serial)
    }

    @Test func holdsNoNames() throws {
        let issued = try bench.service.issueSigner(TrustBench.subject)
        #expect(try bench.openssl.bytes("keys/issued/\(issued.serial)") == Array("signers".utf8))
    }

    @Test func refusesAKeyOfAnotherAuthority() throws {
        // Whole, and issued by the same root: only its name gives it away.
        _ = try bench.openssl.file("keys/signers.pem", bench.openssl.bytes("keys/seals.pem"))
        #expect(throws: TrustError.self) { try bench.service.certificate(of: .signers) }
        #expect(throws: Never.self) { try bench.service.certificate(of: .seals) }
    }

    @Test func refusesAnAuthorityOfAnotherRoot() throws {
        let other = try TrustBench(folder: nil)
        _ = try other.service.rootPEM()
        _ = try bench.openssl.file("keys/root.pem", other.openssl.bytes("keys/root.pem"))
        #expect(throws: Never.self) { try bench.service.rootPEM() }
        #expect(throws: TrustError.self) { try bench.service.certificate(of: .signers) }
    }

    @Test func refusesACertificateOfAnotherKey() throws {
        let other = try TrustBench(folder: nil)
        _ = try other.service.rootPEM()
        let key = try other.openssl.run("pkey -in @", other.openssl.path("keys/root.pem")).output
        let certificate = try bench.openssl.run("x509 -in @", bench.openssl.path("keys/root.pem")).output
        _ = try bench.openssl.file("keys/root.pem", key + certificate)
        #expect(throws: TrustError.self) { try bench.service.rootPEM() }
    }

    @Test(arguments: ["", "junk", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func refusesWhatIsNoKey(text: String) throws {
        _ = try bench.openssl.file("keys/root.pem", text)
        #expect(throws: TrustError.self) { try bench.service.rootPEM() }
    }

    @Test func refusesARegisterThatWasChanged() throws {
        let issued = try bench.service.issueSigner(TrustBench.subject)
        _ = try bench.openssl.file("keys/issued/\(issued.serial)", "nobody")
        let again = try TrustBench(folder: folder)
        let question = try again.question(issued.chain)
        #expect(throws: TrustError.self) { try again.service.ocsp(question) }
    }
}
