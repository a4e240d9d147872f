/// What a signing at BankID carries from step to step.
public struct SwedishBankIDSigningState: Codable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The order and how far it is.
    var progress: SwedishBankIDState
    /// Who is on the phone.
    var number: String?
    /// What is signed, once it is known.
    var documents: BankIDDocuments?

    /// How far it is, without who signs what.
    public var description: String { "signing by \(progress)" }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
