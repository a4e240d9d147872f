import EIDJOSE
import EIDSignature
import FoundationEssentials

extension SignatureEngine {
    /// Seals evidence with the organisation's seal and a timestamp, as far as there are any; otherwise with the broker's key.
    func evidenceSealer(brokerKey: JWSSigner) -> EvidenceSealer {
        guard let seal, let leaf = try? seal.certificate.leaf(), let issuers = try? seal.certificate.intermediates()
        else {
            return EvidenceSealer(seal: .brokerKey(brokerKey), timestamp: nil, clock: clock)
        }
        let sign: @Sendable ([UInt8]) async throws -> [UInt8] = { digest in
            let value = try seal.value(over: digest)
            return Array(value.bytes)
        }
        var timestamp: EvidenceSealer.TimestampClient?
        if let client = timestamps {
            timestamp = { imprint in try await client.timestamp(imprint) }
        }
        return EvidenceSealer(seal: .certificate([leaf] + issuers, sign: sign), timestamp: timestamp, clock: clock)
    }
}
