import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Logging

extension ItsmeProvider {
    /// Who the tokens are about, as far as was asked.
    func identity(
        of tokens: UpstreamTokens,
        for request: MethodRequest,
        at upstream: OIDCUpstream
    ) async throws(MethodError) -> VerifiedIdentity {
        let acr = try ItsmeAssurance.asserted(in: tokens.idTokenClaims)
        let assurance = try ItsmeAssurance.granted(acr, required: configuration.requiresACR)
        if let wanted = request.assurance, assurance < wanted {
            throw MethodError(
                .insufficientAssurance,
                "itsme says \(assurance.rawValue), \(wanted.rawValue) was asked for"
            )
        }
        let (attributes, userInfo) = try await attributes(of: tokens, for: request, at: upstream)
        return VerifiedIdentity(
            subject: UpstreamSubject(
                namespace: subjectNamespace(ofPartner: configuration.clientID),
                identifier: tokens.subject
            ),
            assurance: assurance,
            assertedACR: acr,
            authenticatedAt: authenticationTime(tokens.idTokenClaims),
            attributes: attributes,
            evidence: [tokens.evidence, userInfo].compactMap(\.self)
        )
    }

    /// Where an identifier of a person is unique.
    ///
    /// itsme's subjects are pairwise per partner, whose code is the client id, and the same for all services of that partner:
    /// an authentication is linkable to an earlier verification, and so is a signer whose user code is that `sub`.
    func subjectNamespace(ofPartner code: String) -> String {
        "\(configuration.issuer?.absoluteString ?? "") \(code)"
    }

    private func attributes(
        of tokens: UpstreamTokens,
        for request: MethodRequest,
        at upstream: OIDCUpstream
    ) async throws(MethodError) -> (IdentityAttributes, EvidenceItem?) {
        let asked = ItsmeRequest(request: request, configuration: configuration)
        guard request.type == .verification else { return (IdentityAttributes(), nil) }
        var sources = [tokens.idTokenClaims]
        var evidence: EvidenceItem?
        if asked.usesUserInfo {
            let answer = try await upstream.userInfo(
                tokens.accessToken,
                subject: tokens.subject,
                keepingEvidence: request.commitment != nil
            )
            sources.append(answer.claims)
            evidence = answer.evidence
        }
        let delivery = ItsmeDelivery(sources)
        var outcome = asked.mapping.read(delivery)
        if let url = outcome.pictureURL {
            let picture = await picture(at: url, with: tokens.accessToken, from: upstream)
            if picture == nil { outcome.unreadable["picture"] = .malformed }
            let metadata = ItsmeMetadata(delivery)
            outcome.attributes.set(
                .picture,
                to: picture,
                from: Provenance(
                    claim: "picture",
                    basis: .document,
                    verifiedAt: metadata.verifiedAt("picture"),
                    issuingCountry: metadata.issuingCountry("picture")
                )
            )
        }
        report(outcome, of: request)
        return (outcome.attributes, evidence)
    }

    /// A portrait that cannot be had is one attribute less, not the end of the transaction.
    private func picture(
        at url: URL,
        with accessToken: Secret<String>,
        from upstream: OIDCUpstream
    ) async -> Image? {
        let limits = HTTPLimits(bodyBytes: ItsmePicture.maximumBytes)
        guard let response = try? await upstream.resource(url, accessToken: accessToken, limits: limits) else {
            return nil
        }
        return ItsmePicture.image(response.body)
    }

    /// Names claims, never values.
    private func report(_ outcome: ItsmeAttributeMapping.Outcome, of request: MethodRequest) {
        guard !outcome.unreadable.isEmpty else { return }
        services.log.notice(
            "itsme delivered values that cannot be read",
            metadata: [
                "transaction": .string(request.transactionID),
                "count": .stringConvertible(outcome.unreadable.count),
                "claims": .string(
                    outcome.unreadable.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.rawValue)" }
                        .joined(separator: ", ")
                ),
            ]
        )
    }

    /// When the person acted: `auth_time`, else when the token was made; never later than now.
    private func authenticationTime(_ claims: JSONValue) -> Date {
        let now = services.clock.now
        let seconds = claims["auth_time"]?.number ?? claims["iat"]?.number
        guard let seconds, seconds.isFinite, seconds > 0 else { return now }
        return min(now, Date(timeIntervalSince1970: seconds))
    }
}
