import EIDMethod

extension SigningConformance {
    /// What comes out of a signing.
    public static let results: [SigningConformance] = [
        signsOneDigest, signsAsManyAsOffered, sendsDigestsUnchanged, refusesMoreThanOffered, refusesOtherDigests,
        reportsTheSecondSigner, matchesValuesByName,
    ]

    /// The happy path.
    public static let signsOneDigest = SigningConformance("one digest is signed, and the signer is named") { stage in
        try stage.requireTrue(try await stage.perform())
    }

    /// An offer is a promise.
    public static let signsAsManyAsOffered = SigningConformance(
        "as many digests as offered are signed in one approval"
    ) { stage in
        let method = try stage.method()
        let signed = try await stage.perform(method, stage.request(count: method.offer.maximumDigests))
        try stage.requireTrue(signed)
    }

    /// What the person approves is what the broker will use.
    public static let sendsDigestsUnchanged = SigningConformance(
        "the digests reach the upstream unchanged, in their order, and in one approval"
    ) { stage in
        let method = try stage.method()
        let count = min(3, method.offer.maximumDigests)
        let signed = try await stage.perform(method, stage.request(count: count))
        let approvals = await stage.bench.approvals
        guard approvals.count == 1 else { throw ConformanceFailure("\(approvals.count) approvals were asked for") }
        guard approvals.first == signed.digests.map(\.bytes) else {
            throw ConformanceFailure("the upstream was shown other digests, or another order")
        }
    }

    /// The provider does not rely on the broker here.
    public static let refusesMoreThanOffered = SigningConformance(
        "more digests than offered, or another number than announced, are refused"
    ) { stage in
        let method = try stage.method()
        let most = method.offer.maximumDigests
        guard most >= 1 else { throw ConformanceFailure("the offer covers no digest at all") }
        try await stage.refusesDigests("more digests than offered") {
            try await stage.waiting(in: .second, method, stage.request(count: most + 1))
        }
        try await stage.refusesDigests("more digests than announced") {
            try await stage.announced(1, then: 2, method)
        }
        try await stage.refusesDigests("no digest") { try await stage.announced(1, then: 0, method) }
    }

    /// An upstream that hashes once more, or cuts, signs something else.
    public static let refusesOtherDigests = SigningConformance(
        "a digest of a length that the algorithm does not have is refused"
    ) { stage in
        for length in [0, 20, 31, 33, 64] where length != stage.digestLength {
            try await stage.refusesDigests("a digest of \(length) bytes") {
                try await stage.announced(1, then: 1, length: length, try stage.method())
            }
        }
    }

    /// Whoever approves must be who showed the certificate; the broker can only compare what it is told.
    public static let reportsTheSecondSigner = SigningConformance(
        "another signer in the second half is refused or reported as such"
    ) { stage in
        try await stage.inject(.otherSigner)
        let second: WaitingSigning
        do { second = try await stage.waiting(in: .second) } catch is MethodError { return }
        do {
            guard case .signed(let result) = try await stage.play(.approve, in: second) else { return }
            guard result.signer != stage.bench.signer else {
                throw ConformanceFailure("the first half's signer is reported, although somebody else has signed")
            }
        } catch is MethodError {}
    }

    /// Names, not positions.
    public static let matchesValuesByName = SigningConformance(
        "values that arrive in another order are matched by name"
    ) { stage in
        let method = try stage.method()
        guard method.offer.maximumDigests > 1 else { throw Inapplicable(reason: "one approval covers one digest") }
        try await stage.inject(.valuesReordered)
        let signed = try await stage.perform(method, stage.request(count: min(3, method.offer.maximumDigests)))
        try stage.requireTrue(signed)
    }
}

extension SigningStage {
    /// Expects an error that says that this was not the person's doing, before anybody is asked to approve.
    fileprivate func refusesDigests(_ what: String, _ body: () async throws -> WaitingSigning) async throws {
        do {
            _ = try await body()
        } catch let error as MethodError {
            guard error.code == .unsupported else {
                throw ConformanceFailure("\(what): refused as \(error.code), which should be unsupported")
            }
            return
        }
        throw ConformanceFailure("\(what): the person is asked to approve")
    }

    /// Announces some digests and asks for the approval of others.
    fileprivate func announced(
        _ count: Int,
        then other: Int,
        length: Int? = nil,
        _ method: BareSigning
    ) async throws -> WaitingSigning {
        let request = request(count: count)
        let digests = digests(for: self.request(count: other), length: length)
        let begun = try await noting { () throws(MethodError) in try await method.begin(request) }
        if case .ready(let signer, let state) = begun {
            return try await authorised(method, request, digests, signer, state)
        }
        let first = try await waiting(in: .first, method, request)
        let changed = WaitingSigning(
            method: first.method,
            request: first.request,
            digests: digests,
            half: first.half,
            interaction: first.interaction,
            state: first.state
        )
        return try await approved(changed)
    }
}
