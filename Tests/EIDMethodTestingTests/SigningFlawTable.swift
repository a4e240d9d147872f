import EIDMethodTesting

/// Which behaviour of a signing must find which flaw.
enum SigningFlawTable {
    struct Row: Sendable, CustomStringConvertible {
        let behaviour: SigningConformance
        let flaw: SigningFlaw

        init(_ behaviour: SigningConformance, _ flaw: SigningFlaw) {
            self.behaviour = behaviour
            self.flaw = flaw
        }

        var description: String { "\(behaviour) / \(flaw.rawValue)" }
    }

    static let rows: [Row] = result + decision + callback + answer + network + seam

    private static let result: [Row] = [
        Row(.signsOneDigest, .changesValues),
        Row(.signsOneDigest, .namesNoCertificate),
        Row(.signsAsManyAsOffered, .offersTooMuch),
        Row(.sendsDigestsUnchanged, .sendsDigestsReversed),
        Row(.sendsDigestsUnchanged, .asksTwice),
        Row(.refusesMoreThanOffered, .takesAnyNumber),
        Row(.refusesOtherDigests, .takesAnyLength),
        Row(.reportsTheSecondSigner, .repeatsTheFirstSigner),
        Row(.matchesValuesByName, .matchesByPosition),
    ]

    private static let decision: [Row] = [
        Row(.reportsCancelling, .cancelledIsUnavailable),
        Row(.reportsDeclining, .declinedIsCancelled),
        Row(.reportsTimeout, .expiredIsUnavailable),
        Row(.reportsRefusedPeople, .refusedIsDeclined),
        Row(.reportsUnfitCredentials, .takesAnyCredential),
        Row(.waitsForSlowPeople, .pendingIsAnError),
        Row(.ignoresOtherPeoplesApproval, .ignoresStateAndSession),
    ]

    private static let callback: [Row] = [
        Row(.ignoresUnknownParameters, .refusesUnknownParameters),
        Row(.refusesReplay, .signsAnyway),
        Row(.replayGivesNothingElse, .signsAnyway),
        Row(.refusesWrongState, .ignoresState),
        Row(.refusesWrongState, .forgetsAfterForgery),
        Row(.refusesMissingParameters, .signsAnyway),
        Row(.refusesHostileValues, .signsAnyway),
        Row(.refusesUnexpectedEvents, .pollsAtOnce),
    ]

    private static let answer: [Row] = [
        Row(.refusesMissingValues, .fillsGaps),
        Row(.refusesRepeatedValues, .fillsGaps),
        Row(.refusesUnaskedValues, .takesUnaskedValues),
    ]

    private static let network: [Row] =
        SigningConformance.network.filter { $0 != .limitsItsRequests }
        .flatMap { [Row($0, .signsAnyway), Row($0, .blamesThePerson), Row($0, .retriesForever)] }
        + [Row(.reportsUnreachableUpstream, .neverRecovers), Row(.limitsItsRequests, .hasNoLimits)]

    private static let seam: [Row] = [
        Row(.offersHonestly, .offersNothing),
        Row(.showsOnlyItsAlphabet, .sendsAnyText),
        Row(.sendsNoSecretToTheBrowser, .secretInURL),
        Row(.keepsConcurrentSigningsApart, .samePlaceForAll),
        Row(.survivesARestart, .forgetfulState),
        Row(.closesItsSessions, .leavesSessionsOpen),
        Row(.closesItsSessions, .ignoresGivingUp),
        Row(.keepsSecrets, .logsTheToken),
        Row(.keepsSecrets, .logsTheBrowser),
        Row(.keepsSecrets, .logsTheAddress),
        Row(.keepsSecrets, .printsItsState),
        Row(.keepsSecrets, .printsTheSigner),
        Row(.keepsSecrets, .errorTellsTheToken),
    ]
}
