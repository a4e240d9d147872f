/// What is to be signed, and what the phone says about it.
struct SigningOrder: Sendable {
    /// One hash; the OASIS API names its document.
    struct Document: Sendable {
        let id: String
        let digest: [UInt8]
    }

    let documents: [Document]
    /// The credential that signs, and no other: it is the one that was there when the order came.
    let credential: String
    /// Sentences for the phone, in the person's language.
    var description: String?
    var policy: String?
    var commitment: String?
    var role: String?
}
