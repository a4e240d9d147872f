import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// The dispatcher of one signing: every step reads the stored transaction, moves it once and draws what comes next.
///
/// ```
/// GET  /sign/{id}            the documents, what is put into their signatures, and the question
/// POST /sign/{id}/consent    binds the browser, begins with the method
/// GET  /callback/{method}    certificate → prepare, authorise; approval → verify, complete; identity → seal
/// ```
struct SigningFlow: Sendable {
    let parts: SigningParts

    /// Whether a callback's `state` belongs to a signing.
    static func owns(state: String) -> Bool { state.hasPrefix(statePrefix) }

    static let statePrefix = "sign."

    /// Draws where a signing stands; asks a waiting method again when it is time.
    func show(_ id: String, browser: BrowserContext) async throws -> FlowAnswer {
        let held = try await load(id)
        let transaction = held.value
        if case .ended(let outcome) = transaction.phase {
            guard transaction.isBound(to: browser) else { throw Self.failure(of: outcome, transaction) }
            return await arrival(transaction, browser)
        }
        guard transaction.phase == .review else {
            guard transaction.isBound(to: browser) else { throw SigningPageFailure(.wrongBrowser, transaction) }
            if isIdle(transaction), transaction.presentation?.isDue(transaction.pollAt, at: now) == true {
                return try await advance(held, .polled, browser) ?? Self.again(id)
            }
            return await draw(transaction, browser)
        }
        let (secret, cookie) = secret(of: browser, for: transaction)
        return .page(.review(review(transaction, browser: browser, secret: secret)), status: 200, cookie: cookie)
    }

    /// One document as it came, on which the signature rests.
    func document(_ id: String, index: String, browser: BrowserContext) async throws -> DocumentContent {
        let (document, transaction) = try await shownDocument(id, index, browser)
        guard let stored = try await storedDocument(document) else {
            throw SigningPageFailure(.unknownTransaction, transaction)
        }
        return DocumentContent(
            name: stored.name,
            mediaType: document.mediaType,
            size: stored.size,
            chunks: parts.documents.stream(of: stored)
        )
    }

    /// One PDF as it will look with its visible signature; name and time are those of the signature to come.
    func preview(_ id: String, index: String, browser: BrowserContext) async throws -> DocumentContent {
        let (document, transaction) = try await shownDocument(id, index, browser)
        guard document.order.appearance != nil, let size = document.size else {
            throw SigningPageFailure(.unknownTransaction, transaction)
        }
        // The document and what is drawn over it.
        guard let place = parts.previews.enter(document: size) else {
            throw SigningPageFailure(.brokerUnavailable, transaction, detail: "too many previews at once")
        }
        guard let bytes = try await parts.input(document).bytes else {
            throw SigningPageFailure(.unknownTransaction, transaction)
        }
        let preview = try parts.engine.preview(bytes, for: document.order, name: "…")
        let counter = PartCounter()
        return DocumentContent(
            name: document.name,
            mediaType: document.mediaType,
            size: preview.count,
            // In pieces as from the store, so that the same pace is asked of who reads it.
            chunks: AsyncThrowingStream {
                let start = await counter.next() * DocumentStore.partBytes
                guard start < preview.count else { return nil }
                return withExtendedLifetime(place) { Array(preview[start...].prefix(DocumentStore.partBytes)) }
            }
        )
    }

    /// The person consents, and picks a method where there are several.
    func consent(_ id: String, form: RequestParameters, browser: BrowserContext) async throws -> FlowAnswer {
        let held = try await load(id)
        let transaction = held.value
        guard transaction.phase == .review else {
            guard !transaction.isOver else { return try afterTheEnd(transaction, browser) }
            guard transaction.isBound(to: browser) else { throw SigningPageFailure(.wrongBrowser, transaction) }
            return await draw(transaction, browser)
        }
        let (secret, shownAt) = try proveForm(form, transaction, browser)
        guard form["accept"].sameBytes(as: "yes") else {
            return .page(.review(review(transaction, browser: browser, secret: secret)), status: 200, cookie: nil)
        }
        let chosen = form["method"] ?? (transaction.candidates.count == 1 ? transaction.candidates.first : nil)
        guard let chosen, transaction.candidates.contains(where: { $0.sameBytes(as: chosen) }),
            let method = parts.broker.choice[chosen]
        else { throw SigningPageFailure(.badRequest, transaction, detail: "method") }
        var claim = SigningClaim(held, in: parts.signings)
        claim.transaction.binding = Data(SHA256.digest(secret))
        claim.transaction.methodID = method.id
        if transaction.languages.isEmpty { claim.transaction.languages = browser.languages }
        let moment = now
        // The browser's own word, as its secret is: no more than when of the time that the signing has had.
        claim.transaction.note(.displayed, at: min(max(shownAt, transaction.startedAt), moment))
        claim.transaction.note(.accepted, at: moment)
        claim.transaction.phase = .working(until: moment.addingTimeInterval(patience(for: claim.transaction)))
        // Of two clicks, or two people, exactly one begins.
        do {
            try await claim.save()
        } catch is SigningPageFailure {
            return try await show(id, browser: browser)
        }
        return try await proceed(claim, browser) { transaction in try await begin(method, &transaction, browser.endUser)
        }
    }

