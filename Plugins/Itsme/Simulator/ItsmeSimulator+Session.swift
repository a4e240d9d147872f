import EIDSimulator

/// The web page of an action: who are you, wait for your phone, and the way back (§9).
extension ItsmeSimulator {
    func session(_ parts: [String], _ request: SimulatorRequest) -> SimulatorResponse {
        guard parts.count >= 2, let action = phoneAction(parts[1]) else {
            return frame(.en).page(.oops, status: 404, frame(.en).alert(.unknownAction))
        }
        switch (request.method, parts.count > 2 ? parts[2] : nil) {
        case ("GET", nil): return page(of: action)
        case ("POST", "identify"):
            let phone = ItsmePersona.digits(of: request.formFields?["phone"] ?? "")
            let found = accounts.values.filter { $0.persona.phoneDigits == phone }.map(\.persona.id).sorted().first
            identify(action.id, persona: found, mode: "MSISDN")
        case ("POST", "cancel"): reject(action.id, "the user left the page")
        case (_, nil): return .methodNotAllowed("GET")
        case (_, "identify"), (_, "cancel"): return .methodNotAllowed("POST")
        default: return .plain(404, "Not found\n")
        }
        return .redirect(to: "\(configuration.baseURL)/session/\(action.id)", status: 303)
    }

    func frame(_ language: PageLanguage) -> PageFrame {
        PageFrame(language: language, basePath: basePath)
    }

    private func page(of action: any PhoneAction) -> SimulatorResponse {
        let frame = frame(action.language)
        if let location = action.location { return .redirect(to: location) }
        let path = "/session/\(action.id)"
        let cancel = frame.button(.leave, to: path + "/cancel", class: "warning")
        guard action.phase == .created else {
            let icon =
                action.needsIcon
                ? """
                <h2>\(frame.say(.matchIcon))</h2>
                <p class="icon"><span aria-hidden="true">\(action.icon.symbol)</span> \(action.icon.rawValue)</p>
                """ : ""
            return frame.page(
                .waiting,
                refresh: 2,
                """
                \(frame.alert(action.problem))<p>\(frame.say(.checkPhone))</p>
                \(icon)
                \(frame.link(.lookAgain, to: path))
                \(frame.link(.phoneTitle, to: "/phone/\(action.id)"))
                \(cancel)
                """
            )
        }
        let phone = "\(configuration.baseURL)/phone/\(action.id)"
        let hint = action.phoneHint.map { " value=\"+\(HTML.escape($0))\"" } ?? ""
        return frame.page(
            .identify,
            """
            \(frame.alert(action.problem))<p>\(HTML.escape(action.requester))</p>
            <h2>\(frame.say(.enterPhone))</h2>
            <form method="post" action="\(HTML.escape(basePath + path))/identify">
            <label for="phone">\(frame.say(.phoneLabel))</label>
            <input type="tel" id="phone" name="phone" autocomplete="tel"\(hint) required>
            <button type="submit" class="primary">\(frame.say(.send))</button>
            </form>
            <h2>\(frame.say(.orScan))</h2>
            \(QRCodeDrawing.svg(of: phone, label: PageText.scanLabel.text(action.language)) ?? "")
            \(frame.link(.scanLink, to: "/phone/\(action.id)"))
            \(frame.link(.appLink, to: "/phone/\(action.id)?mode=a2a"))
            \(cancel)
            """
        )
    }

    /// itsme's own error page (§10.2), with the broken rule added.
    func refusalPage(_ refusal: ItsmeRefusal, _ number: String, _ language: PageLanguage) -> SimulatorResponse {
        let frame = frame(language)
        let code = HTML.escape(refusal.code)
        return frame.page(
            .oops,
            status: 400,
            """
            <p>\(frame.say(.wentWrong))</p>
            <p>Code:400</p>
            <p>Error message : <code>[\(number)] \(code) - Invalid request: \(HTML.escape(refusal.description))</code></p>
            <p><a href="">\(frame.say(.tryAgain))</a></p>
            """
        )
    }

    func indexPage() -> SimulatorResponse {
        let frame = frame(.en)
        let people = accounts.values.map(\.persona).sorted { $0.id < $1.id }.map { persona in
            "<li><strong>\(HTML.escape(persona.id))</strong>: \(HTML.escape(persona.summary)) "
                + "<code>\(HTML.escape(persona.phone))</code></li>"
        }
        return frame.page(
            .phoneTitle,
            """
            <p>Issuer: <code>\(HTML.escape(configuration.issuer))</code></p>
            <h2>People</h2>
            <ul>\(people.joined())</ul>
            """
        )
    }
}
