import EIDBroker
import EIDMethod
import Testing

@testable import EIDServer

/// What the pages of signing are made of.
@Suite struct SigningPageTests {
    let pages: PageRenderer

    init() throws { pages = try PageRenderer(cookies: BrowserCookies(isSecure: true)) }

    private func html(_ page: FlowPage) -> String { pages.html(page, requestID: "r1") }

    @Test("Consent is a box to tick and a button, and declining is another form")
    func forms() {
        let html = html(SamplePages.review(text: "Shop"))
        #expect(html.contains(#"<form method="post" action="/sign/s1/consent">"#))
        #expect(html.contains(#"<input type="checkbox" id="accept" name="accept" value="yes" required>"#))
        #expect(html.contains(#"<label class="consent" for="accept">"#))
        for id in ["itsme", "toy"] {
            let button = #"<button class="method" type="submit" name="method" value="\#(id)">"#
            #expect(html.contains(button + "<span>Sign with Shop</span></button>"))
        }
        #expect(html.contains(#"<form method="post" action="/sign/s1/decline">"#))
        #expect(html.contains(">Do not sign</button>"))
        #expect(html.split(separator: #"name="csrf" value="csrf-1""#).count == 3)
        #expect(!html.contains(" checked"))
    }

    @Test("The only method needs no choice")
    func onlyMethod() {
        let html = html(SamplePages.review(text: "itsme", methods: ["itsme"]))
        #expect(html.contains(#"<button type="submit" name="method" value="itsme">Sign with itsme</button>"#))
        #expect(!html.contains(#"class="methods""#))
    }

    @Test("A PDF has a frame without an attribute that would keep the viewer from running; text has one with it")
    func frames() {
        let pdf = html(SamplePages.review(documents: [SamplePages.document("a", "application/pdf")]))
        let address = "/sign/s1/documents/d1#navpanes=0&amp;view=FitH"
        #expect(pdf.contains(#"src="\#(address)" title="Content of a" loading="lazy"></iframe>"#))
        let text = html(SamplePages.review(documents: [SamplePages.document("a", "text/plain")]))
        #expect(text.contains(#"src="/sign/s1/documents/d1" title="Content of a" loading="lazy" sandbox></iframe>"#))
        let image = html(SamplePages.review(documents: [SamplePages.document("a", "image/png")]))
        #expect(image.contains(#"<img class="sheet" src="/sign/s1/documents/d1" alt="Content of a" loading="lazy">"#))
        for html in [pdf, text, image] {
            #expect(html.contains(#"<a href="/sign/s1/documents/d1" target="_blank" rel="noopener">"#))
            #expect(html.contains("123.4\u{a0}kB"))
            #expect(html.contains("<code>d1b4f0c6 00000000 "))
        }
    }

    @Test("What browsers do not show is a download, and nothing else")
    func download() {
        let document = SamplePages.document("a", "application/xml", isViewable: false)
        let html = html(SamplePages.review(documents: [document]))
        #expect(html.contains(#"<a class="button plain" href="/sign/s1/documents/d1" download>"#))
        #expect(!html.contains("<iframe"))
        #expect(!html.contains("<img class"))
    }

    @Test("Where only a hash was given, the page says so and shows no document")
    func hashOnly() {
        let document = SamplePages.document("a", "application/pdf", isHashOnly: true)
        let html = html(SamplePages.review(text: "Shop", documents: [document]))
        #expect(html.contains("Shop gave only the fingerprint of this document."))
        #expect(html.contains("d1b4f0c6"))
        #expect(!html.contains("/documents/"))
        #expect(!html.contains("Size"))
    }

    @Test("Findings are named in words", arguments: Language.allCases)
    func findings(language: Language) {
        let document = SamplePages.document("a", "application/pdf", findings: ["javaScript", "optionalContent"])
        let html = html(SamplePages.review(language, documents: [document]))
        for name in document.findings {
            #expect(html.contains("<li>\(HTMLText.escaped(FindingTexts.sentence(name, language)))</li>"))
        }
        #expect(FindingTexts.sentence("somethingNew", language).contains("somethingNew"))
        #expect(!html.contains("javaScript"))
    }

    @Test(
        "Whatever can be found in a document is said in words",
        arguments: [
            "document_unreadable", "document_encrypted", "document_unsupported", "document_ambiguous",
            "document_too_large", "certified1", "certified2", "certified3", "shadowedObjects", "unclearNames",
            "printsDifferently",
            "viewerMadeAppearances", "unclearContent", "shownEmptyField", "strayObjects", "mixedReferences",
        ]
    )
    func everyFinding(_ name: String) {
        for language in Language.allCases {
            let sentence = FindingTexts.sentence(name, language)
            #expect(!sentence.contains(name))
            #expect(
                html(
                    SamplePages.review(
                        language,
                        documents: [SamplePages.document("a", "application/pdf", findings: [name])]
                    )
                ).contains("<li>\(HTMLText.escaped(sentence))</li>")
            )
        }
    }

    @Test("The page says what kind of signature it will be")
    func meaning() {
        #expect(html(SamplePages.review(isQualified: true)).contains("qualified electronic signature"))
        #expect(html(SamplePages.review(isQualified: false)).contains("(advanced electronic signature)"))
    }

    @Test("Sizes are short, in the language's own way")
    func sizes() {
        #expect(FileSize.text(0, .en) == "0\u{a0}bytes")
        #expect(FileSize.text(999, .de) == "999\u{a0}Byte")
        #expect(FileSize.text(1000, .en) == "1.0\u{a0}kB")
        #expect(FileSize.text(999_999, .nl) == "999,9\u{a0}kB")
        #expect(FileSize.text(1_000_000, .fr) == "1,0\u{a0}Mo")
        #expect(FileSize.text(123_456_789, .de) == "123,4\u{a0}MB")
        #expect(FileSize.text(Int.max, .en).hasSuffix("GB"))
        #expect(FileSize.text(-1, .en) == "0\u{a0}bytes")
    }

    @Test("The signed page leads back to the client, or says that one is done")
    func signed() {
        let back = html(SamplePages.signed())
        #expect(back.contains(#"<a class="button" href="https://shop.example/">Back to the service</a>"#))
        #expect(!back.contains("close this window"))
        for address in [nil, "javascript:alert(1)"] {
            let end = html(SamplePages.signed(returnURL: address))
            #expect(end.contains("You can close this window."))
            #expect(!end.contains("<a "))
        }
    }
}
