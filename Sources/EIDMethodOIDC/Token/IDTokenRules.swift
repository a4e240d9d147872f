import EIDJOSE
import EIDJSON
import EIDMethod

/// What the claims of a token must say (OpenID Connect Core §3.1.3.7), checked after its signature.
struct IDTokenRules {
    let issuer: String
    let clientID: String
    let trustedAudiences: [String]
    let clockSkew: Int
    let maximumAge: Int
    let now: Int

    /// Everything for an ID token; gives its subject.
    func check(
        _ token: TokenOpener.Opened,
        nonce: String,
        accessToken: Secret<String>
    ) throws(MethodError) -> String {
        let claims = token.claims
        try checkIssuer(claims, isRequired: true)
        try checkAudience(claims, isRequired: true)
        try checkTimes(claims, isRequired: true)
        guard let returned = try string("nonce", in: claims) else { throw untrusted("has no nonce") }
        guard constantTimeEquals(returned, nonce) else { throw untrusted("has another nonce than the one sent") }
        if let hash = try string("at_hash", in: claims) {
            try checkAccessTokenHash(hash, accessToken, algorithm: token.algorithm)
        }
        return try Self.subject(of: claims, in: name)
    }

    /// For an answer that a signature rests on: the person acted for it, after it began, not for something earlier.
    ///
    /// Not every upstream says when (itsme's older documents promise `auth_time`, its current examples lack it); the nonce
    /// shows at least that the token was made for this request.
    func checkFreshness(_ claims: JSONValue, since begun: Int?) throws(MethodError) {
        guard let authenticated = try time("auth_time", in: claims) else { return }
        guard authenticated >= Double(now) - Double(maximumAge) - Double(clockSkew) else {
            throw untrusted("says that the person was authenticated too long ago")
        }
        // Evidence would contradict itself: nobody acts after their answer has come.
        guard authenticated <= Double(now) + Double(clockSkew) else {
            throw untrusted("says that the person was authenticated in the future")
        }
        guard let begun else { return }
        guard authenticated >= Double(begun) - Double(clockSkew) else {
            throw untrusted("says that the person was authenticated before they were asked")
        }
    }

    /// For UserInfo: what is there must be right (OpenID Connect Core §5.3.2).
    func checkIfPresent(_ claims: JSONValue) throws(MethodError) {
        try checkIssuer(claims, isRequired: false)
        try checkAudience(claims, isRequired: false)
        try checkTimes(claims, isRequired: false)
    }

    /// What the token is called in errors.
    var name = "the ID token"

    /// A subject is a non-empty string of at most 255 characters (OpenID Connect Core §2).
    static func subject(of claims: JSONValue, in name: String) throws(MethodError) -> String {
        guard let subject = claims["sub"]?.string, !subject.isEmpty, subject.utf8.count <= 255 else {
            throw MethodError(.untrusted, "\(name) has no usable sub")
        }
        return subject
    }

    private func checkIssuer(_ claims: JSONValue, isRequired: Bool) throws(MethodError) {
        guard claims["iss"] != nil || isRequired else { return }
        guard try string("iss", in: claims).sameBytes(as: issuer) else { throw untrusted("has another issuer") }
    }

    private func checkAudience(_ claims: JSONValue, isRequired: Bool) throws(MethodError) {
        guard let audience = claims["aud"] else {
            guard isRequired else { return }
            throw untrusted("has no audience")
        }
        let audiences = audience.string.map { [$0] } ?? audience.strings ?? []
        guard audiences.contains(where: { $0.sameBytes(as: clientID) }) else {
            throw untrusted("is for another audience")
        }
        // Core §3.1.3.7 rule 3: whoever else it is for could play it to us, or we to them, whatever azp says.
        let trusted = [clientID] + trustedAudiences
        guard audiences.allSatisfy({ audience in trusted.contains { $0.sameBytes(as: audience) } }) else {
            throw untrusted("is also for an audience that is not trusted")
        }
        guard let party = try string("azp", in: claims) else {
            guard audiences.count == 1 else {
                throw untrusted("is for several audiences and names no authorized party")
            }
            return
        }
        guard party.sameBytes(as: clientID) else { throw untrusted("was issued to another authorized party") }
    }

    private func checkTimes(_ claims: JSONValue, isRequired: Bool) throws(MethodError) {
        let now = Double(now)
        let skew = Double(clockSkew)
        let expires = try time("exp", in: claims)
        let issued = try time("iat", in: claims)
        let starts = try time("nbf", in: claims)
        guard !isRequired || (expires != nil && issued != nil) else { throw untrusted("lacks exp or iat") }
        if let expires, now >= expires + skew { throw untrusted("has expired") }
        if let issued, issued > now + skew { throw untrusted("was issued in the future") }
        if let issued, issued < now - Double(maximumAge) - skew { throw untrusted("was issued too long ago") }
        if let starts, starts > now + skew { throw untrusted("is not valid yet") }
    }

    /// OpenID Connect Core §3.1.3.6: the left half of the hash that the signature algorithm uses.
    private func checkAccessTokenHash(
        _ hash: String,
        _ accessToken: Secret<String>,
        algorithm: SignatureAlgorithm
    ) throws(MethodError) {
        guard constantTimeEquals(hash, algorithm.halfDigest(accessToken.reveal())) else {
            throw untrusted("belongs to another access token")
        }
    }

    private func string(_ claim: String, in claims: JSONValue) throws(MethodError) -> String? {
        do throws(JSONError) {
            return try claims.optionalString(claim)
        } catch {
            throw MethodError(.untrusted, "\(name) has a malformed claim", underlying: error)
        }
    }

    private func time(_ claim: String, in claims: JSONValue) throws(MethodError) -> Double? {
        do throws(JSONError) {
            return try claims.numericDate(claim)
        } catch {
            throw MethodError(.untrusted, "\(name) has a malformed time", underlying: error)
        }
    }

    private func untrusted(_ what: String) -> MethodError { MethodError(.untrusted, "\(name) \(what)") }
}
