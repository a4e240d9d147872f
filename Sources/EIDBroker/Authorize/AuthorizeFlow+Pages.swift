import EIDMethod
import FoundationEssentials

/// What a person sees, drawn from the stored transaction.
extension AuthorizeFlow {
    /// The answer that fits where a transaction stands.
    func draw(_ transaction: Transaction, cookie: BindingCookie?) -> FlowAnswer {
        guard isIdle(transaction) else { return waiting(transaction, link: nil, qr: nil, seconds: 2, cookie) }
        switch transaction.presentation {
        case .redirect(let url): return .redirect(to: url, cookie: cookie)
        case .post(let url, let fields): return .formPost(to: url, fields: fields, cookie: cookie)
        case .openApp(let link, let qr, let seconds):
            return waiting(transaction, link: link.absoluteString, qr: qr, seconds: seconds, cookie)
        case .ask(let prompt):
            let page = PromptPage(
                frame: frame(transaction),
                methodName: methodName(transaction),
                label: prompt.label[transaction.language],
                kind: prompt.kind,
                maximumLength: prompt.maximumLength,
                actionPath: "/transaction/\(transaction.id)/answer"
            )
            return .page(.prompt(page), status: 200, cookie: cookie)
        case nil:
            let choices = transaction.candidates.compactMap { id in
                parts.choice[id].map {
                    ChooserPage.Choice(id: $0.id, displayName: $0.displayName[transaction.language])
                }
            }
            let page = ChooserPage(
                frame: frame(transaction),
                type: transaction.request.type,
                choices: choices,
                actionPath: "/transaction/\(transaction.id)/method"
            )
            return .page(.chooser(page), status: 200, cookie: cookie)
        }
    }

    /// The page of a failure that only the person hears of.
    func page(_ failure: PageFailure, browser: BrowserContext) -> FlowAnswer {
        let entry = ErrorCatalogue.entry(for: failure.failure)
        let language = failure.transaction?.language ?? browser.languages.first ?? .en
        let client = failure.transaction.flatMap { parts.clients[$0.request.clientID]?.client }
        let page = ErrorPage(
            code: entry.code,
            language: language,
            title: entry.title[language],
            sentence: entry.sentence[language],
            reference: failure.transaction?.id,
            clientName: client?.name[language],
            returnURL: client?.homeURL
        )
        return .page(.error(page), status: entry.status, cookie: nil)
    }

    private func waiting(
        _ transaction: Transaction,
        link: String?,
        qr: String?,
        seconds: Int,
        _ cookie: BindingCookie?
    ) -> FlowAnswer {
        let page = WaitingPage(
            frame: frame(transaction),
            methodName: methodName(transaction),
            appLink: link,
            qr: qr,
            pollSeconds: seconds,
            statusPath: "/transaction/\(transaction.id)"
        )
        return .page(.waiting(page), status: 200, cookie: cookie)
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

    private func methodName(_ transaction: Transaction) -> String {
        transaction.methodID.flatMap { parts.choice[$0] }?.displayName[transaction.language] ?? ""
    }
}
