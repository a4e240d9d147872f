import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDServer

/// What the pages are made of; how they look and sound in a browser is tested with one.
@Suite struct PageTests {
    let pages: PageRenderer

    init() throws { pages = try PageRenderer(cookies: BrowserCookies(isSecure: true)) }

    @Test("Every page is whole, in its language, with landmarks and one heading", arguments: Language.allCases)
    func structure(language: Language) throws {
        for (name, page) in SamplePages.all(language) + [("failure", nil)] {
            let html =
                page.map { pages.html($0, requestID: "r1") }
                ?? pages.failure(status: 404, language: language, requestID: "r1")
            #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"), "\(name)")
            #expect(html.contains("<title>"), "\(name)")
            #expect(!html.contains("<title></title>"), "\(name)")
            #expect(html.contains("name=\"viewport\""), "\(name)")
            #expect(html.split(separator: "<main>").count == 2, "\(name)")
            #expect(html.split(separator: "<h1>").count == 2, "\(name)")
            #expect(html.contains("</html>"), "\(name)")
            #expect(html.contains(PageTexts.footer[language]), "\(name)")
        }
    }

    @Test("No page has an inline script, an inline style or an event attribute")
    func nothingInline() throws {
        let target = "https://upstream.example/"
        let all = SamplePages.all().map { pages.html($0.page, requestID: "r1") }
        for html in all + [pages.formPost(to: target, fields: [], language: .en)] {
            // Only a page with a code brings what draws the next one, and brings it first.
            let encoder = html.contains("<figure") ? #"<script src="/assets/qrcode.js" defer></script>"# + "\n" : ""
            let scripts = html.split(separator: "<script", omittingEmptySubsequences: false).count - 1
            #expect(scripts == (encoder.isEmpty ? 1 : 2))
            #expect(html.contains(encoder + #"<script src="/assets/eid.js" defer></script>"#))
            #expect(!html.contains("<style"))
            #expect(!html.contains(" style="))
            #expect(html.firstMatch(of: /<[^>]*\son\w+\s*=/) == nil)
            #expect(!html.contains("javascript:"))
        }
    }

    /// A combining mark joins the character before it into one grapheme, which template libraries may fail to escape.
    @Test(
        "Texts of clients and upstreams are escaped",
        arguments: [
            "<script>alert(1)</script>", "\"><b>", "'><b>", "<\u{301}b>", "\"\u{301}><b>", "&lt;b>", "{{csrf}}<b>",
        ]
    )
    func escaping(text: String) throws {
        for (name, page) in SamplePages.all(text: text) {
            let html = pages.html(page, requestID: "r1")
            #expect(html.utf8Contains(HTMLText.escaped(text)), "\(name)")
            #expect(!html.utf8Contains(text), "\(name)")
            #expect(!html.utf8Contains("<b>"), "\(name)")
        }
        let form = pages.formPost(
            to: "https://a.example/?\(text)",
            fields: [.init(name: text, value: text)],
            language: .en
        )
        #expect(!form.utf8Contains(text))
        #expect(!form.utf8Contains("<b>"))
    }

    @Test("The chooser is a form with one button per method, and a way out")
    func chooser() throws {
        let html = pages.html(SamplePages.chooser(text: "Shop"), requestID: "r1")
        #expect(html.contains(#"<form method="post" action="/transaction/t1/method">"#))
        let last = #"value="itsme"><span>Identify with Shop <small>Used last time</small></span></button>"#
        #expect(html.contains(#"<button class="method" type="submit" name="method" "# + last))
        let silent = "<small>Does not answer at the moment. Try again in a few minutes.</small>"
        #expect(
            html.contains(#"name="method" value="toy" disabled><span>Identify with Toy \#(silent)</span></button>"#)
        )
        #expect(html.contains(#"<input type="checkbox" name="remember" value="yes" checked>"#))
        #expect(html.contains(#"<form method="post" action="/transaction/t1/cancel">"#))
        #expect(html.split(separator: #"name="csrf" value="csrf-1""#).count == 3)
    }

