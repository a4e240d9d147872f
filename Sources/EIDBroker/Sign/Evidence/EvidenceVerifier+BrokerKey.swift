import EIDJOSE
import EIDSignature
import FoundationEssentials

/// Evidence that bears no seal: the broker's own key vouches for the record, as far as the reader knows that key.
extension EvidenceVerifier {
    func openBrokerSeal(_ seal: BrokerSeal, at now: Date, _ report: inout EvidenceReport) -> OpenedSeal? {
        guard let brokerKeys else {
            report.skip(
                .seal,
                "Signed with the broker's own key, without a seal; without its key set nothing can be checked.",
                essential: true
            )
            return nil
        }
        let verified: VerifiedJWS
        do throws(JOSEError) { verified = try ItemVerification.verify(seal.compact, keys: brokerKeys) } catch {
            report.fail(.seal, "The broker's signature does not hold: \(error.detail).")
            return nil
        }
        guard verified.header.type == EvidenceSealer.type else {
            report.fail(.seal, "What the broker signed here is no evidence.")
            return nil
        }
        let name = verified.header.keyID.map { " “\($0)”" } ?? ""
        report.pass(.seal, "Signed with the broker's own key\(name), and unchanged since.")
        guard !seal.timestamps.isEmpty else {
            report.skip(
                .sealTime,
                "There is no seal and no timestamp: whoever has the broker's key could have written this at any time.",
                essential: true
            )
            return OpenedSeal(payload: verified.payload)
        }
        var opened = OpenedSeal(payload: verified.payload)
        opened.time = checkSealTime(seal, &opened, at: now, &report)
        return opened
    }
}
