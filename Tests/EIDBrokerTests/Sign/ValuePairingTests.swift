import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Values and documents belong together one to one, or nothing is signed.
@Suite("Values of a batch") struct ValuePairingTests {
    private let bench: SigningBench
    private let prepared: [(name: String, document: PreparedDocument)]
    private let values: [SigningResult.Value]

    init() async throws {
        bench = try SigningBench()
        let engine = bench.engine()
        let signer = try await engine.check(bench.signer(), qualified: true)
        var prepared: [(name: String, document: PreparedDocument)] = []
        for (index, format) in [SignatureOrder.Format.cades, .jades, .asice].enumerated() {
            let document = SigningBench.document([UInt8(index)])
            let order = SigningBench.order(format)
            prepared.append(
                ("d\(index)", try engine.prepare(order, document: document, signer: signer, policy: nil))
            )
        }
        self.prepared = prepared
        let bench = bench
        values = try prepared.map { .init(name: $0.name, bytes: try bench.value($0.document)) }
    }

    private func refuses(_ values: [SigningResult.Value]) {
        #expect(throws: SigningFailure(.signatureValueInvalid, "")) {
            try bench.engine().verify(values, of: prepared)
        }
    }

    @Test("are found by their names, in any order") func good() throws {
        let found = try bench.engine().verify(values.reversed(), of: prepared)
        #expect(Set(found.keys) == ["d0", "d1", "d2"])
        #expect(found["d1"]?.bytes == Data(values[1].bytes))
    }

    @Test("are refused when two are swapped") func swapped() {
        refuses([
            .init(name: "d0", bytes: values[1].bytes), .init(name: "d1", bytes: values[0].bytes), values[2],
        ])
    }

    @Test("are refused when one is missing") func missing() { refuses(Array(values.dropLast())) }

    @Test("are refused when one comes twice") func doubled() { refuses([values[0], values[0], values[2]]) }

    @Test("are refused when there is one too many") func extra() { refuses(values + [values[0]]) }

    @Test("are refused when one has a foreign name") func foreign() {
        refuses([values[0], values[1], .init(name: "d3", bytes: values[2].bytes)])
    }

    @Test("are refused when another key made one") func otherKey() throws {
        let forged = try bench.value(prepared[0].document, by: bench.ca.strangerKey)
        refuses([.init(name: "d0", bytes: forged), values[1], values[2]])
    }

    @Test("are refused when one is broken", arguments: [0, 1, 255, 257, 5000])
    func broken(_ count: Int) {
        refuses([.init(name: "d0", bytes: [UInt8](repeating: 1, count: count)), values[1], values[2]])
    }

    @Test(
        "are not used with other bytes under the same digest, or without any",
        arguments: [SignatureOrder.Format.pades, .cadesEnveloping, .asice, .jades]
    )
    func otherBytes(_ format: SignatureOrder.Format) async throws {
        let engine = bench.engine()
        let signer = try await engine.check(bench.signer(), qualified: true)
        let document = SigningBench.document(for: format)
        let prepared = try engine.prepare(
            SigningBench.order(format),
            document: document,
            signer: signer,
            policy: nil
        )
        let value = SignatureValue(bytes: Data(try bench.value(prepared)))
        var changed = try #require(document.bytes)
        changed[0] ^= 1
        for bytes in [changed, [], nil] {
            let other = DocumentInput(
                name: document.name,
                mediaType: document.mediaType,
                sha256: document.sha256,
                bytes: bytes
            )
            await #expect(throws: SigningFailure(.internalError, "")) {
                try await engine.finish(prepared, document: other, value: value)
            }
        }
    }

    @Test("are verified again when they are used") func usedElsewhere() async throws {
        let engine = bench.engine()
        let found = try engine.verify(values, of: prepared)
        let other = try #require(found["d1"])
        await #expect(throws: SigningFailure(.signatureValueInvalid, "")) {
            try await engine.finish(prepared[0].document, document: SigningBench.document([0]), value: other)
        }
        let own = try #require(found["d0"])
        await #expect(throws: SigningFailure(.internalError, "")) {
            try await engine.finish(prepared[0].document, document: SigningBench.document([9]), value: own)
        }
    }
}
