import EIDMethod
import EIDSignature
import FoundationEssentials

extension RevocationSource {
    /// How much is done for an answer.
    enum Effort: UInt8, CaseIterable, Sendable {
        /// Each place that a certificate names, as long as one may take.
        case full
        /// The first place of each kind, for five seconds: where things go on without an answer as well.
        case brief

        var places: Int { self == .full ? 2 : 1 }

        func within(_ limits: HTTPLimits) -> HTTPLimits {
            self == .full ? limits : HTTPLimits(time: .seconds(5), bodyBytes: limits.bodyBytes)
        }
    }
}

extension SharedAnswers {
    /// The value under a key, kept for all, but asked for only together with those who do as much for it.
    ///
    /// Whoever needs an answer would otherwise be served with the failure of somebody who gave up early.
    func value(
        for key: [UInt8],
        at now: Date,
        after moment: Date?,
        _ effort: RevocationSource.Effort,
        fetch: @escaping @Sendable () async -> Result<Fetched, Failure>
    ) async throws(Failure) -> Value {
        if moment == nil, let kept = keptByAnyone(for: key, at: now) { return kept }
        return try await value(for: key + [effort.rawValue], at: now, after: moment, fetch: fetch)
    }

    /// What is kept under a key, whatever was done for it.
    func keptByAnyone(for key: [UInt8], at now: Date) -> Value? {
        for effort in RevocationSource.Effort.allCases {
            if let value = kept(for: key + [effort.rawValue], at: now) { return value }
        }
        return nil
    }
}
