import EIDSimulator

/// The phone on the way to a signature: identification, a new certificate, and approving hashes.
extension ItsmeSimulator {
    func signingPhone(_ parts: [String], _ request: SimulatorRequest, _ action: SigningAction) -> SimulatorResponse {
        let form = request.formFields ?? FormFields()
        switch (request.method, parts.count > 2 ? parts[2] : nil) {
        case ("GET", nil):
            return signingPhonePage(action, mode: request.queryFields?["mode"] == "a2a" ? "a2a" : "QR")
        case ("POST", "scan"):
            identifySigning(action.id, persona: form["persona"], mode: form["mode"] == "a2a" ? "a2a" : "QR")
            // §26.4: without the app, a link that would have opened it shows the page with the QR code.
            if form["mode"] == "a2a", currentSigning(action.id)?.problem == .appMissing {
                return .redirect(to: "\(configuration.baseURL)/session/\(action.id)", status: 303)
            }
        case ("POST", "answer"):
            if form["do"] == "ignore" {
                let frame = frame(action.language)
                return frame.page(.phoneTitle, "<p>\(frame.say(.ignored))</p>")
            }
            answerSigning(action, form)
        case (_, nil): return .methodNotAllowed("GET")
        case (_, "scan"), (_, "answer"): return .methodNotAllowed("POST")
        default: return .plain(404, "Not found\n")
        }
        return .redirect(to: "\(configuration.baseURL)/phone/\(action.id)", status: 303)
    }

    private func answerSigning(_ action: SigningAction, _ form: FormFields) {
        guard action.phase == .pending || action.phase == .creating else { return }
        switch form["do"] {
        case "reject": return rejectSigning(action.id, "the user rejected the request")
        case "fraud": return rejectSigning(action.id, "the user reported fraud")
        case "approve_code": break
        default: return
        }
        // The picture belongs to the request that the web page shows; a certificate is asked for after it.
        if asksForIcon(action), form["icon"] != action.icon.rawValue {
            return rejectSigning(action.id, "the user chose another picture than the web page shows")
        }
        approveSigning(action.id, code: form["code"] ?? "")
    }

    private func asksForIcon(_ action: SigningAction) -> Bool { action.phase == .pending && action.needsIcon }

    private func signingPhonePage(_ action: SigningAction, mode: String) -> SimulatorResponse {
        let frame = frame(action.language)
        switch action.phase {
        case .created: return signingOwnerPage(action, mode, frame)
        case .pending, .creating: return signingConsentPage(action, frame)
        default: return frame.page(.done, frame.link(.backToBrowser, to: "/session/\(action.id)"))
        }
    }

    private func signingOwnerPage(_ action: SigningAction, _ mode: String, _ frame: PageFrame) -> SimulatorResponse {
        let options = accounts.values.map(\.persona).sorted { $0.id < $1.id }.map { persona in
            "<option value=\"\(HTML.escape(persona.id))\">\(HTML.escape("\(persona.id) – \(persona.summary)"))</option>"
        }
        return frame.page(
            .phoneTitle,
            """
            \(frame.alert(action.problem))<form method="post" action="\(HTML.escape(basePath))/phone/\(action.id)/scan">
            <input type="hidden" name="mode" value="\(mode)">
            <label for="persona">\(frame.say(.whoseScan))</label>
            <select id="persona" name="persona">\(options.joined())</select>
            <button type="submit" class="primary">\(frame.say(.scan))</button>
            </form>
            """
        )
    }

    private func signingConsentPage(_ action: SigningAction, _ frame: PageFrame) -> SimulatorResponse {
        let icons = MatchingIcon.allCases.map { icon in
            """
            <label><input type="radio" name="icon" value="\(icon.rawValue)"> \
            <span aria-hidden="true">\(icon.symbol)</span> \(icon.rawValue)</label>
            """
        }
        let choice =
            asksForIcon(action)
            ? "<fieldset><legend>\(frame.say(.chooseIcon))</legend>\(icons.joined())</fieldset>" : ""
        return frame.page(
            action.phase == .creating ? .certificateTitle : action.order == nil ? .phoneTitle : .signTitle,
            """
            \(frame.alert(action.problem))\(question(action, frame))
            <form method="post" action="\(HTML.escape(basePath))/phone/\(action.id)/answer">
            \(choice)
            <label for="code">\(frame.say(.codeLabel))</label>
            <input type="text" id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="5">
            <button type="submit" name="do" value="approve_code" class="primary">\(frame.say(.approveCode))</button>
            <button type="submit" name="do" value="reject">\(frame.say(.rejectAction))</button>
            <button type="submit" name="do" value="fraud" class="warning">\(frame.say(.reportFraud))</button>
            <button type="submit" name="do" value="ignore">\(frame.say(.ignore))</button>
            </form>
            """
        )
    }

    /// What the person is asked, in words.
    private func question(_ action: SigningAction, _ frame: PageFrame) -> String {
        let client = "<strong>\(HTML.escape(action.client.name))</strong>"
        if action.phase == .creating { return "<p>\(frame.say(.certificateWhy))</p>" }
        guard let order = action.order else { return "<p>\(client) \(frame.say(.identifiesToSign))</p>" }
        var lines = ["<p>\(client) \(frame.say(.asksToSign))</p>"]
        if let description = order.description { lines.append("<p>\(HTML.escape(description))</p>") }
        lines.append("<p>\(frame.say(.documentCount)): \(order.documents.count)</p>")
        let digests = order.documents.map { "<li><code>\(HTML.escape(Self.shortened($0)))</code></li>" }
        lines.append("<ul class=\"data\">\(digests.joined())</ul>")
        for (label, text) in [
            (PageText.policy, order.policy), (.commitment, order.commitment), (.role, order.role),
        ] {
            if let text { lines.append("<p>\(frame.say(label)): \(HTML.escape(text))</p>") }
        }
        return lines.joined(separator: "\n")
    }

    /// A hash as people can compare it: its first and last bytes, after the name of its document where it has one.
    private static func shortened(_ document: SigningOrder.Document) -> String {
        let digits = document.digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return "\(digits.prefix(4).joined())…\(digits.suffix(4).joined())"
    }
}
