import EIDBroker
import EIDMethod

extension PageRenderer {
    /// What the waiting page shows.
    func waiting(_ page: WaitingPage) -> [String: Any] {
        let language = page.frame.language
        let seconds = max(1, min(page.pollSeconds, 60))
        var values = framed(page.frame)
        values["title"] = PageTexts.waitingTitle[language]
        values["waiting"] = page.hint ?? PageTexts.waiting[language]
        values["check"] = PageTexts.check[language]
        values["statusPath"] = page.statusPath
        values["checkPath"] = page.statusPath
        values["method"] = page.methodName.isEmpty ? nil : page.methodName
        values["logo"] = page.logo
        values["wait"] = String(seconds * 1000)
        values["linkLabel"] = PageTexts.openApp[language]
        values["link"] = page.appLink.flatMap(SafeLink.checked)
        let code = page.qr.flatMap(QRCode.init)
        values["qr"] = code?.svg(label: PageTexts.codeName[language])
        values["code"] = page.qr
        // Who has no script would otherwise never hear that the app is done. A code that moves is worth nothing after a few
        // seconds; anything else may stand for longer. Loading again takes a reader's place away, so it can be turned off
        // (WCAG 2.2 §2.2.1).
        let stillPath = "\(page.statusPath)?\(FlowAnswer.stillQuery)"
        if page.isStill {
            values["checkPath"] = stillPath
        } else {
            let pause = page.movesByItself && code != nil ? 2 : max(5, seconds)
            values["refresh"] = "\(pause); url=\(page.statusPath)"
            values["still"] = stillPath
            values["stillLabel"] = PageTexts.still[language]
        }
        values["qrCaption"] = PageTexts.codeCaption[language]
        if page.appLink != nil || code != nil {
            let lead =
                if code == nil {
                    PageTexts.waitingLeadWithoutCode
                } else if page.appLink == nil {
                    PageTexts.waitingLeadWithoutLink
                } else {
                    PageTexts.waitingLead
                }
            values["lead"] = lead[language]
        }
        return values
    }

    /// What the waiting page's script exchanges without loading the page again, as JSON members.
    ///
    /// An empty one takes away what stood there, such as the code that an app has scanned. A code is told as its text: browsers draw it
    /// faster than a server could for all of them.
    func waitingParts(_ page: WaitingPage) -> String {
        let language = page.frame.language
        let link = JSONText.quoted(page.appLink.flatMap(SafeLink.checked) ?? "")
        let code = page.qr.flatMap { QRCode.fits($0) ? JSONText.quoted($0) : nil } ?? "null"
        let hint = JSONText.quoted(page.hint ?? PageTexts.waiting[language])
        return #","link":\#(link),"code":\#(code),"hint":\#(hint)"#
    }
}
