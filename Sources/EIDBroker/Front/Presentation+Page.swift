import EIDMethod
import FoundationEssentials

/// What a method presents, as a page or a redirect: the same for sign-ins and signings.
extension Presentation {
    /// The answer that shows it; `path` is where its pages live, and `path`/answer takes what is typed.
    ///
    /// `question` is what an answer must bring, where something is asked.
    func answer(
        frame: PageFrame,
        methodName: String,
        logo: String?,
        path: String,
        question: String? = nil,
        cookie: FlowCookie?
    ) -> FlowAnswer {
        switch self {
        case .redirect(let url): return .redirect(to: url, cookie: cookie)
        case .post(let url, let fields): return .formPost(to: url, fields: fields, cookie: cookie)
        case .openApp(let invitation, let qr, let seconds):
            var page = WaitingPage(
                frame: frame,
                methodName: methodName,
                appLink: invitation.link,
                qr: qr,
                pollSeconds: seconds,
                statusPath: path
            )
            page.logo = logo
            page.hint = invitation.hint?[frame.language]
            page.movesByItself = invitation.moves
            return .page(.waiting(page), status: 200, cookie: cookie)
        case .ask(let prompt):
            let page = PromptPage(
                frame: frame,
                methodName: methodName,
                label: prompt.label[frame.language],
                kind: prompt.kind,
                maximumLength: prompt.maximumLength,
                question: question ?? "",
                actionPath: "\(path)/answer"
            )
            return .page(.prompt(page), status: 200, cookie: cookie)
        }
    }
}

extension Presentation {
    /// Whether the person is sent to an app.
    var isInvitation: Bool {
        if case .openApp = self { true } else { false }
    }

    /// The same as something that is drawn again every second; `nil` for anything but an app's code or link.
    var moving: Presentation? {
        guard case .openApp(var invitation, let qr, _) = self else { return nil }
        invitation.moves = true
        return .openApp(invitation, qr: qr, pollSeconds: 1)
    }
}

extension WaitingPage {
    /// An answer is being worked on: there is nothing to do but to look again soon.
    init(frame: PageFrame, methodName: String, logo: String?, path: String) {
        self.init(frame: frame, methodName: methodName, appLink: nil, qr: nil, pollSeconds: 2, statusPath: path)
        self.logo = logo
    }
}

extension ErrorPage {
    /// The page of a failure, by the transaction that it ended and the client that waited for it.
    init(_ entry: ErrorCatalogue.Entry, language: Language, reference: String?, client: Client?) {
        self.init(
            code: entry.code,
            language: language,
            title: entry.title[language],
            sentence: entry.sentence[language],
            reference: reference,
            clientName: client?.name[language],
            returnURL: client?.homeURL
        )
    }
}
