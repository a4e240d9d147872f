import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging

/// Asks the issuer whether the certificate that somebody identified themselves with still counts (RFC 6960).
///
/// The question goes out once the answer has proved genuine, so that nobody else's certificate makes us call anybody.
struct StatusInquiry: Sendable {
    let settings: SmartIDRevocation
    let services: MethodServices

    /// The responder's answer, verified and good; `nil` where the settings ask for none, or let it pass that there is none.
    func answer(about certificate: AnsweredCertificate) async throws(MethodError) -> [UInt8]? {
        guard settings.check != .off else { return nil }
        let answer: RevocationAnswer
        do throws(MethodError) { answer = try await ask(certificate) } catch {
            guard settings.check == .whenAnswered else { throw error }
            services.log.warning(
                "nobody says whether a certificate is revoked; the settings let that pass",
                metadata: ["reason": "\(error.detail)"]
            )
            return nil
        }
        switch answer.status {
        case .good: return answer.der
        case .revoked: throw MethodError(.refused, "the person's certificate is revoked")
        case .unknown: throw MethodError(.untrusted, "the responder does not know the person's certificate")
        }
    }

    private func ask(_ answered: AnsweredCertificate) async throws(MethodError) -> RevocationAnswer {
        let certificate = answered.certificate
        guard let issuer = answered.path.dropFirst().first else {
            throw MethodError(.untrusted, "the person's certificate has no issuer")
        }
        guard let url = settings.responder ?? Self.responder(of: certificate) else {
            throw MethodError(.untrusted, "the person's certificate names nobody who would say whether it is revoked")
        }
        do throws(SignatureError) {
            let nonce = settings.sendsNonce ? services.random.bytes(16) : nil
            let question = try OCSPRequest(certificate, issuer: issuer, nonce: nonce)
            let response = OCSPResponse(der: try await send(question, to: url))
            return try response.answer(to: question, at: services.clock.now)
        } catch {
            throw MethodError(.unavailable, "nobody says whether a certificate is revoked: \(error)", underlying: error)
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

    private static func responder(of certificate: Certificate) -> URL? {
        certificate.extensions.ocspURLs.prefix(4).lazy.compactMap { URL(string: $0) }
            .first { ["http", "https"].contains($0.scheme?.lowercased()) }
    }
}
