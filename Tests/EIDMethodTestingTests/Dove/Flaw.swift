/// What can be wrong with a method; each must be found by the behaviour that is about it.
enum Flaw: String, Sendable, CaseIterable {
    // What it delivers.
    case dropsAnAttribute, deliversAWrongValue, deliversAWrongType, statesAnOldTime, reliesOnASession, keepsTheTimeBack
    case subjectPerTransaction, attributesInAuthentication, deliversEverything, namesNoSource, namesAnOddCountry
    case inventsPlaceholders, requiresAttributes, failsOnOddTypes, promisesWhatNobodyHas, deliversWhatIsNeverThere
    case trustsTheHint, trustsItsOwnHint, refusesItsOwnHint, subjectByLevel, subjectByLanguage, subjectByBrowser
    case translatesTheName
    // What the person decides.
    case cancelledIsUnavailable, declinedIsCancelled, expiredIsUnavailable, pollingFinishes
    // Callbacks.
    case refusesUnknownParameters, remembersCodes, secondTimeSomebodyElse, ignoresNonceAndState, ignoresState
    case unknownErrorIsCancelled, repeatsTheDescription
    // The network.
    case finishesAnyway, blamesThePerson, neverRecovers, hasNoLimits, retriesForever, retriesRefusals
    // Answers.
    case ignoresSignature, acceptsUnsigned, ignoresNonce, ignoresIssuer, ignoresAudience, ignoresOtherAudiences
    case ignoresExpiry, ignoresIssueTime
    case inventsSubject, ignoresOtherSubject, acceptsDuplicates, keepsKeysForEver, toleratesNoSkew, takesSecondsForOld
    case ignoresNonceOnDemand, ignoresAudienceOfHints, ignoresExpiryOfFreshProofs
    // Assurance.
    case overstates, repeatsWhatWasAsked, understates
    // Evidence.
    case keepsNoEvidence, commitsToNothing, keepsOtherKeys, sameSaltForAll, keepsEvidenceUnasked
    // The seam.
    case secretInURL, sameNonceForAll, shortNonce, reusedNonce, bigState, forgetfulState, logsTheCode, logsTheSecret,
        logsTheHint, logsTheBrowser, logsTheAddress, secretInLaterURL, personInLaterURL
    case sameChallengeForAll, sameRequestURIForAll, pushesTheSameChallenge, pushesTheSameJSON, pushesAShortNonce
    case signsTheSameChallenge, keepsTheSameVerifier, keepsTheSameBytes
    case errorNamesThePerson, sendsToPlainHTTP
    case redrawsTheSecret, redrawsByChance, abandonsWithoutLimit, abandonsLoudly
}
