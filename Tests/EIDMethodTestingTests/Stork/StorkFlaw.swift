/// What can be wrong with a method of several steps; one behaviour finds each, and no other does.
enum StorkFlaw: String, Sendable, CaseIterable {
    // Turning back.
    case cancelledLateIsUnavailable, leavesTheOrderOpen, pollingAfterCancellingFinishes
    // Events out of place.
    case pollingSkipsThePage, takesASecondAnswer, isSpoiledByStrays, pollingAfterDecliningFinishes
    // Randomness.
    case ringsWithTheSameNonce, showsTheSameChallenge
    // Restarts.
    case remembersOrdersItself
    // Failures.
    case codeByChance, repeatsTheUpstream, blamesThePersonForRejections, holdsUpOthers
    // Promises.
    case promisesTooMuch
}
