import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging

/// Asks issuers whether the certificate that somebody identified themselves with still counts, and those above it: their
/// responders (RFC 6960) and their lists (RFC 5280 §5).
///
/// The questions go out once the answer has proved genuine, so that nobody else's certificate makes us call anybody.
struct StatusInquiry: Sendable {
    let settings: SmartIDRevocation
    let services: MethodServices
    let lists: StatusLists

    /// Who can say something about a certificate.
    private enum Source {
        case responder(URL)
        case list(URL)
    }

    /// What was said of the person's certificate, verified and good; `nil` where the settings ask nobody, or let it pass that
    /// nobody answers.
    func answer(about answered: AnsweredCertificate) async throws(MethodError) -> StatusAnswer? {
        guard settings.check != .off else { return nil }
        let links = Array(zip(answered.path, answered.path.dropFirst()))
        guard let (certificate, issuer) = links.first else {
            throw MethodError(.untrusted, "the person's certificate has no issuer")
        }
        let said = try await ask("the person's certificate", certificate, issuer, personSources(certificate))
        switch said?.answer.status {
        case .revoked: throw MethodError(.revokedCertificate, "the person's certificate is revoked")
        case .unknown: throw MethodError(.untrusted, "the responder does not know the person's certificate")
        case .good, nil: break
        }
        guard settings.asksAboutAuthorities else { return said }
        for (authority, issuer) in links.dropFirst() {
            let said = try await ask("an authority's certificate", authority, issuer, authoritySources(authority))
            switch said?.answer.status {
            case .revoked: throw MethodError(.untrusted, "the authority that issued the certificate is revoked")
            case .unknown: throw MethodError(.untrusted, "nobody knows the authority that issued the certificate")
            case .good, nil: break
            }
        }
        return said
    }

    /// The responder first, since it knows of today; the list where that does not answer.
    private func personSources(_ certificate: Certificate) -> [Source] {
        let responder = settings.responder ?? Self.address(certificate.extensions.ocspURLs)
        let list = Self.address(certificate.extensions.listURLs)
        return [responder.map(Source.responder), list.map(Source.list)].compactMap(\.self)
    }

    /// Authorities are few and seldom revoked: one list serves for everybody's.
    private func authoritySources(_ certificate: Certificate) -> [Source] {
        let responder = Self.address(certificate.extensions.ocspURLs)
        let list = Self.address(certificate.extensions.listURLs)
        return [list.map(Source.list), responder.map(Source.responder)].compactMap(\.self)
    }

    /// The first answer that can be believed; `nil` where there is none and the settings let that pass.
    private func ask(
        _ what: String,
        _ certificate: Certificate,
        _ issuer: Certificate,
        _ sources: [Source]
    ) async throws(MethodError) -> StatusAnswer? {
        var reasons: [String] = []
        for source in sources {
            do throws(MethodError) {
                switch source {
                case .responder(let url):
                    return StatusAnswer(answer: try await respond(url, certificate, issuer), isList: false)
                case .list(let url):
                    return StatusAnswer(answer: try await look(url, certificate, issuer), isList: true)
                }
            } catch {
                reasons.append(error.detail)
            }
        }
        let failure =
            sources.isEmpty
            ? MethodError(.untrusted, "\(what) names nobody who would say whether it is revoked")
            : MethodError(.unavailable, "nobody says whether \(what) is revoked: \(reasons.joined(separator: "; "))")
        guard settings.check == .whenAnswered else { throw failure }
        services.log.warning(
            "nobody says whether a certificate is revoked; the settings let that pass",
            metadata: ["reason": "\(failure.detail)"]
        )
        return nil
    }

    private func respond(
        _ url: URL,
        _ certificate: Certificate,
        _ issuer: Certificate
    ) async throws(MethodError) -> RevocationAnswer {
        do throws(SignatureError) {
            let nonce = settings.sendsNonce ? services.random.bytes(16) : nil
            let question = try OCSPRequest(certificate, issuer: issuer, nonce: nonce)
            let response = OCSPResponse(der: try await send(question, to: url))
            return try response.answer(to: question, at: services.clock.now)
        } catch {
            throw MethodError(.unavailable, "\(error)", underlying: error)
        }
    }

    private func send(_ question: OCSPRequest, to url: URL) async throws(SignatureError) -> [UInt8] {
        let request = HTTPRequest(
            .post,
            url,
            headers: [("content-type", "application/ocsp-request"), ("accept", "application/ocsp-response")],
            body: question.der,
            limits: HTTPLimits(time: .seconds(5), bodyBytes: 64 * 1024),
            provesItself: true
        )
        let response: HTTPResponse
        do throws(HTTPFailure) { response = try await services.http.send(request) } catch {
            throw SignatureError(.revocationUnavailable, "the responder gives no answer: \(error)")
        }
        guard response.status == 200 else {
            throw SignatureError(.revocationUnavailable, "the responder answers \(response.status)")
        }
        return response.body
    }

    private func look(
        _ url: URL,
        _ certificate: Certificate,
        _ issuer: Certificate
    ) async throws(MethodError) -> RevocationAnswer {
        let list = try await lists.list(at: url, of: issuer, services: services)
        do throws(SignatureError) {
            return try list.answer(about: certificate, issuer: issuer, at: services.clock.now)
        } catch {
            throw MethodError(.unavailable, "\(error)", underlying: error)
        }
    }

    /// The first address that can be called; certificates name directories (`ldap:`) as well.
    private static func address(_ texts: [String]) -> URL? {
        texts.prefix(4).lazy.compactMap { URL(string: $0) }
            .first { ["http", "https"].contains($0.scheme?.lowercased()) }
    }
}
