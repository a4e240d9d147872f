import EIDJOSE
import EIDJSON
import EIDSimulator

/// The rules for what an authorization request asks, once the client and the way back are known (§6, §7).
struct AuthorizationCheck {
    let client: ItsmeClient
    let target: RedirectTarget
    let fields: FormFields

    private static let known: Set<String> = [
        "client_id", "response_type", "scope", "redirect_uri", "state", "nonce", "ui_locales", "display", "acr_values",
        "claims", "request", "request_uri", "code_challenge", "code_challenge_method", "prompt", "max_age",
        "login_hint", "iss", "aud", "exp", "iat", "nbf", "jti",
    ]

    /// Checks the parameters in order; the first broken rule ends it.
    func run(_ exam: inout Examination) throws(ItsmeRefusal) -> AuthorizationRequest {
        try exam.require(
            fields.doubled == nil,
            "§10.3",
            "invalid_request",
            "\(fields.doubled ?? "") is given twice",
            holds: "no parameter is given twice"
        )
        let type = try exam.require(
            fields["response_type"],
            "§6.1",
            "invalid_request",
            "Missing \"response_type\" parameter",
            holds: "response_type is given"
        )
        try exam.require(type == "code", "§6.1", "unsupported_response_type", "response_type must be code")
        let scopes = try exam.require(
            fields["scope"],
            "§6.1",
            "invalid_scope",
            "Missing \"scope\" parameter",
            holds: "scope is given"
        )
        .split(separator: " ").map(String.init)
        let service = try service(scopes, &exam)
        try presentation(&exam)
        let challenge = try challenge(&exam)
        let (claims, isAdvanced) = (try claims(&exam), level(&exam))
        var userInfo = claims.userInfo
        for claim in scopes.flatMap({ ClaimName.scopes[$0] ?? [] }) where !userInfo.contains(claim) {
            userInfo.append(claim)
        }
        let request = AuthorizationRequest(
            client: client,
            service: service,
            target: target,
            nonce: fields["nonce"],
            challenge: challenge,
            isAdvanced: isAdvanced,
            idTokenClaims: claims.idToken,
            userInfoClaims: userInfo,
            language: PageLanguage(locales: fields["ui_locales"] ?? ""),
            phoneHint: phoneHint
        )
        // §7: an identification that asks nothing is a mistake of the partner.
        try exam.require(
            service.kind != .identification || !request.askedClaims.isEmpty,
            "§7",
            "invalid_request",
            "an Identification service must ask for at least one claim"
        )
        recordOddities(request, &exam)
        return request
    }

    private func service(_ scopes: [String], _ exam: inout Examination) throws(ItsmeRefusal) -> ItsmeService {
        try exam.require(scopes.contains("openid"), "§6.1", "invalid_scope", "scope must contain openid")
        let codes = Self.serviceCodes(in: fields["scope"] ?? "")
        try exam.require(
            codes.count == 1,
            "§6.1",
            "invalid_scope",
            "scope must contain service:<code> exactly once"
        )
        for scope in scopes where !scope.hasPrefix("service:") {
            try exam.require(
                ClaimName.scopes[scope] != nil,
                "§6.2",
                "invalid_scope",
                "\(scope) is not a scope of itsme",
                holds: "\(scope) is a scope of itsme"
            )
        }
        let service = try exam.require(
            client.services.first { $0.code.sameBytes(as: codes[0]) },
            "§7",
            "invalid_scope",
            "\(codes[0]) is not a service of this partner",
            holds: "\(codes[0]) is a service of this partner"
        )
        try exam.require(
            service.kind != .signing,
            "§25.7",
            "invalid_scope",
            "\(codes[0]) is a service for signing, which has interfaces of its own",
            holds: "\(codes[0]) is not a service for signing"
        )
        return service
    }

    /// The codes of the services that a scope names.
    static func serviceCodes(in scope: String) -> [String] {
        scope.split(separator: " ").filter { $0.hasPrefix("service:") }.map { String($0.dropFirst(8)) }
    }

