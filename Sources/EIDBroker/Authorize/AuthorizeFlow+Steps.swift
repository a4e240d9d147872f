import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// The person's steps after the first; each finds the transaction, proves the browser and moves the transaction once.
extension AuthorizeFlow {
    /// Draws where a transaction stands, and asks a waiting method again when it is time.
    func show(_ id: String, browser: BrowserContext) async throws -> FlowAnswer {
        try await step(of: id, browser, isPage: true) {
            let held = try await open(id, browser: browser)
            let transaction = held.value
            guard isIdle(transaction), transaction.presentation?.isDue(transaction.pollAt, at: parts.clock.now) == true
            else { return await draw(transaction, cookie: nil) }
            return try await advance(held, .polled)
        }
    }

    /// Draws the chooser, also for somebody who has chosen and come back.
    func showMethods(_ id: String, browser: BrowserContext) async throws -> FlowAnswer {
        try await step(of: id, browser) {
            let transaction = try await open(id, browser: browser).value
            guard isIdle(transaction) else { return await draw(transaction, cookie: nil) }
            return chooser(transaction, cookie: nil)
        }
    }

    /// The person picked a method, perhaps another one after the Back button.
    func choose(_ id: String, form: RequestParameters, browser: BrowserContext) async throws -> FlowAnswer {
        try await step(of: id, browser) { try await chosen(id, form, browser) }
    }

    private func chosen(_ id: String, _ form: RequestParameters, _ browser: BrowserContext) async throws -> FlowAnswer {
        let held = try await open(id, browser: browser)
        var transaction = held.value
        try proveForm(form, transaction)
        guard let chosen = form["method"], transaction.candidates.contains(where: { $0.sameBytes(as: chosen) }),
            let method = parts.choice[chosen]
        else { throw PageFailure(.badRequest, transaction, reason: "method") }
        guard isIdle(transaction) else { return await draw(transaction, cookie: nil) }
        do {
            if let identity = try await begin(method, &transaction, browser.endUser) {
                let answer = try await conclude(transaction, identity, by: method, over: held)
                await abandon(held.value)
                return answer
            }
        } catch let error as MethodError {
            guard try await save(ended(transaction, by: error), over: held) else {
                throw PageFailure(.alreadyAnswered, transaction)
            }
            await abandon(held.value)
            return try fail(transaction, error)
        }
        // Of two clicks one is kept; the browser shows the answer to the last one, so both lead to what was kept.
        guard try await save(transaction, over: held) else {
            await abandon(transaction)
            return await goOn(with: try await open(id, browser: browser).value, cookie: nil)
        }
        await abandon(held.value)
        let remembered = RememberedMethod.cookie(chosen: method.id, mayRemember: form["remember"] != nil)
        return await goOn(with: transaction, cookie: parts.remembersMethod ? remembered : nil)
    }

    /// The person typed an answer.
    func answer(_ id: String, form: RequestParameters, browser: BrowserContext) async throws -> FlowAnswer {
        try await step(of: id, browser) { try await answered(id, form, browser) }
    }

    private func answered(_ id: String, _ form: RequestParameters, _ browser: BrowserContext) async throws -> FlowAnswer
    {
        let held = try await open(id, browser: browser)
        try proveForm(form, held.value)
        // Another tab, or the Back button: what was typed for one question must not reach another one.
        guard case .ask(let prompt)? = held.value.presentation, let question = held.value.question,
            form["question"].sameBytes(as: question)
        else { return await draw(held.value, cookie: nil) }
        let text = (form["text"] ?? "").trimmed
        guard !text.isEmpty, text.utf16.count <= prompt.maximumLength else {
            return await draw(held.value, cookie: nil).asksAgain
        }
        guard isIdle(held.value) else { return await draw(held.value, cookie: nil) }
        return try await advance(held, .answered(PromptAnswer(text: text)))
    }

    /// The person gave up on one of our pages.
    func cancel(_ id: String, form: RequestParameters, browser: BrowserContext) async throws -> FlowAnswer {
        try await step(of: id, browser) {
            let error = MethodError(.cancelled, "cancelled on a page of the broker")
            // A method that is being asked moves the transaction every few seconds; that must not keep the person here.
            for _ in 0..<8 {
                let held = try await open(id, browser: browser)
                try proveForm(form, held.value)
                guard try await save(ended(held.value, by: error), over: held) else { continue }
                await abandon(held.value)
                return try fail(held.value, error)
            }
            throw PageFailure(.alreadyAnswered)
        }
    }

    /// Tells the method that nobody waits for its answer any more.
    func abandon(_ transaction: Transaction) async {
        guard let request = transaction.methodRequest, let state = transaction.state,
            let method = transaction.methodID.flatMap({ parts.choice[$0] })
        else { return }
        await method.abandon(request, from: Array(state))
    }

    /// Finds a living transaction of this browser.
    func open(_ id: String, browser: BrowserContext) async throws -> Held<Transaction> {
        guard id.utf8.count == 22, let held = try await parts.transactions.load(id) else {
            throw PageFailure(.unknownTransaction)
        }
        // First, because a finished transaction may have taken its cookie with it: the Back button comes without one.
        guard !isOver(held.value) else { throw PageFailure(.alreadyAnswered, held.value) }
        guard held.value.isBound(to: browser) else { throw PageFailure(.wrongBrowser, held.value) }
        guard parts.clock.now < held.value.expiresAt else { throw PageFailure(.expiredTransaction, held.value) }
        // Gone from the settings since: whatever the person did now would be for nobody.
        guard parts.clients[held.value.request.clientID] != nil else { throw PageFailure(.unknownClient, held.value) }
        guard held.value.candidates.contains(where: { parts.choice[$0] != nil }) else { throw MethodsGone(held: held) }
        return held
    }

    private func proveForm(_ form: RequestParameters, _ transaction: Transaction) throws {
        guard let token = form["csrf"], constantTimeEquals(token, transaction.formToken) else {
            throw PageFailure(.forgedForm, transaction)
        }
    }

    /// Whether nobody is asking the method right now.
    func isIdle(_ transaction: Transaction) -> Bool {
        switch transaction.phase {
        case .working(let until), .redeeming(let until):
            until.isPast(at: parts.clock.now, after: patience(for: transaction))
        case .choosing, .presented, .finished: true
        }
    }

    /// Whether nothing can come of it any more.
    func isOver(_ transaction: Transaction) -> Bool {
        transaction.isOver(at: parts.clock.now, patience(for: transaction))
    }

    /// How long a step may be on its way; of a method that has gone from the settings nobody is at work.
    private func patience(for transaction: Transaction) -> TimeInterval {
        transaction.methodID.flatMap { parts.choice[$0]?.patience } ?? 0
    }

    func save(_ transaction: Transaction, over held: Held<Transaction>) async throws -> Bool {
        try await parts.transactions.replace(transaction, ifRevision: held.revision)
    }
}
