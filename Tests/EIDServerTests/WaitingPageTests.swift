import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDServer

/// The page on which people wait for their app, with scripts and without.
@Suite struct WaitingPageTests {
    let pages: PageRenderer

    init() throws { pages = try PageRenderer(cookies: BrowserCookies(isSecure: true)) }

    // WCAG 2.2 §2.2.1: a page that reloads by the clock takes a screen reader's place away, so a script asks behind it.
    @Test("The waiting page loads again by the clock only without a script, and has a link for who will not wait")
    func waiting() throws {
        let html = pages.html(SamplePages.waiting(), requestID: "r1")
        #expect(html.contains(#"<noscript><meta http-equiv="refresh" content="5; url=/transaction/t1"></noscript>"#))
        #expect(html.split(separator: "http-equiv").count == 2)
        #expect(html.contains(#"<a class="button plain" href="/transaction/t1">\#(PageTexts.check[.en])</a>"#))
        #expect(html.contains(#"role="status" aria-live="polite" data-status="/transaction/t1" data-wait="2000""#))
        #expect(html.contains(#"href="toy-app://open?t=1""#))
        #expect(html.contains("<svg "))
        #expect(html.contains(#"role="img" aria-label="QR code to scan with the app""#))
    }

    // Nobody without a script could scan a code that is stale when they have found their phone.
    @Test("A page whose code moves loads again sooner without a script, and is drawn every second with one")
    func movingCode() throws {
        guard case .waiting(var page) = SamplePages.waiting(link: nil) else {
            Issue.record("no waiting page")
            return
        }
        page.movesByItself = true
        page.hint = "Scan <it>"
        let html = pages.html(.waiting(page), requestID: "r1")
        #expect(html.contains(#"<noscript><meta http-equiv="refresh" content="2; url=/transaction/t1"></noscript>"#))
        #expect(html.contains("Scan &lt;it&gt;</p>"))
        #expect(html.contains(PageTexts.waitingLeadWithoutLink[.en]))
        let parts = pages.waitingParts(page)
        #expect(html.contains(#"<figure data-code="toy:1">"#))
        #expect(parts.contains(#","code":"toy:1","hint":"Scan <it>""#))
        #expect(parts.contains(#","link":"""#))
        guard case .waiting(var scanned) = SamplePages.waiting(link: nil, qr: nil) else {
            Issue.record("no waiting page")
            return
        }
        let hint = PageTexts.waiting[.en]
        #expect(pages.waitingParts(scanned) == #","link":"","code":null,"hint":"\#(hint)""#)
        scanned.movesByItself = true
        #expect(pages.html(.waiting(scanned), requestID: "r1").contains(#"content="5; url=/transaction/t1""#))
    }

    @Test("No page without a script asks more often than every five seconds, nor than the method wants")
    func refresh() {
        for (seconds, content) in [(0, "5"), (1, "5"), (5, "5"), (30, "30"), (600, "60")] {
            for (link, qr) in [("toy-app://open?t=1", nil), (nil, "toy:1"), (nil, nil)] as [(String?, String?)] {
                let page = SamplePages.waiting(link: link, qr: qr, pollSeconds: seconds)
                let html = pages.html(page, requestID: "r1")
                #expect(html.contains(#"content="\#(content); url=/transaction/t1""#), "\(seconds)")
            }
        }
    }

    @Test("A page that loads again can be made to stand still, and then does", arguments: Language.allCases)
    func still(language: Language) throws {
        guard case .waiting(var page) = SamplePages.waiting(language) else {
            Issue.record("no waiting page")
            return
        }
        let link = #"<a href="/transaction/t1?still">\#(PageTexts.still[language])</a>"#
        #expect(pages.html(.waiting(page), requestID: "r1").contains(link))
        page.isStill = true
        page.movesByItself = true
        let html = pages.html(.waiting(page), requestID: "r1")
        #expect(!html.contains("http-equiv") && !html.contains(PageTexts.still[language]))
        #expect(html.contains(#"<a class="button plain" href="/transaction/t1?still">"#))
        #expect(html.contains(#"data-status="/transaction/t1""#))
    }

    @Test("Only who asks for it gets a page that stands still")
    func stillRoute() async throws {
        let front = ScriptedFront { _ in .page(SamplePages.waiting(), status: 200, cookie: nil) }
        try await RunningServer.with(front) { wire, _ in
            for (query, loadsAgain) in [
                ("", true), ("?", true), ("?still", false), ("?still=1", true), ("?a&still", true),
            ] {
                let page = try await wire.send("GET", "/transaction/t1\(query)")
                #expect(page.body.contains("http-equiv") == loadsAgain, "\(query)")
            }
            let signing = try await wire.send("GET", "/sign/s1?still")
            #expect(signing.status == 200 && !signing.body.contains("http-equiv"))
        }
    }

    @Test("The waiting page names the method, with a logo and without one", arguments: [nil, "/logos/toy.svg"])
    func namedMethod(logo: String?) throws {
        guard case .waiting(var page) = SamplePages.waiting(text: "Pigeon & post") else {
            Issue.record("no waiting page")
            return
        }
        page.logo = logo
        let picture = logo.map { #"<img class="logo" src="\#($0)" alt="" width="36" height="36">"# } ?? ""
        let html = pages.html(.waiting(page), requestID: "r1")
        #expect(html.contains(#"<p class="brand">\#(picture)Pigeon &amp; post</p>"#))
    }

    @Test("The waiting page has no empty paragraph where there is nothing to say")
    func emptyParagraphs() {
        for (link, qr) in [("toy-app://open?t=1", nil), (nil, "toy:1"), (nil, nil)] as [(String?, String?)] {
            let html = pages.html(SamplePages.waiting(link: link, qr: qr), requestID: "r1")
            #expect(html.firstMatch(of: /<p[^>]*>\s*<\/p>/) == nil, "\(html)")
        }
        let nameless = pages.html(SamplePages.waiting(text: ""), requestID: "r1")
        #expect(!nameless.contains(#"class="brand""#))
    }

    @Test(
        "Of a code its text is told, and none of a text that no code can be made of",
        arguments: [
            ("a\"b", #""a\"b""#), ("\u{E9}\n", "\"\u{E9}\\n\""), ("a\0b", "null"),
            (String(repeating: "x", count: 1501), "null"),
        ]
    )
    func toldCode(text: String, told: String) throws {
        guard case .waiting(let page) = SamplePages.waiting(link: nil, qr: text) else {
            Issue.record("no waiting page")
            return
        }
        #expect(pages.waitingParts(page).contains(#","code":\#(told),"#))
        #expect(pages.html(.waiting(page), requestID: "r1").contains("<figure") == (told != "null"))
    }

    @Test("The waiting page does without a code and without a link")
    func bareWaiting() throws {
        let html = pages.html(SamplePages.waiting(link: nil, qr: nil), requestID: "r1")
        #expect(!html.contains("<svg"))
        #expect(!html.contains("<figure"))
        #expect(!html.contains(PageTexts.openApp[.en]))
        #expect(html.contains(PageTexts.waiting[.en]))
    }
}
