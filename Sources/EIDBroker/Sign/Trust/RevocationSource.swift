import EIDMethod
import EIDSignature
import FoundationEssentials

/// Asks issuers whether they took a certificate back: their responders first, then their lists.
///
/// The URLs come out of certificates that already chain to an anchor; callers see to that. Every answer is verified before
/// anybody sees it.
struct RevocationSource: Sendable {
    /// A verified answer, whether it was asked for anew, and whether it shows the time after the moment in question.
    struct Finding: Sendable {
        let answer: RevocationAnswer
        let isNew: Bool
        let isFresh: Bool
        let isList: Bool
    }

    private struct Asked: Sendable {
        let answer: RevocationAnswer
        let isList: Bool
        let repeatsNonce: Bool
    }

    private let call: CertificateCall
    private let requiresNonce: Bool
    private let clock: WallClock
    private let random: RandomSource
    private let answers = SharedAnswers<Asked, SigningFailure>(capacity: 2_000)
    // A list may take megabytes.
    private let lists = SharedAnswers<RevocationList, SigningFailure>(capacity: 8)

    private static let responderLimits = HTTPLimits(time: .seconds(10), bodyBytes: 64 * 1024)
    private static let listLimits = HTTPLimits(time: .seconds(20), bodyBytes: 5 * 1024 * 1024)
    // Some issuers announce the next list for months ahead and publish another one tomorrow.
    private static let longestKept: TimeInterval = 86_400

    init(call: CertificateCall, requiresNonce: Bool, clock: WallClock, random: RandomSource) {
        self.call = call
        self.requiresNonce = requiresNonce
        self.clock = clock
        self.random = random
    }

    /// An answer that holds now, perhaps asked for earlier by somebody else.
    func current(
        _ certificate: Certificate,
        issuer: Certificate,
        _ effort: Effort = .full
    ) async throws(SigningFailure) -> Finding {
        let asked = try await answer(certificate, issuer, after: nil, effort)
        return Finding(answer: asked.answer, isNew: false, isFresh: false, isList: asked.isList)
    }

    /// The same; `nil` where nobody answers about a certificate that needs no answer, since it lives shorter than a revocation
    /// takes.
    func currentIfNeeded(_ certificate: Certificate, issuer: Certificate) async throws(SigningFailure) -> Finding? {
        do throws(SigningFailure) { return try await current(certificate, issuer: issuer) } catch {
            guard certificate.needsNoAnswer, error.code == .revocationUnavailable else { throw error }
            return nil
        }
    }

    /// An answer asked for after `moment` and after `earliest`, fresh if it shows the time after `moment`.
    ///
    /// Signatures of the same moment share an answer. The authority that says when that was may have a clock that is late,
    /// so an answer from before `earliest` is never shared.
    ///
    /// A repeated nonce proves that an answer is younger than the question, so clocks may differ by a little; without it
    /// the responder's own time counts, to the second.
    func fresh(
        _ certificate: Certificate,
        issuer: Certificate,
        since moment: Date,
        after earliest: Date
    ) async throws(SigningFailure) -> Finding {
        let asked = try await answer(certificate, issuer, after: max(moment, earliest))
        let second = Date(timeIntervalSince1970: moment.timeIntervalSince1970.rounded(.down))
        let isFresh =
            asked.repeatsNonce
            ? asked.answer.thisUpdate >= second - RevocationLimits().skew : asked.answer.thisUpdate >= second
        return Finding(answer: asked.answer, isNew: true, isFresh: isFresh, isList: asked.isList)
    }

    /// An answer from before that still holds, without asking anybody: a responder's, or else one in a list.
    func kept(_ certificate: Certificate, issuer: Certificate) async -> Finding? {
        let now = clock.now
        let key = Self.key(certificate, issuer)
        if let asked = await answers.keptByAnyone(for: key, at: now) {
            return Finding(answer: asked.answer, isNew: false, isFresh: false, isList: asked.isList)
        }
        for url in call.usable(certificate.extensions.listURLs) {
            let list = await lists.keptByAnyone(for: Self.key(url, issuer), at: now)
            guard let answer = try? list?.answer(about: certificate, issuer: issuer, at: now) else { continue }
            return Finding(answer: answer, isNew: false, isFresh: false, isList: true)
        }
        return nil
    }

