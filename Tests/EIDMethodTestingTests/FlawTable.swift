import EIDMethodTesting

/// Which behaviour must find which flaw.
enum FlawTable {
    struct Row: Sendable, CustomStringConvertible {
        let behaviour: MethodConformance
        let flaw: Flaw

        init(_ behaviour: MethodConformance, _ flaw: Flaw) {
            self.behaviour = behaviour
            self.flaw = flaw
        }

        var description: String { "\(behaviour) / \(flaw.rawValue)" }
    }

    static let rows: [Row] = alone + delivery + decision + callback + network + answer + assurance + evidence + seam

    /// Flaws that one behaviour finds and no other does.
    static let alone: [Row] = [
        Row(.namesWhomTheUpstreamNames, .trustsTheHint),
        Row(.namesWhomTheUpstreamNames, .trustsItsOwnHint),
        Row(.namesWhomTheUpstreamNames, .refusesItsOwnHint),
        Row(.namesWhomTheUpstreamNames, .subjectByLevel),
        Row(.namesWhomTheUpstreamNames, .subjectByLanguage),
        Row(.namesWhomTheUpstreamNames, .subjectByBrowser),
        Row(.namesWhomTheUpstreamNames, .translatesTheName),
        Row(.refusesWrongNonce, .ignoresNonceOnDemand),
        Row(.keepsSecretsOutOfURLs, .secretInLaterURL),
        Row(.keepsSecretsOutOfURLs, .personInLaterURL),
        Row(.keepsErrorCodesStable, .retriesRefusals),
        Row(.refusesWrongAudience, .ignoresAudienceOfHints),
        Row(.refusesExpiredAnswer, .ignoresExpiryOfFreshProofs),
    ]

    private static let delivery: [Row] = [
        Row(.verificationDelivers, .dropsAnAttribute),
        Row(.verificationDelivers, .deliversAWrongValue),
        Row(.verificationDelivers, .deliversAWrongType),
        Row(.verificationDelivers, .statesAnOldTime),
        Row(.authenticationDelivers, .subjectPerTransaction),
        Row(.authenticationDelivers, .attributesInAuthentication),
        Row(.deliversOnlyWhatWasAskedFor, .deliversEverything),
        Row(.saysWhereAttributesComeFrom, .namesNoSource),
        Row(.saysWhereAttributesComeFrom, .namesAnOddCountry),
        Row(.leavesMissingAttributesAbsent, .inventsPlaceholders),
        Row(.leavesMissingAttributesAbsent, .requiresAttributes),
        Row(.leavesEmptyAttributesAbsent, .inventsPlaceholders),
        Row(.survivesMistypedAttributes, .failsOnOddTypes),
        Row(.provesAnewOnDemand, .reliesOnASession),
        Row(.provesAnewOnDemand, .keepsTheTimeBack),
        Row(.keepsItsPromises, .promisesWhatNobodyHas),
        Row(.keepsItsPromises, .deliversWhatIsNeverThere),
    ]

    private static let decision: [Row] = [
        Row(.reportsCancelling, .cancelledIsUnavailable),
        Row(.reportsDeclining, .declinedIsCancelled),
        Row(.reportsTimeout, .expiredIsUnavailable),
        Row(.ignoresOtherPeoplesApproval, .pollingFinishes),
    ]

    private static let callback: [Row] = [
        Row(.ignoresUnknownParameters, .refusesUnknownParameters),
        Row(.refusesReplayElsewhere, .remembersCodes),
        Row(.replayGivesNobodyElse, .secondTimeSomebodyElse),
        Row(.refusesForeignCallback, .ignoresNonceAndState),
        Row(.refusesForeignCallback, .ignoresNonce),
        Row(.refusesWrongState, .ignoresState),
        Row(.refusesMissingParameters, .ignoresState),
        Row(.refusesTamperedParameters, .ignoresState),
        Row(.refusesHostileValues, .ignoresState),
        Row(.refusesUnknownErrors, .unknownErrorIsCancelled),
        Row(.repeatsNoDescriptions, .repeatsTheDescription),
        Row(.refusesUnexpectedEvents, .pollingFinishes),
    ]

