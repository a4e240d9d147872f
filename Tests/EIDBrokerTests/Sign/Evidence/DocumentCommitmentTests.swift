import EIDJOSE
import FoundationEssentials
import Testing

@testable import EIDBroker

/// What an upstream's answer commits to.
@Suite("Commitment to documents") struct DocumentCommitmentTests {
    private let first = SHA256.digest("a")
    private let second = SHA256.digest("b")

    @Test("is a label, the number and the hashes in order") func encoding() throws {
        let bytes = try DocumentCommitment([first, second]).bytes
        #expect(bytes == Data(Array("eid-broker documents 1\n".utf8) + [0, 0, 0, 2] + first + second))
    }

    @Test("makes the nonce that sha256sum makes") func nonce() throws {
        // printf 'salt' | cat - <(printf 'eid-broker documents 1\n\0\0\0\1') <(printf a | openssl sha256 -binary)
        //     | openssl sha256 -binary | basenc --base64url | tr -d =
        let nonce = try DocumentCommitment([first]).nonce(salt: Array("salt".utf8))
        #expect(nonce == "IebeP5D_ZjmJu7HGN44_OrAZz7KrVqmTgmN24XcHgeY")
    }

    @Test("changes with order, number and content") func differs() throws {
        let nonces = try [[first, second], [second, first], [first], [first, first]].map {
            try DocumentCommitment($0).nonce(salt: [1])
        }
        #expect(Set(nonces).count == 4)
    }

    @Test("refuses no document") func none() {
        #expect(throws: SigningFailure(.batchTooLarge, "")) { try DocumentCommitment([]) }
    }

    @Test("refuses a hash that is no SHA-256") func length() {
        #expect(throws: SigningFailure(.hashLength, "")) { try DocumentCommitment([first, Array(second.dropLast())]) }
    }
}
