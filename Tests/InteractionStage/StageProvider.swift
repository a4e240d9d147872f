import EIDMethod
import FoundationEssentials

/// A method whose people do whatever a browser test wants to look at; `login_hint` says how it ends.
struct StageProvider: MethodProvider {
    /// What the person is asked to do.
    enum Task: String, CaseIterable {
        case app, form, question
    }

    /// Nothing to configure.
    struct Configuration: MethodConfiguration {
        static let settings: [Setting] = []
        init(reading settings: SettingsReader) {}
    }

    /// How often the broker has asked.
    struct State: Codable, Sendable {
        var polls = 0
    }

    static let descriptor = MethodDescriptor(
        provider: "stage",
        displayName: LocalizedText("Stage"),
        types: [.verification, .authentication],
        attributes: [AttributeOffer(.givenName, .always)],
        assurance: AssuranceTable([.init("stage", .substantial)]),
        logo: MethodLogo(
            svg:
                ##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3" fill="#1d4f91"/></svg>"##
        )
    )

    private let task: Task

    init(task: Task) { self.task = task }

    init(configuration: Configuration, services: MethodServices) { self.init(task: .app) }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<State> {
        .present(try interaction(request), keeping: State())
    }

    func resume(
        _ request: MethodRequest,
        from state: State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<State> {
        switch event {
        case .polled:
            let polls = state.polls + 1
            // Twice nothing, so that a test sees the page wait.
            if polls < 3 || ["endless", "moving", "running"].contains(request.loginHint) {
                return .present(try interaction(request), keeping: State(polls: polls))
            }
        case .answered(let answer):
            // The page must ask again, rather than lose the person.
            if answer.text == "again" { return .present(try interaction(request), keeping: state) }
        default: break
        }
        if request.loginHint == "declined" { throw MethodError(.declined, "as the test wished") }
        return .finished(
            VerifiedIdentity(
                subject: UpstreamSubject(namespace: "stage", identifier: "somebody"),
                assurance: .substantial,
                authenticatedAt: Date()
            )
        )
    }

    /// A code for each second, until the app has it.
    func redraw(_ request: MethodRequest, from state: State) -> Interaction? {
        // Either until the app is open, or for as long as somebody looks.
        guard ["moving", "running"].contains(request.loginHint) else { return nil }
        let isOpen = request.loginHint == "moving" && state.polls >= 4
        return .openApp(
            link: nil,
            qr: isOpen ? nil : "stage:\(Int(Date().timeIntervalSince1970))",
            pollAfter: .seconds(1),
            hint: LocalizedText(isOpen ? "Confirm in the bank app." : "Open the bank app.")
        )
    }

    private func interaction(_ request: MethodRequest) throws(MethodError) -> Interaction {
        switch task {
        case .app:
            guard let link = URL(string: "stage-app://confirm?transaction=\(request.transactionID)") else {
                throw MethodError(.misconfigured, "no link")
            }
            return .openApp(link: link, qr: "stage:\(request.transactionID)", pollAfter: .seconds(1))
        case .form:
            // There is no upstream: the form comes straight back.
            return .post(to: request.callbackURL, fields: [.init(name: "state", value: request.callbackState)])
        case .question:
            let label = LocalizedText(
                nl: "Telefoonnummer",
                fr: "Numéro de téléphone",
                de: "Telefonnummer",
                en: "Phone number",
                sv: "Telefonnummer"
            )
            return .ask(Prompt(kind: .phoneNumber, label: label, maximumLength: 20))
        }
    }
}
