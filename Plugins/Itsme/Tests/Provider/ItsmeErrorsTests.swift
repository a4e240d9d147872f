import EIDMethod
import EIDMethodOIDC
import Testing

@testable import EIDItsme

/// What itsme's error codes become.
@Suite struct ItsmeErrorsTests {
    @Test(
        arguments: [
            ("access_denied", .declined), ("login_required", .unavailable), ("interaction_required", .unavailable),
            ("temporary_unavailable", .unavailable), ("temporarily_unavailable", .unavailable),
            ("server_error", .unavailable), ("invalid_grant", .expired), ("invalid_request", .misconfigured),
            ("unsupported_request", .misconfigured), ("invalid_client", .misconfigured),
            ("invalid_client_id", .misconfigured), ("invalid_redirect_uri", .misconfigured),
            ("unsupported_grant_type", .misconfigured), ("invalid_scope", .misconfigured),
            ("unsupported_display", .misconfigured), ("unauthorized_client", .misconfigured),
            ("unsupported_response_type", .misconfigured), ("invalid_request_object", .misconfigured),
            ("invalid_request_uri", .misconfigured), ("not_implemented", .misconfigured),
            ("registration_not_supported", .misconfigured), ("something_new", .misconfigured),
            ("ACCESS_DENIED", .misconfigured),
        ] as [(String, MethodError.Code)]
    )
    func eachCodeMeansOneThing(_ error: String, _ code: MethodError.Code) {
        #expect(ItsmeErrors.table.code(for: error) == code)
    }

    @Test(arguments: ["The action has expired.", "Expiry of the request", "user timeout", "timed out"])
    func aDenialBecauseTheTimeWasUpIsExpired(_ description: String) throws {
        let fields = [FormField(name: "error_description", value: description)]
        let callback = try #require(CallbackParameters(fields))
        #expect(ItsmeErrors.refined(MethodError(.declined, ""), by: callback).code == .expired)
        #expect(ItsmeErrors.refined(MethodError(.untrusted, ""), by: callback).code == .untrusted)
    }

    @Test(arguments: ["The user rejected.", ""])
    func anyOtherDenialIsDeclined(_ description: String) throws {
        let fields = [FormField(name: "error_description", value: description)]
        let callback = try #require(CallbackParameters(fields))
        #expect(ItsmeErrors.refined(MethodError(.declined, ""), by: callback).code == .declined)
    }
}
