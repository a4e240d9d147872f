/// What is to be signed, and what the phone says about it.
struct SigningOrder: Sendable {
    /// One hash; the OASIS API names its document.
    struct Document: Sendable {
        let id: String
        let digest: [UInt8]
    }

    let documents: [Document]
    /// The persona whose credential signs.
    let persona: String
    /// Sentences for the phone, in the person's language.
    var description: String?
    var policy: String?
    var commitment: String?
    var role: String?
}
