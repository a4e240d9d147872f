@testable import EIDSignature

/// A refusal of a kind; errors compare by their code.
func refusal(_ code: SignatureError.Code) -> SignatureError { SignatureError(code, "") }
