import EIDMethodTesting

/// Which behaviour must find which flaw of a method with several steps; no other behaviour does.
enum StorkFlawTable {
    struct Row: Sendable, CustomStringConvertible {
        let behaviour: MethodConformance
        let flaw: StorkFlaw

        init(_ behaviour: MethodConformance, _ flaw: StorkFlaw) {
            self.behaviour = behaviour
            self.flaw = flaw
        }

        var description: String { "\(behaviour) / \(flaw.rawValue)" }
    }

    static let rows: [Row] = [
        Row(.cancelsAtEveryStep, .cancelledLateIsUnavailable),
        Row(.cancelsAtEveryStep, .leavesTheOrderOpen),
        Row(.cancelsAtEveryStep, .pollingAfterCancellingFinishes),
        Row(.refusesEventsOutOfPlace, .pollingSkipsThePage),
        Row(.refusesEventsOutOfPlace, .takesASecondAnswer),
        Row(.refusesEventsOutOfPlace, .isSpoiledByStrays),
        Row(.refusesEventsOutOfPlace, .pollingAfterDecliningFinishes),
        Row(.neverRepeatsItself, .ringsWithTheSameNonce),
        Row(.neverRepeatsItself, .showsTheSameChallenge),
        Row(.restartsAtEveryStep, .remembersOrdersItself),
        Row(.keepsErrorCodesStable, .codeByChance),
        Row(.keepsErrorCodesStable, .repeatsTheUpstream),
        Row(.keepsErrorCodesStable, .blamesThePersonForRejections),
        Row(.holdsUpNobodyElse, .holdsUpOthers),
        Row(.keepsItsPromises, .promisesTooMuch),
    ]
}
