import EIDMethod
import EIDSignature
import FoundationEssentials

/// Fetches issuers above an anchor that is no root, so that others who only know the root can follow the path too.
///
/// The URLs stand in certificates of a verified path; what comes must have issued the certificate that named it. It is
/// carried along and trusted by nobody here, so that a failure is no failure.
struct IssuerSource: Sendable {
    private let call: CertificateCall
    private let clock: WallClock
    private let issuers = SharedAnswers<Certificate, SigningFailure>(capacity: 200)

    init(call: CertificateCall, clock: WallClock) {
        self.call = call
        self.clock = clock
    }

    /// The issuers above a path's end, nearest first.
    func issuers(above path: CertificatePath) async -> [Certificate] {
        guard var top = path.certificates.last else { return [] }
        var found: [Certificate] = []
        while !top.isSelfIssued, found.count < 3, let issuer = await issuer(of: top) {
            found.append(issuer)
            top = issuer
        }
        return found
    }

    private func issuer(of certificate: Certificate) async -> Certificate? {
        for url in call.usable(certificate.extensions.issuerURLs) {
            let key = certificate.fingerprint + Array(url.absoluteString.utf8)
            let issuer = try? await issuers.value(for: key, at: clock.now) {
                do {
                    let body = try await call.get(url, limits: HTTPLimits(time: .seconds(5), bodyBytes: 64 * 1024))
                    let candidate = try Self.certificate(body)
                    // Before it is kept: what somebody put in its place would stay otherwise.
                    _ = try TrustAnchors([candidate]).path(for: certificate, at: clock.now)
                    return .success(.init(value: candidate, until: min(candidate.notAfter, clock.now + 86_400)))
                } catch {
                    return .failure(SigningFailure(.certificateInvalid, "issuer: \(error)"))
                }
            }
            if let issuer { return issuer }
        }
        return nil
    }

    private static func certificate(_ body: [UInt8]) throws(SignatureError) -> Certificate {
        guard body.starts(with: Array("-----".utf8)) else { return try Certificate(der: body) }
        guard let first = try Certificate.all(pem: String(decoding: body, as: UTF8.self)).first else {
            throw SignatureError(.malformed, "no certificate")
        }
        return first
    }
}
