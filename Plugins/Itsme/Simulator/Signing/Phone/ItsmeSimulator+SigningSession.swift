import EIDSimulator

/// The web page of a signing action: who are you, wait for your phone, and the way back.
extension ItsmeSimulator {
    /// The addresses that the OASIS API hands out; what the partner added to them is kept for the way back (§19.1).
    func qesPage(_ parts: [String], _ request: SimulatorRequest) -> SimulatorResponse {
        let isKnown = parts.count == 2 && ["identify_yourself", "prove_its_you_poka"].contains(parts[1])
        guard isKnown else { return .plain(404, "Not found\n") }
        guard request.method == "GET" else { return .methodNotAllowed("GET") }
        guard let fields = request.queryFields, let id = fields["q"], let action = currentSigning(id),
            (action.order == nil) == (parts[1] == "identify_yourself"), case .oasis = action.way
        else { return frame(.en).page(.oops, status: 404, frame(.en).alert(.unknownAction)) }
        signing.actions[id]?.extras = Self.extras(request.query)
        // Where everything is known already, the person sees nothing of this leg.
        if let location = currentSigning(id)?.location { return .redirect(to: location) }
        return .redirect(to: "\(configuration.baseURL)/session/\(id)", status: 303)
    }

    /// The pairs of a query that are not ours, as sent.
    private static func extras(_ query: String) -> [String] {
        query.split(separator: "&").map(String.init).filter { pair in
            let name = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            return name != "q" && name != "language" && pair.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        }
    }

    func signingSession(_ parts: [String], _ request: SimulatorRequest, _ action: SigningAction) -> SimulatorResponse {
        switch (request.method, parts.count > 2 ? parts[2] : nil) {
        case ("GET", nil): return signingPage(of: action)
        case ("POST", "identify"):
            let phone = ItsmePersona.digits(of: request.formFields?["phone"] ?? "")
            let found = accounts.values.filter { $0.persona.phoneDigits == phone }.map(\.persona.id).sorted().first
            identifySigning(action.id, persona: found, mode: "MSISDN")
        case ("POST", "cancel"): rejectSigning(action.id, "the user left the page")
        case (_, nil): return .methodNotAllowed("GET")
        case (_, "identify"), (_, "cancel"): return .methodNotAllowed("POST")
        default: return .plain(404, "Not found\n")
        }
        return .redirect(to: "\(configuration.baseURL)/session/\(action.id)", status: 303)
    }

    private func signingPage(of action: SigningAction) -> SimulatorResponse {
        if let location = action.location { return .redirect(to: location) }
        let frame = frame(action.language)
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
        return frame.page(
            .identify,
            """
            \(frame.alert(action.problem))<p>\(HTML.escape(action.client.name))</p>
            <h2>\(frame.say(.enterPhone))</h2>
            <form method="post" action="\(HTML.escape(basePath + path))/identify">
            <label for="phone">\(frame.say(.phoneLabel))</label>
            <input type="tel" id="phone" name="phone" autocomplete="tel" required>
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
}
