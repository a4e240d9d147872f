import EIDMethod

extension MethodConformance {
    /// How sure a method may say that it is.
    public static let assurances: [MethodConformance] = [
        statesAssuranceHonestly, neverOverstatesLowerAssurance, neverInventsAssurance, neverGuessesAssurance,
        refusesHigherAssuranceThanOffered,
    ]

    /// Asking for a level yields that level at least, or an honest lower one, or an error.
    public static let statesAssuranceHonestly = MethodConformance(
        "the assurance is in the descriptor and worth what the upstream stated"
    ) { stage in
        let method = try stage.method()
        for level in stage.descriptor.assurance.levels {
            do {
                let identity = try await stage.perform(with: method, try stage.request(assurance: level))
                try stage.requireHonestAssurance(identity, upTo: max(level, stage.bench.person.assurance))
                guard identity.assurance >= min(level, stage.bench.person.assurance) else {
                    throw ConformanceFailure("\(level) was asked for and stated, \(identity.assurance) is reported")
                }
            } catch let error as MethodError where error.code == .insufficientAssurance {
                guard level > stage.bench.person.assurance else {
                    throw ConformanceFailure("\(level) is offered and fits the person, yet it is refused")
                }
            }
        }
    }

    /// The upstream stated less.
    public static let neverOverstatesLowerAssurance = understates(
        "an assurance that the upstream states lower is never overstated",
        .lowerAssurance
    )
    /// The upstream stated nothing.
    public static let neverInventsAssurance = understates(
        "an assurance that the upstream does not state is never invented",
        .noAssurance
    )
    /// The upstream stated something unheard of.
    public static let neverGuessesAssurance = understates(
        "an assurance that nobody has heard of is never guessed",
        .unknownAssurance
    )

    /// A level beyond the descriptor's.
    public static let refusesHigherAssuranceThanOffered = MethodConformance(
        "a higher assurance than the method has is refused or reported as lower"
    ) { stage in
        guard let beyond = Assurance.allCases.first(where: { $0 > stage.highestLevel }) else {
            throw Inapplicable(reason: "the method offers the highest level there is")
        }
        do {
            let identity = try await stage.perform(with: try stage.method(), try stage.request(assurance: beyond))
            try stage.requireHonestAssurance(identity, upTo: stage.highestLevel)
        } catch let error as MethodError {
            guard [.insufficientAssurance, .unsupported].contains(error.code) else {
                throw ConformanceFailure("asking for \(beyond) ends as \(error.code)")
            }
        }
    }

    private static func understates(_ description: String, _ fault: UpstreamFault) -> MethodConformance {
        MethodConformance(description) { stage in
            try await stage.inject(fault)
            for asked in [nil, stage.highestLevel] {
                do {
                    let identity = try await stage.perform(
                        with: try stage.method(),
                        try stage.request(assurance: asked)
                    )
                    try stage.requireHonestAssurance(identity, upTo: stage.lowestLevel)
                } catch let error as MethodError {
                    guard [.insufficientAssurance, .untrusted].contains(error.code) else {
                        throw ConformanceFailure("ends as \(error.code)")
                    }
                }
            }
        }
    }
}
