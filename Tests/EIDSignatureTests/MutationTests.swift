import Foundation
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Broken input must end in an error or in something harmless, never in a crash.
///
/// Every run breaks the same inputs in the same ways: the numbers come from a seed.
@Suite("Mutated") struct MutationTests {
    private let ca: TestAuthority
    private let content: [UInt8] = [1, 2, 3]
    /// Enough for every build; `FUZZ_ROUNDS` asks for more.
    private static let rounds = ProcessInfo.processInfo.environment["FUZZ_ROUNDS"].flatMap(Int.init) ?? 400

    init() throws { ca = try TestAuthority() }

    /// Runs a body with many broken versions of some bytes, and counts how many it took for good.
    private func mutate(_ original: [UInt8], seed: UInt64, _ body: ([UInt8]) throws -> Bool) -> Int {
        var random = SeededGenerator(seed: seed)
        var taken = 0
        for _ in 0..<Self.rounds {
            let broken = random.mutated(original)
            if broken != original, (try? body(broken)) == true { taken += 1 }
        }
        return taken
    }

    @Test("certificates are read or refused") func certificates() {
        let path = mutate(ca.person.der, seed: 1) { der in
            let certificate = try Certificate(der: der)
            _ = certificate.extensions.qualification?.claimsQualifiedSignature
            return (try? ca.anchors.path(for: certificate, through: [ca.issuer], at: TestTime.now)) != nil
        }
        #expect(path == 0)
    }

    @Test("messages never validate over the same signature with other meaning") func messages() throws {
        let der = try TestSignature(ca).archival(content).der
        let original = try SignedData(der: der)
        _ = mutate(der, seed: 2) { der in
            let message = try SignedData(der: der)
            let report = ca.validator.validate(message, content: .bytes(content), at: TestTime.now + 60)
            guard report.verdict == .valid else { return false }
            // Unsigned parts may break without harm; what was signed may not.
            #expect(try message.onlySigner().signedBytes == original.onlySigner().signedBytes)
            #expect(report.signer == ca.person)
            return true
        }
    }

    @Test("answers of responders are never believed") func responses() throws {
        let request = try OCSPRequest(ca.person, issuer: ca.issuer, nonce: [1, 2, 3, 4])
        let good = try ca.ocsp(request)
        let expected = try OCSPResponse(der: good).answer(to: request, at: TestTime.now)
        _ = mutate(good, seed: 3) { der in
            let answer = try OCSPResponse(der: der).answer(to: request, at: TestTime.now)
            #expect(answer.status == expected.status && answer.thisUpdate == expected.thisUpdate)
            return true
        }
    }

    @Test("timestamps never say another time") func timestamps() throws {
        let request = try TimestampRequest(imprint: DigestAlgorithm.sha256.digest([1]))
        let good = try ca.timestamp(request)
        _ = mutate(good, seed: 4) { der in
            let verified = try ca.rules.token(from: TimestampResponse(der: der), to: request, at: TestTime.now)
            #expect(verified.time == TestTime.now && verified.token.info.imprint == request.imprint)
            return true
        }
    }

    @Test("revocation lists never say another thing") func lists() throws {
        let good = try ca.list(by: ca.issuer, key: ca.issuerKey, revoked: [(ca.person, TestTime.start)])
        _ = mutate(good, seed: 5) { der in
            let answer = try RevocationList(der: der).answer(about: ca.person, issuer: ca.issuer, at: TestTime.now)
            #expect(answer.status == .revoked(since: TestTime.start, reason: 1))
            return true
        }
    }

    @Test("JAdES signatures are never valid") func tokens() throws {
        let prepared = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer])
            .prepare(content, signingTime: TestTime.now)
        let text = try prepared.signature(with: ca.personKey.sign(digest: prepared.toBeSigned.digest)).json
        let original = try JAdESSignature(json: text)
        _ = mutate(Array(text.utf8), seed: 6) { bytes in
            let signature = try JAdESSignature(json: String(decoding: bytes, as: UTF8.self))
            try signature.checkValue()
            #expect(signature.signedBytes == original.signedBytes)
            return true
        }
    }
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// One to four changes: bits, bytes, lengths, cuts, copies.
    mutating func mutated(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &self) {
            guard !bytes.isEmpty else { break }
            let place = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<6, using: &self) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 2: bytes[place] = [0, 0x30, 0x7F, 0x80, 0x84, 0xFF].randomElement(using: &self) ?? 0
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...8, using: &self)))
            case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 16)], at: place)
            default: bytes.removeLast(Int.random(in: 0...min(bytes.count - 1, 40), using: &self))
            }
        }
        return bytes
    }
}
