import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Logging

extension OpenIDConnectProvider {
    /// Who the tokens are about, as far as was asked.
    func identity(
        of tokens: UpstreamTokens,
        for request: MethodRequest,
        begun: Int?,
        at upstream: OIDCUpstream
    ) async throws(MethodError) -> VerifiedIdentity {
        let acr = try configuration.assurance.asserted(in: tokens.idTokenClaims)
        let assurance = try configuration.assurance.granted(acr)
        if let wanted = request.assurance, assurance < wanted {
            throw MethodError(
                .insufficientAssurance,
                "the upstream says \(assurance.rawValue), \(wanted.rawValue) was asked for"
            )
        }
        let (authenticatedAt, isTimeKnown) = try authenticationTime(
            tokens.idTokenClaims,
            begun: begun,
            clockSkew: upstream.registration.clockSkew,
            isCommitted: request.commitment != nil
        )
        var userInfo: (claims: JSONValue, evidence: EvidenceItem?)?
        if OpenIDConnectRequest(request: request, configuration: configuration).usesUserInfo {
            userInfo = try await upstream.userInfo(
                tokens.accessToken,
                subject: tokens.subject,
                keepingEvidence: request.commitment != nil
            )
        }
        let sources = ClaimSources(
            configuration.claimsPlaces.compactMap { place in
                place == .idToken ? tokens.idTokenClaims : userInfo?.claims
            }
        )
        let outcome = configuration.mapping.read(sources, for: request.attributes)
        report(outcome, of: request)
        return VerifiedIdentity(
            subject: UpstreamSubject(
                namespace: subjectNamespace,
                identifier: try subject(tokens, userInfo: userInfo?.claims)
            ),
            assurance: assurance,
            assertedACR: acr,
            authenticatedAt: authenticatedAt,
            isTimeKnown: isTimeKnown,
            attributes: outcome.attributes,
            evidence: [tokens.evidence, userInfo?.evidence].compactMap(\.self)
        )
    }

    /// Pairwise subjects mean nothing beside those of another client; a claim other than `sub` is a name space of its own.
    private var subjectNamespace: String {
        let client = configuration.isSubjectPairwise ? configuration.clientID : ""
        let issuer = configuration.issuer.absoluteString
        // Neither issuer nor client has a space, so the client's place stays even where it is empty: no client's name can pass
        // for a claim's.
        guard !configuration.hasOwnSubject else { return "\(issuer) \(client) \(configuration.subjectText)" }
        return client.isEmpty ? issuer : "\(issuer) \(client)"
    }

    /// The claim that names the person: the ID token's, whatever UserInfo says beside it.
    private func subject(_ tokens: UpstreamTokens, userInfo: JSONValue?) throws(MethodError) -> String {
        guard configuration.hasOwnSubject, let path = configuration.subject else { return tokens.subject }
        let sources = ClaimSources([tokens.idTokenClaims] + [userInfo].compactMap(\.self))
        guard let subject = sources.value(at: path)?.string, subject.utf8.count <= 255 else {
            throw MethodError(.untrusted, "the claim that should name the person is missing or unusable")
        }
        return subject
    }

    /// Names attributes and claims, never values.
    private func report(_ outcome: AttributeMapping.Outcome, of request: MethodRequest) {
        guard !outcome.notices.isEmpty else { return }
        services.log.notice(
            "the upstream delivered values that cannot be read",
            metadata: [
                "transaction": .string(request.transactionID),
                "count": .stringConvertible(outcome.notices.count),
                "attributes": .string(outcome.notices.joined(separator: "; ")),
            ]
        )
    }

    /// When the person acted, never later than now, and whether the upstream says so.
    ///
    /// Without `auth_time` all that is known is that it was before the token was made: an upstream with a session makes tokens
    /// without asking anybody.
    private func authenticationTime(
        _ claims: JSONValue,
        begun: Int?,
        clockSkew: Int,
        isCommitted: Bool
    ) throws(MethodError) -> (Date, isKnown: Bool) {
        let now = services.clock.now
        let stated = claims["auth_time"]?.number.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
        // A commitment sends max_age=0; how old it may be was checked with the token.
        guard stated != nil || !isCommitted else {
            throw MethodError(.untrusted, "the ID token does not say when the person acted for the commitment")
        }
        if let limit = configuration.parameters.maximumAge {
            // OpenID Connect Core §3.1.2.1: where max_age was sent, auth_time must be there, and is for us to check. It counts
            // from the question: how long the person takes to answer does not make the answer old.
            let asked = begun.map(Double.init) ?? now.timeIntervalSince1970
            guard let stated, stated >= asked - Double(limit) - Double(clockSkew) else {
                throw MethodError(.untrusted, "the ID token does not show that the person acted within max_age")
            }
        }
        guard let seconds = stated ?? claims["iat"]?.number, seconds.isFinite, seconds > 0 else { return (now, false) }
        return (min(now, Date(timeIntervalSince1970: seconds)), stated != nil)
    }
}
