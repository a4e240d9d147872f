import EIDMethod
import Logging

extension ErrorCatalogue.Entry {
    /// How loudly the operator is told that a sign-in or a signing ended so.
    ///
    /// What only the operator can mend ends every one of them, and an upstream that is not to be trusted may be somebody else;
    /// the rest is people's daily life.
    var logLevel: Logger.Level {
        switch code {
        case MethodError.Code.misconfigured.description, SigningFailure.Code.providerMisconfigured.rawValue: .error
        case MethodError.Code.untrusted.description, SigningFailure.Code.providerProtocol.rawValue: .warning
        default: .info
        }
    }
}