    /// The person says no on a page of ours.
    func decline(_ id: String, form: RequestParameters, browser: BrowserContext) async throws -> FlowAnswer {
        // A method that is being asked moves the signing every few seconds; that must not keep the person here.
        for _ in 0..<8 {
            let held = try await load(id)
            let transaction = held.value
            guard !transaction.isOver else { return try afterTheEnd(transaction, browser) }
            if transaction.phase != .review, !transaction.isBound(to: browser) {
                throw SigningPageFailure(.wrongBrowser, transaction)
            }
            _ = try proveForm(form, transaction, browser)
            if case .finishing = transaction.phase { return await draw(transaction, browser) }
            let failure = SigningFailure(.userDeclined, "declined on a page of the broker")
            do {
                let answer = try await finish(SigningClaim(held, in: parts.signings), failure, browser)
                await abandon(transaction)
                return answer
            } catch is SigningPageFailure {
                continue
            }
        }
        throw SigningPageFailure(.alreadyAnswered)
    }

    /// The person typed an answer.
    func answer(_ id: String, form: RequestParameters, browser: BrowserContext) async throws -> FlowAnswer {
        let held = try await load(id)
        guard !held.value.isOver else { return try afterTheEnd(held.value, browser) }
        guard held.value.isBound(to: browser) else { throw SigningPageFailure(.wrongBrowser, held.value) }
        _ = try proveForm(form, held.value, browser)
        // Another tab, or the Back button: what was typed for one question must not reach another one.
        guard case .ask(let prompt)? = held.value.presentation, let question = held.value.question,
            form["question"].sameBytes(as: question)
        else { return await draw(held.value, browser) }
        let text = (form["text"] ?? "").trimmed
        guard !text.isEmpty, text.utf16.count <= prompt.maximumLength else {
            return await draw(held.value, browser).asksAgain
        }
        guard isIdle(held.value) else { return await draw(held.value, browser) }
        return try await advance(held, .answered(PromptAnswer(text: text)), browser) ?? Self.again(id)
    }

    /// The browser came back from a method's upstream.
    func callback(_ methodID: String, _ parameters: RequestParameters, state: String, browser: BrowserContext)
        async throws -> FlowAnswer
    {
        let pieces = state.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count == 3, state.utf8.count <= 160 else { throw SigningPageFailure(.unknownTransaction) }
        let id = String(pieces[1])
        let answer = try await OnlyReturn.answer {
            try await take(try await load(id), methodID, parameters, state: state, browser)
        }
        return answer ?? Self.again(id)
    }

    /// A second click, which the browser shows in place of the first: it leads to the end for whoever signed, and nobody else.
    private func afterTheEnd(_ transaction: SigningTransaction, _ browser: BrowserContext) throws -> FlowAnswer {
        guard transaction.isBound(to: browser) else { throw SigningPageFailure(.alreadyAnswered, transaction) }
        return Self.again(transaction.id)
    }

