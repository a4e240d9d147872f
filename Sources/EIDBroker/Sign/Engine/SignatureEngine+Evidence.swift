import EIDJOSE
import EIDSignature
import FoundationEssentials
import Logging

extension SignatureEngine {
    /// The seal for evidence where it holds now and nobody took it back, and what issuers say about it.
    func evidenceSeal() async -> (seal: Seal?, findings: RevocationFindings) {
        guard let seal, let path = try? trust.path(of: seal.certificate) else { return (nil, RevocationFindings()) }
        let findings = await trust.findings(about: path)
        guard findings.revoked.isEmpty else {
            log.error("the seal cannot be used", metadata: ["why": "its certificate, or one above it, was revoked"])
            return (nil, RevocationFindings())
        }
        return (seal, findings)
    }

    /// What issuers say about the authorities of timestamps, each asked about once.
    func findings(aboutAuthoritiesOf tokens: [[UInt8]]) async -> RevocationFindings {
        var found = RevocationFindings()
        for path in timestamps?.paths(of: tokens) ?? [] { found.merge(await trust.findings(about: path)) }
        return found
    }

    /// Seals evidence with the organisation's seal, or without one with the broker's key; with a timestamp either way where
    /// there is an authority.
    func evidenceSealer(_ seal: Seal?, brokerKey: JWSSigner) -> EvidenceSealer {
        var timestamp: EvidenceSealer.TimestampClient?
        if let client = timestamps {
            timestamp = { imprint in try await client.timestamp(imprint) }
        }
        let answers: EvidenceSealer.AuthorityAnswers = { [trust] timestamp throws(SigningFailure) in
            let findings = await trust.findings(about: timestamp.path)
            guard findings.revoked.isEmpty else {
                throw SigningFailure(.timestampFailed, "the timestamp authority's certificate was revoked")
            }
            return findings.material
        }
        guard let seal, let leaf = try? seal.certificate.leaf(), let issuers = try? seal.certificate.intermediates()
        else {
            return EvidenceSealer(seal: .brokerKey(brokerKey), timestamp: timestamp, answers: answers, clock: clock)
        }
        let sign: @Sendable ([UInt8]) async throws -> [UInt8] = { digest in
            let value = try seal.value(over: digest)
            return Array(value.bytes)
        }
        return EvidenceSealer(
            seal: .certificate([leaf] + issuers, sign: sign),
            timestamp: timestamp,
            answers: answers,
            clock: clock
        )
    }
}