    private func presentation(_ exam: inout Examination) throws(ItsmeRefusal) {
        try exam.require(
            ["page", nil].contains(fields["display"]),
            "§6.1",
            "unsupported_display",
            "display must be page"
        )
        let prompts = Set((fields["prompt"] ?? "").split(separator: " ").map(String.init))
        // No session is kept, so nobody is ever logged in already (§6.1).
        try exam.require(
            !prompts.contains("none"),
            "§10.3",
            "interaction_required",
            "prompt=none cannot be met: there is no SSO",
            holds: "prompt is not none"
        )
        try exam.require(
            prompts.isSubset(of: ["login", "consent"]),
            "§6.1",
            "invalid_request",
            "prompt must be login or consent"
        )
        try exam.require(
            fields["registration"] == nil,
            "§10.3",
            "registration_not_supported",
            "registration is not supported",
            holds: "there is no registration parameter"
        )
    }

    private func challenge(_ exam: inout Examination) throws(ItsmeRefusal) -> String? {
        guard let challenge = fields["code_challenge"] else {
            try exam.require(
                fields["code_challenge_method"] == nil,
                "§6.7",
                "invalid_request",
                "code_challenge_method without code_challenge",
                holds: "no code_challenge_method without code_challenge"
            )
            try exam.require(
                !client.requiresPKCE,
                "§3",
                "invalid_request",
                "PKCE is enforced for this client: code_challenge is missing",
                holds: "code_challenge is given where PKCE is enforced"
            )
            return nil
        }
        try exam.require(
            fields["code_challenge_method"] == "S256",
            "§6.1",
            "invalid_request",
            "code_challenge_method must be S256"
        )
        try exam.require(
            Base64URL.decode(challenge)?.count == 32,
            "§6.7",
            "invalid_request",
            "code_challenge must be a SHA-256 digest in base64url without padding"
        )
        return challenge
    }

    private func claims(_ exam: inout Examination) throws(ItsmeRefusal) -> ClaimsParameter {
        guard let text = fields["claims"] else { return ClaimsParameter() }
        do {
            return try ClaimsParameter(parsing: text)
        } catch {
            throw exam.refuse("invalid_request", "§6.4", "claims: \(error)")
        }
    }

    private func level(_ exam: inout Examination) -> Bool {
        var isAdvanced = false
        for value in (fields["acr_values"] ?? "").split(separator: " ") {
            // Only the case of the version varies in older examples (§6.3).
            switch value.replacing("/V2/", with: "/v2/") {
            case ClaimName.advanced, "tag:sixdots.be,2016-06:acr_advanced": isAdvanced = true
            case ClaimName.basic, "tag:sixdots.be,2016-06:acr_basic": break
            default: exam.note("§6.3", "acr_values names an unknown level, which is ignored")
            }
        }
        return isAdvanced
    }

    /// §6.1: `<country code>+<number>`; malformed hints are ignored.
    private var phoneHint: String? {
        let parts = (fields["login_hint"] ?? "").split(separator: "+", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...3).contains(parts[0].count), (4...14).contains(parts[1].count),
            parts.joined().utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return parts.joined()
    }

    private func recordOddities(_ request: AuthorizationRequest, _ exam: inout Examination) {
        if fields["state"] == nil { exam.note("§6.1", "state is strongly recommended and missing") }
        if fields["nonce"] == nil { exam.note("§6.1", "nonce is strongly recommended and missing") }
        for (name, _) in fields.all where !Self.known.contains(name) {
            exam.note("§6.1", "\(name) is not a parameter of itsme and ignored")
        }
        for claim in request.askedClaims {
            if ClaimAvailability.of(claim, country: "BEL") == nil {
                exam.note("§25.6", "\(claim) is not a claim of itsme and left out")
            } else if let allowed = client.allowedClaims, !allowed.contains(claim) {
                exam.note("§25.6", "this partner is not entitled to \(claim), which is left out")
            }
        }
    }
}
