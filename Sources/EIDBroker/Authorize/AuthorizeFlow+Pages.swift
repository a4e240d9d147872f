import EIDMethod
import FoundationEssentials

/// What a person sees, drawn from the stored transaction.
extension AuthorizeFlow {
    /// The answer that fits where a transaction stands.
    func draw(_ transaction: Transaction, cookie: FlowCookie?) async -> FlowAnswer {
        let (frame, path) = (frame(transaction), "/transaction/\(transaction.id)")
        let method = transaction.methodID.flatMap { parts.choice[$0] }
        // Gone from the settings since; `open` has seen that there are others.
        if transaction.methodID != nil, method == nil { return chooser(transaction, cookie: cookie) }
        let name = method?.displayName[transaction.language] ?? ""
        let logo = method.flatMap { parts.choice.logos[$0.id] }?.path
        if case .openApp? = transaction.presentation, let moving = await self.moving(transaction, method) {
            return moving.answer(frame: frame, methodName: name, logo: logo, path: path, cookie: cookie)
        }
        // What an app is told stays while the method is being asked whether it is done.
        guard isIdle(transaction) || transaction.presentation?.isInvitation == true else {
            return waiting(transaction, cookie: cookie)
        }
        if let presentation = transaction.presentation {
            return presentation.answer(
                frame: frame,
                methodName: name,
                logo: logo,
                path: path,
                question: transaction.question,
                cookie: cookie
            )
        }
        return chooser(transaction, cookie: cookie)
    }

    /// There is nothing to do but to look again soon.
    func waiting(_ transaction: Transaction, cookie: FlowCookie? = nil) -> FlowAnswer {
        let method = transaction.methodID.flatMap { parts.choice[$0] }
        let page = WaitingPage(
            frame: frame(transaction),
            methodName: method?.displayName[transaction.language] ?? "",
            logo: method.flatMap { parts.choice.logos[$0.id] }?.path,
            path: "/transaction/\(transaction.id)"
        )
        return .page(.waiting(page), status: 200, cookie: cookie)
    }

    /// The methods to choose among, whether one was chosen already or not.
    func chooser(_ transaction: Transaction, cookie: FlowCookie?) -> FlowAnswer {
        let page = ChooserPage(
            frame: frame(transaction),
            type: transaction.request.type,
            choices: parts.choices(
                transaction.candidates,
                language: transaction.language,
                lastUsed: transaction.remembered
            ),
            actionPath: "/transaction/\(transaction.id)/method",
            remembers: parts.remembersMethod ? transaction.remembered != .optedOut : nil
        )
        return .page(.chooser(page), status: 200, cookie: cookie)
    }

    /// The page of a failure that only the person hears of.
    func page(_ failure: PageFailure, browser: BrowserContext) -> FlowAnswer {
        let entry = ErrorCatalogue.entry(for: failure.failure)
        let language = failure.transaction?.language ?? failure.languages.first ?? browser.languages.first ?? .en
        let client = failure.transaction.flatMap { parts.clients[$0.request.clientID]?.client }
        let page = ErrorPage(entry, language: language, reference: failure.transaction?.id, client: client)
        return .page(.error(page), status: entry.status, cookie: nil)
    }

    /// What a method shows whose code moves with the clock: drawn anew each time, also while the method is being asked.
    private func moving(_ transaction: Transaction, _ method: Method?) async -> Presentation? {
        guard let request = transaction.methodRequest, let state = transaction.state, let method,
            let interaction = await method.redraw(request, from: Array(state))
        else { return nil }
        return Presentation(interaction).moving
    }

    private func frame(_ transaction: Transaction) -> PageFrame {
        let client = parts.clients[transaction.request.clientID]?.client
        return PageFrame(
            language: transaction.language,
            clientName: client?.name[transaction.language] ?? "",
            csrf: transaction.formToken,
            cancelPath: "/transaction/\(transaction.id)/cancel"
        )
    }
}