    /// Goes on with a return as the signing stands now; `nil` while another step is under way.
    private func take(
        _ held: Held<SigningTransaction>,
        _ methodID: String,
        _ parameters: RequestParameters,
        state: String,
        _ browser: BrowserContext
    ) async throws -> FlowAnswer? {
        let transaction = held.value
        guard !transaction.isOver else { return try afterTheEnd(transaction, browser) }
        guard transaction.isBound(to: browser) else { throw SigningPageFailure(.wrongBrowser, transaction) }
        guard let callback = CallbackParameters(parameters.fields) else {
            throw SigningPageFailure(.badRequest, transaction, detail: "duplicate")
        }
        // A second callback, and one of the first half that comes late, finds another state: nothing is done twice.
        guard transaction.methodID.sameBytes(as: methodID), let expected = transaction.leg?.callbackState,
            constantTimeEquals(expected, state)
        else { return Self.again(transaction.id) }
        guard isIdle(transaction) else { return nil }
        guard transaction.phase == .presented else {
            // A step began with an earlier callback and was never heard of again: what the upstream gave it is spent.
            let failure = SigningFailure(.internalError, "a step with the method broke off")
            return try await finish(SigningClaim(held, in: parts.signings), failure, browser)
        }
        return try await advance(held, .callback(callback), browser)
    }

    /// The signing as it is now: out of time, begun again where nothing was begun, or with completion taken up that somebody
    /// left.
    func current(_ held: Held<SigningTransaction>) async throws -> Held<SigningTransaction> {
        var claim = SigningClaim(held, in: parts.signings)
        do {
            switch held.value.phase {
            case .finishing(let until, _) where until <= now: _ = try await complete(held, BrowserContext())
            case .review, .presented, .working:
                guard isIdle(held.value) else { return held }
                if held.value.expiresAt <= now {
                    let failure = SigningFailure(.sessionExpired, "the person took too long")
                    _ = try await finish(claim, failure, BrowserContext())
                    await abandon(held.value)
                } else if case .working = held.value.phase, held.value.leg == nil {
                    claim.transaction.reopen()
                    try await claim.save()
                } else {
                    return held
                }
            case .finishing, .ended: return held
            }
        } catch is SigningPageFailure {
            // Somebody else was quicker with the same; what they made of it is read below.
        }
        return try await parts.signings.load(held.value.id) ?? held
    }
}

extension SigningFlow {
    /// How long a step may be on its way before somebody else may take it up, in seconds.
    static let patience = 60.0

    /// How long a step may be on its way that may check the signer's certificate and prepare every document, and ask the
    /// method before and after that.
    func patience(for transaction: SigningTransaction) -> TimeInterval {
        let method = transaction.methodID.flatMap { parts.broker.choice[$0]?.patience } ?? 0
        return Self.patience * Double(transaction.documents.count) + max(Self.patience, 2 * method)
    }

    var now: Date { parts.broker.clock.now }

    /// Whether nobody is at work on it right now.
    func isIdle(_ transaction: SigningTransaction) -> Bool {
        switch transaction.phase {
        case .working(let until): until.isPast(at: now, after: patience(for: transaction))
        case .finishing(let until, _): until.isPast(at: now, after: 2 * Self.patience)
        case .review, .presented, .ended: true
        }
    }

    /// Back to where the signing stands.
    static func again(_ id: String) -> FlowAnswer { .redirect(to: "/sign/\(id)", cookie: nil) }

    func load(_ id: String) async throws -> Held<SigningTransaction> {
        guard let held = try await parts.signings.load(id) else { throw SigningPageFailure(.unknownTransaction) }
        // Gone from the settings since: nobody signs for them any more.
        guard client(held.value) != nil else { throw SigningPageFailure(.unknownClient, held.value) }
        return try await current(held)
    }

    /// What a page says about a signing that is over.
    static func failure(of outcome: SigningOutcome, _ transaction: SigningTransaction) -> SigningPageFailure {
        switch outcome.status {
        case .completed, .cancelled: SigningPageFailure(.alreadyAnswered, transaction)
        case .declined, .expired, .failed: SigningPageFailure(outcome.code ?? .internalError, transaction)
        }
    }

    /// A document that may be shown: to everyone with the link until somebody consents, then to them alone.
    private func shownDocument(_ id: String, _ index: String, _ browser: BrowserContext) async throws
        -> (SigningTransaction.Document, SigningTransaction)
    {
        let transaction = try await load(id).value
        guard transaction.phase == .review || transaction.isBound(to: browser) else {
            throw SigningPageFailure(.wrongBrowser, transaction)
        }
        guard let number = Int(index), transaction.documents.indices.contains(number) else {
            throw SigningPageFailure(.unknownTransaction, transaction)
        }
        return (transaction.documents[number], transaction)
    }

    private func storedDocument(_ document: SigningTransaction.Document) async throws -> StoredDocument? {
        guard let id = document.documentID else { return nil }
        return try await parts.documents.load(id)
    }
}