    @Test(
        "A link that would run a script is left out",
        arguments: [
            "javascript:alert(1)", "JavaScript:x", "data:text/html,x", "\u{1}javascript:x", "java\tscript:x", "x",
            "view-source:https://x", "filesystem:https://x", "blob:https://x", "WS://x", "wss://x", "jar:https://x!/",
        ]
    )
    func unsafeLink(link: String) throws {
        let html = pages.html(SamplePages.waiting(link: link), requestID: "r1")
        #expect(!html.contains("<a class=\"button\" href="))
        #expect(SafeLink.checked(link) == nil)
    }

    @Test("The prompt's field has a label, a keyboard and a length")
    func prompt() throws {
        let html = pages.html(SamplePages.prompt(text: "Phone"), requestID: "r1")
        #expect(html.contains(#"<label for="answer">Phone</label>"#))
        #expect(
            html.contains(
                #"<input id="answer" name="text" type="tel" inputmode="tel" autocomplete="tel" maxlength="20" required>"#
            )
        )
    }

    @Test("A national number may be typed with letters, and no browser keeps it")
    func nationalNumber() throws {
        let html = pages.html(SamplePages.prompt(kind: .nationalNumber), requestID: "r1")
        #expect(html.contains(#"<input id="answer" name="text" type="text" autocomplete="off" maxlength="20" "#))
        let text = pages.html(SamplePages.prompt(kind: .text), requestID: "r1")
        #expect(text.contains(#"type="text" inputmode="text" autocomplete="off""#))
    }

    @Test("The prompt's form says which question it answers")
    func promptQuestion() throws {
        let html = pages.html(SamplePages.prompt(), requestID: "r1")
        #expect(html.contains(#"<input type="hidden" name="question" value="q-1">"#))
    }

    @Test("A question that is asked again says why, to readers too")
    func promptAgain() throws {
        guard case .prompt(var page) = SamplePages.prompt() else {
            Issue.record("no prompt")
            return
        }
        page.isAskedAgain = true
        let html = pages.html(.prompt(page), requestID: "r1")
        #expect(
            html.contains(
                #"<p class="complaint" id="complaint" role="alert">Enter an answer of 1 to 20 characters.</p>"#
            )
        )
        #expect(html.contains(#" aria-invalid="true" aria-describedby="complaint" required>"#))
    }

    @Test("The error page says what to do next and what to quote")
    func error() throws {
        let html = pages.html(SamplePages.error(.de), requestID: "r1")
        #expect(html.contains(#"<a class="button plain" href="https://shop.example/">Zurück zum Dienst</a>"#))
        #expect(html.contains("<code>t1</code>"))
        #expect(html.contains(#"data-code="declined""#))
    }

    @Test("Languages are taken by weight, unreadable ones passed over")
    func languages() {
        #expect(AcceptLanguage.languages(in: "da, fr-BE;q=0.8, en;q=0.9, nl;q=0, de;q=x") == [.en, .fr])
        #expect(AcceptLanguage.languages(in: "NL-be,nl;q=0.5") == [.nl])
        #expect(AcceptLanguage.languages(in: nil).isEmpty)
        #expect(
            AcceptLanguage.countries(in: "nl-BE;q=0.5, sv-se, en, zh-Hant-TW;q=0.1, x-us, de-u-co-ab") == [
                "SE", "BE", "TW",
            ]
        )
        #expect(AcceptLanguage.countries(in: "fr-FR;q=0, nl-1A, en-419, nl--BE,nl-BELG").isEmpty)
        #expect(AcceptLanguage.languages(in: ";;q=,,-,*").isEmpty)
    }
}

extension String {
    /// Contains by bytes; Swift's own search goes by grapheme, which is what hid the problem.
    fileprivate func utf8Contains(_ other: String) -> Bool { Array(utf8).split(separator: Array(other.utf8)).count > 1 }
}
