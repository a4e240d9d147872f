import EIDMethod
import EIDSignature

/// What the modules below throw, in the words of signing: each is translated here and nowhere else.
extension SigningFailure {
    /// A refusal by the signature module; `unreadable` says what could not be read or is of an unknown kind.
    init(_ error: SignatureError, unreadable: Code) {
        let code: Code =
            switch error.code {
            case .malformed, .unsupported: unreadable
            case .certificateUnsuitable: .signerNotEligible
            case .certificateNotQualified: .certificateNotQualified
            case .certificateInvalid: .certificateInvalid
            case .certificateExpired: .certificateExpired
            case .certificateRevoked: .certificateRevoked
            case .certificateUntrusted: .certificateUntrusted
            case .valueInvalid, .batchMismatch: .signatureValueInvalid
            case .digestMismatch: .hashLength
            case .timestampFailed: .timestampFailed
            case .revocationUnavailable: .revocationUnavailable
            case .levelNotReached: .levelNotReached
            // What we stored or prepared ourselves has changed: nobody's fault outside.
            case .contentChanged, .coverage, .changedAfterSigning, .unavailable: .internalError
            }
        self.init(code, error.detail)
    }

    /// A refusal of the document.
    init(_ refusal: DocumentRefusal) {
        self.init(Code(rawValue: refusal.code.rawValue) ?? .documentUnreadable, refusal.detail)
    }

    /// A failure of the method that signs.
    init(_ error: MethodError) {
        let code: Code =
            switch error.code {
            case .cancelled, .declined: .userDeclined
            case .expired: .userTimeout
            case .refused, .insufficientAssurance: .signerNotEligible
            case .expiredCertificate: .certificateExpired
            case .revokedCertificate: .certificateRevoked
            case .unavailable: .providerUnavailable
            case .untrusted: .providerProtocol
            case .unsupported: .providerUnsupported
            case .unencodable: .textNotEncodable
            case .misconfigured: .providerMisconfigured
            default: .providerUnavailable
            }
        self.init(code, error.detail)
    }

    /// An outbound call that gave no answer, for the service that was called.
    init(_ failure: HTTPFailure, of service: Code) { self.init(service, failure.description) }

    /// Runs something of the signature module.
    static func mapping<Value>(
        unreadable: Code,
        _ body: () throws(SignatureError) -> Value
    ) throws(SigningFailure) -> Value {
        do throws(SignatureError) { return try body() } catch { throw SigningFailure(error, unreadable: unreadable) }
    }

    /// Runs something of the signature module that fails in one way only, whatever the reason.
    static func mapping<Value>(
        all code: Code,
        _ body: () throws(SignatureError) -> Value
    ) throws(SigningFailure) -> Value {
        do throws(SignatureError) { return try body() } catch { throw SigningFailure(code, error.detail) }
    }

    /// Runs something that may refuse the document.
    static func mapping<Value>(
        document body: () throws(DocumentRefusal) -> Value
    ) throws(SigningFailure) -> Value {
        do throws(DocumentRefusal) { return try body() } catch { throw SigningFailure(error) }
    }
}