    private func answer(
        _ certificate: Certificate,
        _ issuer: Certificate,
        after moment: Date?,
        _ effort: Effort = .full
    ) async throws(SigningFailure) -> Asked {
        try await answers.value(
            for: Self.key(certificate, issuer),
            at: clock.now,
            after: moment,
            effort
        ) {
            do throws(SigningFailure) {
                let asked = try await ask(certificate, issuer, after: moment, effort)
                // Lists are kept by themselves, and what a responder does not know today it may know tomorrow.
                let isKept = !asked.isList && asked.answer.status != .unknown
                return .success(.init(value: asked, until: isKept ? asked.answer.nextUpdate : nil))
            } catch { return .failure(error) }
        }
    }

    private func ask(
        _ certificate: Certificate,
        _ issuer: Certificate,
        after moment: Date?,
        _ effort: Effort
    ) async throws(SigningFailure) -> Asked {
        var reasons: [String] = []
        for url in call.usable(certificate.extensions.ocspURLs).prefix(effort.places) {
            do throws(SigningFailure) { return try await respond(url, certificate, issuer, effort) } catch {
                reasons.append(error.detail)
            }
        }
        for url in call.usable(certificate.extensions.listURLs).prefix(effort.places) {
            do throws(SigningFailure) {
                let list = try await list(url, issuer, after: moment, effort)
                let answer = try SigningFailure.mapping(all: .revocationUnavailable) { () throws(SignatureError) in
                    try list.answer(about: certificate, issuer: issuer, at: clock.now)
                }
                return Asked(answer: answer, isList: true, repeatsNonce: false)
            } catch { reasons.append(error.detail) }
        }
        throw SigningFailure(
            .revocationUnavailable,
            reasons.isEmpty ? "the certificate names nobody to ask" : reasons.joined(separator: "; ")
        )
    }

    private func respond(
        _ url: URL,
        _ certificate: Certificate,
        _ issuer: Certificate,
        _ effort: Effort
    ) async throws(SigningFailure) -> Asked {
        let nonce = requiresNonce ? random.bytes(16) : nil
        let request = try SigningFailure.mapping(all: .revocationUnavailable) { () throws(SignatureError) in
            try OCSPRequest(certificate, issuer: issuer, nonce: nonce)
        }
        let body: [UInt8]
        do throws(HTTPFailure) {
            body = try await call.post(
                url,
                request.der,
                as: "application/ocsp-request",
                limits: effort.within(Self.responderLimits)
            )
        } catch { throw SigningFailure(error, of: .revocationUnavailable) }
        let answer = try SigningFailure.mapping(all: .revocationUnavailable) { () throws(SignatureError) in
            try OCSPResponse(der: body).answer(to: request, at: clock.now)
        }
        return Asked(answer: answer, isList: false, repeatsNonce: nonce != nil)
    }

    /// A list whose signature was verified before it is kept: one that somebody put in its place would stay otherwise.
    private func list(
        _ url: URL,
        _ issuer: Certificate,
        after moment: Date?,
        _ effort: Effort
    ) async throws(SigningFailure) -> RevocationList {
        try await lists.value(for: Self.key(url, issuer), at: clock.now, after: moment, effort) {
            do {
                let list = try RevocationList(der: await call.get(url, limits: effort.within(Self.listLimits)))
                try list.verify(by: issuer)
                return .success(.init(value: list, until: min(list.nextUpdate, clock.now + Self.longestKept)))
            } catch {
                return .failure(SigningFailure(.revocationUnavailable, "list: \(error)"))
            }
        }
    }

    private static func key(_ certificate: Certificate, _ issuer: Certificate) -> [UInt8] {
        certificate.fingerprint + issuer.fingerprint
    }

    private static func key(_ url: URL, _ issuer: Certificate) -> [UInt8] {
        issuer.fingerprint + Array(url.absoluteString.utf8)
    }
}
