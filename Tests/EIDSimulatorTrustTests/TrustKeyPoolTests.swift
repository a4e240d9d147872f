import Foundation
import Testing

@testable import EIDSimulatorTrust

/// Keys that trust services borrow.
@Suite struct TrustKeyPoolTests {
    private func service(_ pool: TrustKeyPool) -> TrustService {
        TrustService(TrustService.Settings(baseURL: "http://trust.example/trust", keys: pool), now: { TrustBench.now })
    }

    @Test func noTwoCertificatesThatAreHeldShareAKey() throws {
        let pool = TrustKeyPool()
        let (one, other) = (service(pool), service(pool))
        let keys = try [TrustAuthority.root, .signers].flatMap { role in
            try [one, other].map { try $0.authority(role).key.publicKeyInfo }
        }
        let people = try [one, other].map { try $0.issueSigner(TrustBench.subject) }
        #expect(Set(keys + people.map(\.key.publicKeyInfo)).count == 6)
        #expect(pool.count == 6)
    }

    @Test func theKeysOfAServiceThatIsGoneAreLentAgain() throws {
        let pool = TrustKeyPool()
        let first = try service(pool).authority(.root).key.publicKeyInfo
        let second = try service(pool).authority(.root).key.publicKeyInfo
        #expect(first == second)
        #expect(pool.count == 1)
    }
}
