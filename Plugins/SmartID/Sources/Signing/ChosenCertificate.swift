import EIDMethod
import FoundationEssentials

/// The certificate that a person chose to sign with, and how the second half goes on with it.
struct ChosenCertificate: Codable, Sendable {
    let signer: Signer
    /// The account; it stands in the address of the signature.
    let documentNumber: String
    /// The session of the choice, for a signature that belongs to it; `nil` where the choice was asked for by a message.
    let linkedSession: String?
    /// How the app came to know of the choice.
    let flow: SmartIDSession.FlowType

    /// How the app may say that it came to know of the signature: by itself, or as of the choice that it belongs to.
    var signatureFlows: Set<String> {
        let flows: [SmartIDSession.FlowType] = linkedSession == nil ? [.notification] : [.notification, flow]
        return Set(flows.map(\.rawValue))
    }
}
