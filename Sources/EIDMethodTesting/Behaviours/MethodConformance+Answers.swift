import EIDMethod

extension MethodConformance {
    /// What an upstream, or someone in its place, can put into an answer.
    public static let answers: [MethodConformance] = [
        refusesWrongSignature, refusesUnsignedAnswer, refusesTamperedAnswer, refusesWrongNonce, refusesWrongIssuer,
        refusesWrongAudience, refusesExtraAudience, refusesExpiredAnswer, refusesFutureAnswer, refusesMissingSubject,
        refusesSubjectMismatch, refusesDuplicateMembers, followsKeyRotation, toleratesClockSkew,
    ]

    /// Signed by a key that is not the upstream's.
    public static let refusesWrongSignature = refuses("an identity signed by a foreign key is refused", .wrongSignature)
    /// Not signed at all.
    public static let refusesUnsignedAnswer = refuses("an unsigned identity is refused", .unsignedAnswer)
    /// Changed after it was signed.
    public static let refusesTamperedAnswer = refuses("a tampered identity is refused", .tamperedAnswer)
    /// An answer to another request.
    public static let refusesWrongNonce = refuses("an identity with a wrong nonce is refused", .wrongNonce)
    /// Issued by someone else.
    public static let refusesWrongIssuer = refuses("an identity of another issuer is refused", .wrongIssuer)
    /// Meant for someone else.
    public static let refusesWrongAudience = refuses("an identity for another client is refused", .wrongAudience)
    /// Meant for someone else as well (OpenID Connect Core §3.1.3.7).
    public static let refusesExtraAudience = refuses(
        "an identity for another client beside us is refused",
        .extraAudience
    )
    /// Too old.
    public static let refusesExpiredAnswer = refuses("an expired identity is refused", .expiredAnswer)
    /// From tomorrow.
    public static let refusesFutureAnswer = refuses("an identity issued in the future is refused", .futureAnswer)
    /// About nobody.
    public static let refusesMissingSubject = refuses("an identity without a subject is refused", .missingSubject)
    /// Two answers about two people.
    public static let refusesSubjectMismatch = refuses("answers about two people are refused", .subjectMismatch)
    /// RFC 7519 §4: readers disagree about which of two members counts.
    public static let refusesDuplicateMembers = refuses("an answer with a member twice is refused", .duplicateMembers)

    /// A provider that has seen the old keys follows to the new ones.
    public static let followsKeyRotation = MethodConformance("a key rotation at the upstream is followed") { stage in
        let method = try stage.method()
        let before = try await stage.perform(with: method, try stage.request())
        // Refetching keys is rate-limited; ten minutes satisfy any sensible limit.
        stage.bench.clock.advance(by: .seconds(600))
        try await stage.inject(.keyRotation)
        let after = try await stage.perform(with: method, try stage.request())
        guard before.subject == after.subject else { throw ConformanceFailure("the subject depends on the key") }
    }

    /// Clocks of two machines differ by some seconds.
    public static let toleratesClockSkew = MethodConformance(
        "a clock that is five seconds off to either side does no harm"
    ) { stage in
        for skew in [Duration.seconds(5), .seconds(-5)] {
            try await stage.perform(with: try stage.method(clockAhead: skew), try stage.request())
        }
    }

    private static func refuses(_ description: String, _ fault: UpstreamFault) -> MethodConformance {
        MethodConformance(description) { stage in
            // What works is known before anything is broken; a check may be left out where more is asked for, or less.
            let wishes = [ClientWish("that asks for little"), try await stage.fullestWish()]
            // Where the person's certificate is what has a time, the method may say so.
            let codes: [MethodError.Code] =
                [.expiredAnswer, .futureAnswer].contains(fault) ? [.untrusted, .expiredCertificate] : [.untrusted]
            try await stage.inject(fault)
            for type in stage.identifyingTypes {
                // A second answer need not exist in an authentication, so only a verification can show its subject.
                if fault == .subjectMismatch, type == .authentication { continue }
                for wish in wishes {
                    try await stage.refuses("a \(type.rawValue) \(wish.description)", with: codes) {
                        .finished(try await stage.perform(with: try stage.method(), try stage.request(type, wish)))
                    }
                }
            }
        }
    }
}
