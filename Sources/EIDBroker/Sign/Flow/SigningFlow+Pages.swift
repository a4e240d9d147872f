import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// What a person sees, drawn from the stored signing.
extension SigningFlow {
    /// The answer that fits where a signing stands, once somebody consented.
    func draw(_ transaction: SigningTransaction, _ browser: BrowserContext) async -> FlowAnswer {
        let secret = browser.cookies[FlowCookie.name(transaction: transaction.id)]
        let frame = frame(transaction, secret: secret)
        let (name, path) = (methodName(transaction), "/sign/\(transaction.id)")
        let logo = transaction.methodID.flatMap { parts.broker.choice.logos[$0] }?.path
        switch transaction.presentation {
        case .openApp?:
            guard let moving = await redrawn(transaction)?.moving else { break }
            return moving.answer(frame: frame, methodName: name, logo: logo, path: path, cookie: nil)
        case .redirect? where isIdle(transaction):
            guard case .redirect(let url)? = await redrawn(transaction) else { break }
            return .redirect(to: url, cookie: nil)
        case .redirect?, .post?, .ask?, nil: break
        }
        guard let presentation = transaction.presentation, isIdle(transaction) || presentation.isInvitation else {
            let page = WaitingPage(frame: frame, methodName: name, logo: logo, path: path)
            return .page(.waiting(page), status: 200, cookie: nil)
        }
        return presentation.answer(
            frame: frame,
            methodName: name,
            logo: logo,
            path: path,
            question: transaction.question,
            cookie: nil
        )
    }

    /// What a method shows at this moment: a code that moves with the clock, drawn also while the method is being asked, or a way
    /// to the upstream that is good for one visit.
    private func redrawn(_ transaction: SigningTransaction) async -> Presentation? {
        guard let method = transaction.methodID.flatMap({ parts.broker.choice[$0] }) else { return nil }
        let interaction: Interaction? =
            switch transaction.leg {
            case .certificate(let request, let state), .approval(let request, let state, _, _):
                await method.signing?.redraw(request, from: Array(state))
            case .verification(let request, let state): await method.redraw(request, from: Array(state))
            case .values, nil: nil
            }
        return interaction.map { Presentation($0) }
    }

    /// The documents and the question.
    func review(_ transaction: SigningTransaction, browser: BrowserContext, secret: String) -> ReviewPage {
        let language = transaction.languages.first ?? browser.languages.first ?? .en
        let documents = transaction.documents.enumerated().map { index, document in
            let path = document.documentID == nil ? nil : "/sign/\(transaction.id)/documents/\(index)"
            return ReviewPage.Document(
                name: document.name,
                mediaType: document.mediaType,
                size: document.size,
                sha256: Hexadecimal.text(document.sha256),
                path: path,
                isViewable: document.documentID != nil && Self.isViewable(document),
                findings: document.findings,
                previewPath: document.order.appearance == nil ? nil : path.map { "\($0)/preview" },
                statements: statements(document.order, transaction)
            )
        }
        return ReviewPage(
            frame: frame(transaction, language: language, secret: secret),
            documents: documents,
            methods: parts.broker.choices(transaction.candidates, language: language),
            isQualified: transaction.quality == .qualified,
            consentPath: "/sign/\(transaction.id)/consent"
        )
    }

    /// What goes into the signature beside the document: all that the client may choose and the person would not see in it.
    private func statements(_ order: SignatureOrder, _ transaction: SigningTransaction)
        -> [ReviewPage.Document.Statement]
    {
        var statements: [ReviewPage.Document.Statement] = []
        if order.format == .raw { statements.append(.bareValue) }
        if let appearance = order.appearance { statements.append(.visible(page: appearance.page)) }
        if let reason = order.reason { statements.append(.reason(reason)) }
        if let location = order.location { statements.append(.location(location)) }
        if let level = order.certification { statements.append(.certification(level)) }
        guard order.format.carriesPolicy else { return statements }
        if let commitment = transaction.policy?.commitment ?? order.commitment {
            statements.append(.commitment(commitment))
        }
        if let policy = transaction.policy?.identifier { statements.append(.policy(policy)) }
        return statements
    }

    /// What the end of a signing adds to a return URI.
    static let returnParameters = ["signing", "status", "state", "iss"]

    /// Where the browser goes at the end: back to the client, or to a page that says so.
    func arrival(_ transaction: SigningTransaction, _ browser: BrowserContext) async -> FlowAnswer {
        if let uri = transaction.returnURL,
            client(transaction)?.returnURIs.contains(where: { $0.sameBytes(as: uri) }) == true
        {
            var parameters = [("signing", transaction.id), ("status", SigningStatus.word(transaction))]
            if let state = transaction.clientState { parameters.append(("state", state)) }
            parameters.append(("iss", parts.broker.issuer))
            return .redirect(to: RedirectTarget.address(uri, adding: parameters), cookie: nil)
        }
        guard case .ended(let outcome) = transaction.phase else { return await draw(transaction, browser) }
        guard outcome == .completed else { return page(Self.failure(of: outcome, transaction), browser: browser) }
        let page = SignedPage(
            language: transaction.language,
            clientName: client(transaction)?.name[transaction.language] ?? "",
            returnURL: client(transaction)?.homeURL,
            documents: transaction.documents.compactMap { $0.result?.name }
        )
        return .page(.signed(page), status: 200, cookie: nil)
    }

    /// The page of a failure that only the person hears of.
    func page(_ failure: SigningPageFailure, browser: BrowserContext) -> FlowAnswer {
        let entry = failure.entry
        let language = failure.transaction?.languages.first ?? browser.languages.first ?? .en
        let client = failure.transaction.flatMap { self.client($0) }
        let page = ErrorPage(entry, language: language, reference: failure.transaction?.id, client: client)
        return .page(.error(page), status: entry.status, cookie: nil)
    }

    func client(_ transaction: SigningTransaction) -> Client? { parts.broker.clients[transaction.clientID]?.client }

    private func frame(_ transaction: SigningTransaction, language: Language? = nil, secret: String?) -> PageFrame {
        let language = language ?? transaction.language
        return PageFrame(
            language: language,
            clientName: client(transaction)?.name[language] ?? "",
            csrf: secret.map(formToken) ?? "",
            cancelPath: "/sign/\(transaction.id)/decline"
        )
    }

    private func methodName(_ transaction: SigningTransaction) -> String {
        transaction.methodID.flatMap { parts.broker.choice[$0] }?.displayName[transaction.language] ?? ""
    }

    /// A PDF that could not be read is only offered for saving: each viewer repairs it in its own way.
    private static func isViewable(_ document: SigningTransaction.Document) -> Bool {
        viewable.contains(document.mediaType) && !document.findings.contains(where: unread.contains)
    }

    private static let unread: Set<String> = Set(
        [
            SigningFailure.Code.documentUnreadable, .documentEncrypted, .documentAmbiguous, .documentUnsupported,
            .documentTooLarge, .documentActiveContent,
        ].map(\.rawValue)
    )

    private static let viewable: Set<String> = ["application/pdf", "text/plain", "image/png", "image/jpeg"]
}
