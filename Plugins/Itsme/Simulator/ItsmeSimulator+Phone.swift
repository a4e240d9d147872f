import EIDJSON
import EIDSimulator

/// The page that plays the phone: whose it is, what is asked, and the answer (§9.3, §9.4).
extension ItsmeSimulator {
    func phone(_ parts: [String], _ request: SimulatorRequest) -> SimulatorResponse {
        guard parts.count >= 2, let action = phoneAction(parts[1]) else {
            return frame(.en).page(.oops, status: 404, frame(.en).alert(.unknownAction))
        }
        let form = request.formFields ?? FormFields()
        switch (request.method, parts.count > 2 ? parts[2] : nil) {
        case ("GET", nil):
            let isSameDevice = request.queryFields?["mode"] == "a2a"
            return phonePage(action, mode: isSameDevice ? "a2a" : "QR")
        case ("POST", "scan"):
            identify(action.id, persona: form["persona"], mode: form["mode"] == "a2a" ? "a2a" : "QR")
            // §26.4: without the app, a link that would have opened it shows the page with the QR code.
            if form["mode"] == "a2a", phoneAction(action.id)?.problem == .appMissing {
                return .redirect(to: "\(configuration.baseURL)/session/\(action.id)", status: 303)
            }
        case ("POST", "answer"):
            if form["do"] == "ignore" {
                let frame = frame(action.language)
                return frame.page(.phoneTitle, "<p>\(frame.say(.ignored))</p>")
            }
            answer(action, form)
        case (_, nil): return .methodNotAllowed("GET")
        case (_, "scan"), (_, "answer"): return .methodNotAllowed("POST")
        default: return .plain(404, "Not found\n")
        }
        return .redirect(to: "\(configuration.baseURL)/phone/\(action.id)", status: 303)
    }

    private func answer(_ action: any PhoneAction, _ form: FormFields) {
        guard action.phase.isOnPhone else { return }
        switch form["do"] {
        case "reject": return reject(action.id, "the user rejected the request")
        case "fraud": return reject(action.id, "the user reported fraud")
        case "approve_code", "approve_biometrics": break
        default: return
        }
        // §26.4: the wrong picture means that somebody else's request is on this phone.
        if action.asksForIcon, form["icon"] != action.icon.rawValue {
            return reject(action.id, "the user chose another picture than the web page shows")
        }
        approve(action.id, by: form["do"] == "approve_code" ? .code(form["code"] ?? "") : .biometrics)
    }

    private func phonePage(_ action: any PhoneAction, mode: String) -> SimulatorResponse {
        let frame = frame(action.language)
        switch action.phase {
        case .created: return ownerPage(action, mode, frame)
        case .pending, .creating: return consentPage(action, frame)
        default:
            return frame.page(.done, frame.link(.backToBrowser, to: "/session/\(action.id)"))
        }
    }

    private func ownerPage(_ action: any PhoneAction, _ mode: String, _ frame: PageFrame) -> SimulatorResponse {
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

    /// A claim without the address that it stands under: people read names, not namespaces.
    private static func shortName(_ claim: String) -> String {
        claim.split(separator: "/").last.map(String.init) ?? claim
    }

    private func consentPage(_ action: any PhoneAction, _ frame: PageFrame) -> SimulatorResponse {
        let icons = MatchingIcon.allCases.map { icon in
            """
            <label><input type="radio" name="icon" value="\(icon.rawValue)"> \
            <span aria-hidden="true">\(icon.symbol)</span> \(icon.rawValue)</label>
            """
        }
        let choice =
            action.asksForIcon
            ? "<fieldset><legend>\(frame.say(.chooseIcon))</legend>\(icons.joined())</fieldset>" : ""
        let hasBiometrics = action.persona.flatMap { accounts[$0] }?.persona.hasBiometrics ?? false
        let fingerprint =
            !action.needsCode && hasBiometrics
            ? "<button type=\"submit\" name=\"do\" value=\"approve_biometrics\" formnovalidate>\(frame.say(.approveBiometrics))</button>"
            : ""
        return frame.page(
            action.title,
            """
            \(frame.alert(action.problem))\(question(action, frame))
            <form method="post" action="\(HTML.escape(basePath))/phone/\(action.id)/answer">
            \(choice)
            <label for="code">\(frame.say(.codeLabel))</label>
            <input type="text" id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="5">
            <button type="submit" name="do" value="approve_code" class="primary">\(frame.say(.approveCode))</button>
            \(fingerprint)
            <button type="submit" name="do" value="reject">\(frame.say(.rejectAction))</button>
            <button type="submit" name="do" value="fraud" class="warning">\(frame.say(.reportFraud))</button>
            <button type="submit" name="do" value="ignore">\(frame.say(.ignore))</button>
            </form>
            """
        )
    }

    /// What the person is asked, in words.
    private func question(_ action: any PhoneAction, _ frame: PageFrame) -> String {
        switch action {
        case let action as SigningAction: signingQuestion(action, frame)
        case let action as ItsmeAction: consentQuestion(action, frame)
        default: ""
        }
    }

    private func consentQuestion(_ action: ItsmeAction, _ frame: PageFrame) -> String {
        let list =
            action.request.askedClaims.isEmpty
            ? "<p>\(frame.say(.asksNothing))</p>"
            : "<ul class=\"data\">\(consentItems(action).map { "<li>\($0)</li>" }.joined())</ul>"
        return """
            <p><strong>\(HTML.escape(action.client.name))</strong> \(frame.say(.asksFor))</p>
            <p>\(frame.say(.service)): <code>\(HTML.escape(action.request.service.code))</code></p>
            \(list)
            """
    }

    /// What is asked, as the phone lists it (§9.3), with what would be told: a dash where there is nothing, or it is not allowed.
    private func consentItems(_ action: ItsmeAction) -> [String] {
        let asked = action.request.askedClaims
        let told = release(action, action.request.client.host, withheld: []).claims(asked)
        return asked.map { claim in
            let value = told.first { $0.name.sameBytes(as: claim) }?.value
            let text = value.map(Self.consentText) ?? "–"
            return "<code>\(HTML.escape(Self.shortName(claim)))</code>" + (text.map { ": \(HTML.escape($0))" } ?? "")
        }
    }

    private static func consentText(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .boolean(let truth): truth ? "✓" : "✗"
        case .object: value["formatted"]?.string
        default: nil
        }
    }
}
