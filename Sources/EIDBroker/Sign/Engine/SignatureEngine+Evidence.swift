import EIDJOSE
import EIDSignature
import FoundationEssentials

extension SignatureEngine {
    /// Seals evidence with the organisation's seal where it holds now, and otherwise with the broker's key; with a timestamp
    /// either way where there is an authority.
    func evidenceSealer(brokerKey: JWSSigner) -> EvidenceSealer {
        var timestamp: EvidenceSealer.TimestampClient?
        if let client = timestamps {
            timestamp = { imprint in try await client.timestamp(imprint) }
        }
        guard let seal, let leaf = try? seal.certificate.leaf(), let issuers = try? seal.certificate.intermediates()
        else {
            return EvidenceSealer(seal: .brokerKey(brokerKey), timestamp: timestamp, clock: clock)
        }
        let sign: @Sendable ([UInt8]) async throws -> [UInt8] = { digest in
            let value = try seal.value(over: digest)
            return Array(value.bytes)
        }
        return EvidenceSealer(seal: .certificate([leaf] + issuers, sign: sign), timestamp: timestamp, clock: clock)
    }
}