    private static let network: [Row] =
        MethodConformance.network.filter { $0 != .limitsItsRequests }
        .flatMap { [Row($0, .finishesAnyway), Row($0, .blamesThePerson), Row($0, .retriesForever)] }
        + [Row(.reportsUnreachableUpstream, .neverRecovers), Row(.limitsItsRequests, .hasNoLimits)]

    private static let answer: [Row] = [
        Row(.refusesWrongSignature, .ignoresSignature),
        Row(.refusesTamperedAnswer, .ignoresSignature),
        Row(.refusesUnsignedAnswer, .acceptsUnsigned),
        Row(.refusesWrongNonce, .ignoresNonce),
        Row(.refusesWrongIssuer, .ignoresIssuer),
        Row(.refusesWrongAudience, .ignoresAudience),
        Row(.refusesExtraAudience, .ignoresOtherAudiences),
        Row(.refusesExpiredAnswer, .ignoresExpiry),
        Row(.refusesFutureAnswer, .ignoresIssueTime),
        Row(.refusesMissingSubject, .inventsSubject),
        Row(.refusesSubjectMismatch, .ignoresOtherSubject),
        Row(.refusesSubjectMismatch, .errorNamesThePerson),
        Row(.refusesDuplicateMembers, .acceptsDuplicates),
        Row(.followsKeyRotation, .keepsKeysForEver),
        Row(.toleratesClockSkew, .toleratesNoSkew),
        Row(.toleratesClockSkew, .takesSecondsForOld),
    ]

    private static let assurance: [Row] = [
        Row(.statesAssuranceHonestly, .understates),
        Row(.neverOverstatesLowerAssurance, .overstates),
        Row(.neverInventsAssurance, .overstates),
        Row(.neverGuessesAssurance, .overstates),
        Row(.refusesHigherAssuranceThanOffered, .repeatsWhatWasAsked),
    ]

    private static let evidence: [Row] = [
        Row(.keepsEvidenceOfACommitment, .keepsNoEvidence),
        Row(.keepsEvidenceOfACommitment, .commitsToNothing),
        Row(.keepsEvidenceOfACommitment, .keepsOtherKeys),
        Row(.commitsDifferentlyEachTime, .sameSaltForAll),
        Row(.refusesAnotherCommitment, .ignoresNonce),
        Row(.keepsNoEvidenceUnasked, .keepsEvidenceUnasked),
    ]

    private static let seam: [Row] = [
        Row(.beginsAnonymously, .secretInURL),
        Row(.beginsAnonymously, .sendsToPlainHTTP),
        Row(.neverRepeatsItself, .sameNonceForAll),
        Row(.neverRepeatsItself, .reusedNonce),
        Row(.neverRepeatsItself, .shortNonce),
        Row(.neverRepeatsItself, .sameChallengeForAll),
        Row(.neverRepeatsItself, .sameRequestURIForAll),
        Row(.neverRepeatsItself, .pushesTheSameChallenge),
        Row(.neverRepeatsItself, .pushesTheSameJSON),
        Row(.neverRepeatsItself, .pushesAShortNonce),
        Row(.neverRepeatsItself, .signsTheSameChallenge),
        Row(.neverRepeatsItself, .keepsTheSameVerifier),
        Row(.neverRepeatsItself, .keepsTheSameBytes),
        Row(.keepsConcurrentTransactionsApart, .sameNonceForAll),
        Row(.keepsStateSmall, .bigState),
        Row(.keepsStateSmall, .forgetfulState),
        Row(.redrawsByItself, .redrawsTheSecret),
        Row(.redrawsByItself, .redrawsByChance),
        Row(.survivesAbandoning, .abandonsWithoutLimit),
        Row(.survivesAbandoning, .abandonsLoudly),
        Row(.keepsSecrets, .logsTheCode),
        Row(.keepsSecrets, .logsTheSecret),
        Row(.keepsSecrets, .logsTheHint),
        Row(.keepsSecrets, .logsTheBrowser),
        Row(.keepsSecrets, .logsTheAddress),
    ]
}
