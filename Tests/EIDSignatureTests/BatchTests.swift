import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// The values of one approval match its digests one to one, or the whole batch fails.
@Suite("A batch") struct BatchTests {
    private let ca: TestAuthority
    private let batch: SignatureBatch
    private let values: [(id: String, value: [UInt8])]

    init() throws {
        let ca = try TestAuthority()
        self.ca = ca
        let prepared = try (0..<3).map { try TestSignature(ca).prepared([UInt8($0)]).toBeSigned }
        batch = try SignatureBatch(prepared.enumerated().map { ("doc-\($0)", $1) })
        values = try batch.entries.map { ($0.id, try ca.personKey.sign(digest: $0.toBeSigned.digest)) }
    }

    @Test("takes values by name in any order") func byName() throws {
        let verified = try batch.verified(named: values.reversed())
        #expect(verified.map(\.toBeSigned) == batch.entries.map(\.toBeSigned))
    }

    @Test("takes values in order") func inOrder() throws {
        #expect(try batch.verified(inOrder: values.map(\.value)).count == 3)
    }

    @Test("takes seventy digests at once, and not one more") func seventy() throws {
        let digests = try (0..<71).map { number in
            let target = try ToBeSigned([UInt8(number)], ca.curve, SignatureScheme(.ecdsa, .sha256))
            return (id: "\(number)", toBeSigned: target)
        }
        let full = try SignatureBatch(Array(digests.dropLast()))
        let values = try full.digests.map { try ca.curveKey.sign(digest: $0) }
        #expect(try full.verified(inOrder: values).count == 70)
        #expect(throws: refusal(.batchMismatch)) { try SignatureBatch(digests) }
    }

    @Test("refuses a swapped pair") func swapped() {
        #expect(throws: refusal(.valueInvalid)) {
            try batch.verified(inOrder: [values[1].value, values[0].value, values[2].value])
        }
        #expect(throws: refusal(.valueInvalid)) {
            try batch.verified(named: [
                (values[0].id, values[1].value), (values[1].id, values[0].value), values[2],
            ])
        }
    }

    @Test("refuses a missing value") func missing() {
        #expect(throws: refusal(.batchMismatch)) { try batch.verified(inOrder: values.dropLast().map(\.value)) }
    }

    @Test("refuses a value too many") func surplus() {
        #expect(throws: refusal(.batchMismatch)) {
            try batch.verified(inOrder: values.map(\.value) + [values[0].value])
        }
    }

    @Test("refuses one name twice") func doubled() {
        #expect(throws: refusal(.batchMismatch)) { try batch.verified(named: [values[0], values[0], values[2]]) }
    }

    @Test("refuses an unknown name") func unknownName() {
        #expect(throws: refusal(.batchMismatch)) {
            try batch.verified(named: [values[0], values[1], ("doc-9", values[2].value)])
        }
    }

    @Test("refuses two digests that are the same") func sameDigest() throws {
        let target = batch.entries[0].toBeSigned
        #expect(throws: refusal(.batchMismatch)) { try SignatureBatch([("a", target), ("b", target)]) }
    }

    @Test("refuses two digests of one name") func sameName() throws {
        #expect(throws: refusal(.batchMismatch)) {
            try SignatureBatch([("a", batch.entries[0].toBeSigned), ("a", batch.entries[1].toBeSigned)])
        }
    }

    @Test("refuses digests for two certificates") func twoCertificates() throws {
        let other = try ToBeSigned([1], ca.curve, SignatureScheme(.ecdsa, .sha256))
        #expect(throws: refusal(.batchMismatch)) {
            try SignatureBatch([("a", batch.entries[0].toBeSigned), ("b", other)])
        }
    }

    @Test("refuses to be empty") func empty() {
        #expect(throws: refusal(.batchMismatch)) { try SignatureBatch([]) }
    }
}
