import EIDJSON
import EIDMethod

/// The token endpoint's answer, read strictly (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3).
struct TokenAnswer {
    let idToken: String
    let accessToken: Secret<String>
    let expiresIn: Int?

    init(_ response: HTTPResponse, limits: HTTPLimits, errors: UpstreamErrorTable) throws(MethodError) {
        let place = "the token endpoint"
        guard response.status == 200 else {
            throw Self.failure(response, at: place, limits: limits, errors: errors)
        }
        let answer = try UpstreamCall.object(response.body, limits: limits, from: place)
        let kind: String
        let access: String
        do throws(JSONError) {
            kind = try answer.requireString("token_type")
            access = try answer.requireString("access_token")
            idToken = try answer.requireString("id_token")
            expiresIn = try answer.optionalInteger("expires_in").map { Int(clamping: $0) }
        } catch {
            throw MethodError(.untrusted, "\(place) answers without what it must", underlying: error)
        }
        // RFC 6749 §5.1: the type is case-insensitive.
        guard kind.lowercased().sameBytes(as: "bearer") else {
            throw MethodError(.untrusted, "\(place) issues another kind of token than bearer")
        }
        guard UpstreamCall.isHeaderSafe(access) else {
            throw MethodError(.untrusted, "\(place) issues an access token that no header can carry")
        }
        accessToken = Secret(access)
    }

    /// What an answer other than the expected one means, here and wherever else a client proves itself (RFC 6749 §5.2).
    static func failure(
        _ response: HTTPResponse,
        at place: String,
        limits: HTTPLimits,
        errors: UpstreamErrorTable
    ) -> MethodError {
        guard (400..<500).contains(response.status), response.status != 429 else {
            return MethodError(
                .unavailable,
                "\(place) answers \(response.status)",
                underlying: UpstreamStatus(response.status)
            )
        }
        guard let answer = try? UpstreamCall.object(response.body, limits: limits, from: place),
            let error = answer["error"]?.string
        else { return MethodError(errors.fallback, "\(place) answers \(response.status) without an error code") }
        // Not every upstream uses the standard's name for the description.
        let description = answer["error_description"]?.string ?? answer["detail"]?.string
        return UpstreamText.failure(error, description: description, at: place, table: errors)
    }
}
