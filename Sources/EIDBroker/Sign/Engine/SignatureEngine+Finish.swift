import EIDSignature
import FoundationEssentials

extension SignatureEngine {
    /// Embeds a value and raises the signature to its level.
    ///
    /// Where a service does not do its part, this fails, unless the order accepts what was reached without it. What
    /// speaks against the signature itself, such as a certificate that was taken back meanwhile, always fails. Each format
    /// that takes the document in compares it with what was signed, so it is not hashed here.
    func finish(
        _ prepared: PreparedDocument,
        document: DocumentInput,
        value: SignatureValue
    ) async throws(SigningFailure) -> SignedDocument {
        guard Data(document.sha256) == prepared.sha256 else {
            throw SigningFailure(.internalError, "the document is not the one that was prepared")
        }
        let verified = try SigningFailure.mapping(all: .signatureValueInvalid) { () throws(SignatureError) in
            try prepared.toBeSigned.verified(Array(value.bytes))
        }
        var completion = SignatureCompletion(engine: self, prepared: prepared, document: document)
        return try await completion.complete(verified)
    }
}

extension SigningFailure {
    /// Whatever preparing or embedding threw; the bridge to the PDF module throws errors of two kinds.
    init(preparing error: any Error) {
        switch error {
        case let failure as SigningFailure: self = failure
        case let refusal as DocumentRefusal: self.init(refusal)
        case let error as SignatureError: self.init(error, unreadable: .formatNotApplicable)
        default: self.init(.internalError, error.nameForLog)
        }
    }

    /// Runs something that fails in one of those ways.
    static func mapping<Value>(preparing body: () throws -> Value) throws(SigningFailure) -> Value {
        do { return try body() } catch { throw SigningFailure(preparing: error) }
    }
}
