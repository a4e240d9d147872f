import EIDBroker
import EIDMethod
import Mustache

/// Turns pages into HTML with the templates in `Assets`.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary
    let cookies: BrowserCookies

    init(cookies: BrowserCookies) throws {
        self.cookies = cookies
        library = try PageTemplates.library()
    }

    /// The HTML of a page.
    func html(_ page: FlowPage, requestID: String) -> String {
        switch page {
        case .chooser(let page): render("chooser", chooser(page), page.frame.language)
        case .waiting(let page): render("waiting", waiting(page), page.frame.language)
        case .prompt(let page): render("prompt", prompt(page), page.frame.language)
        case .error(let page): render("error", error(page, requestID), page.language)
        case .review(let page): render("review", review(page), page.frame.language)
        case .signed(let page): render("signed", signed(page), page.language)
        }
    }

    /// The HTML of a page that posts fields to an upstream, or to a client.
    func formPost(to target: String, fields: [FormField], language: Language) -> String {
        let values: [String: Any] = [
            "title": PageTexts.formPostTitle[language],
            "lead": PageTexts.formPostLead[language],
            "action": SafeLink.checked(target) ?? "",
            "fields": fields.map { ["name": $0.name, "value": $0.value] },
            "continueLabel": PageTexts.continueLabel[language],
        ]
        return render("formpost", values, language)
    }

    /// The HTML of a failure that the core never saw.
    func failure(status: Int, language: Language, requestID: String) -> String {
        let page = ErrorPage(
            code: "http_\(status)",
            language: language,
            title: FailureTexts.title(status: status)[language],
            sentence: FailureTexts.sentence(status: status)[language],
            reference: requestID
        )
        return html(.error(page), requestID: requestID)
    }

    private func chooser(_ page: ChooserPage) -> [String: Any] {
        let language = page.frame.language
        return framed(page.frame).merging([
            "title": PageTexts.chooserTitle[language],
            "lead": PageTexts.chooserLead(client: page.frame.clientName, language),
            "action": page.actionPath,
            "methods": page.choices.map { method($0, type: page.type, language) },
            "remember": page.remembers.map { ["label": PageTexts.remember[language], "ticked": $0] } as Any,
        ]) { $1 }
    }

    /// One button: its text says what it does, and what speaks against it or for it is part of what a reader hears.
    func method(_ choice: ChooserPage.Choice, type: MethodType, _ language: Language) -> [String: Any] {
        var values: [String: Any] = [
            "id": choice.id, "name": PageTexts.button(choice.displayName, for: type, language),
        ]
        values["logo"] = choice.logo
        if choice.isLastUsed { values["note"] = PageTexts.lastUsed[language] }
        if !choice.isAvailable { values["unavailable"] = PageTexts.methodUnavailable[language] }
        return values
    }

    private func prompt(_ page: PromptPage) -> [String: Any] {
        let language = page.frame.language
        var values = framed(page.frame)
        values["title"] = page.methodName
        values["label"] = page.label
        values["question"] = page.question
        values["action"] = page.actionPath
        values["maximumLength"] = String(page.maximumLength)
        values["continueLabel"] = PageTexts.continueLabel[language]
        if page.isAskedAgain { values["complaint"] = PageTexts.answerWanted(upTo: page.maximumLength, language) }
        let field = PromptField(kind: page.kind)
        values["inputType"] = field.type
        values["inputMode"] = field.mode
        values["autocomplete"] = field.autocomplete
        return values
    }

    private func error(_ page: ErrorPage, _ requestID: String) -> [String: Any] {
        var values: [String: Any] = [
            "title": page.title,
            "sentence": page.sentence,
            "code": page.code,
            "reference": page.reference ?? requestID,
            "referenceLabel": PageTexts.reference[page.language],
            "homeLabel": PageTexts.home[page.language],
        ]
        values["client"] = page.clientName
        values["home"] = page.returnURL.flatMap(SafeLink.checked)
        return values
    }

    func framed(_ frame: PageFrame) -> [String: Any] {
        [
            "client": frame.clientName,
            "csrf": frame.csrf,
            "cancelAction": frame.cancelPath,
            "cancelLabel": PageTexts.cancel[frame.language],
        ]
    }

    private func render(_ template: String, _ values: [String: Any], _ language: Language) -> String {
        var values = values
        values["language"] = language.rawValue
        values["footer"] = PageTexts.footer[language]
        // `PageTemplates` has registered each name used here; a test draws every page.
        return library.render(values, withTemplate: template) ?? ""
    }
}
