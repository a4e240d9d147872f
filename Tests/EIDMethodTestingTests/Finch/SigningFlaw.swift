/// What can be wrong with a method that signs; each must be found by the behaviour that is about it.
enum SigningFlaw: String, Sendable, CaseIterable {
    // What comes out.
    case changesValues, namesNoCertificate, offersTooMuch, sendsDigestsReversed, asksTwice, takesAnyNumber,
        takesAnyLength
    case repeatsTheFirstSigner, matchesByPosition
    // What the person decides.
    case cancelledIsUnavailable, declinedIsCancelled, expiredIsUnavailable, refusedIsDeclined, takesAnyCredential
    case pendingIsAnError, ignoresStateAndSession
    // Callbacks.
    case refusesUnknownParameters, signsAnyway, ignoresState, pollsAtOnce, forgetsAfterForgery
    // Answers and the network.
    case fillsGaps, takesUnaskedValues, blamesThePerson, neverRecovers, hasNoLimits, retriesForever
    // The seam.
    case offersNothing, sendsAnyText, secretInURL, samePlaceForAll, forgetfulState, leavesSessionsOpen,
        ignoresGivingUp
    case logsTheToken, logsTheBrowser, logsTheAddress, printsItsState, printsTheSigner, errorTellsTheToken
}
