import EIDBroker
import EIDMethod
import FoundationEssentials

/// One page of each kind, with a text of the test's choice wherever a client or an upstream has a say.
enum SamplePages {
    static func all(_ language: Language = .en, text: String = "Sample") -> [(name: String, page: FlowPage)] {
        [
            ("chooser", chooser(language, text: text)), ("waiting", waiting(language, text: text)),
            ("prompt", prompt(language, text: text)), ("error", error(language, text: text)),
            ("review", review(language, text: text)), ("signed", signed(language, text: text)),
        ]
    }

    static func chooser(_ language: Language = .en, text: String = "Sample") -> FlowPage {
        .chooser(
            ChooserPage(
                frame: frame(language, text),
                type: .verification,
                choices: [
                    .init(id: "itsme", displayName: text, isLastUsed: true),
                    .init(id: "toy", displayName: "Toy", isAvailable: false),
                ],
                actionPath: "/transaction/t1/method",
                remembers: true
            )
        )
    }

    static func waiting(
        _ language: Language = .en,
        text: String = "Sample",
        link: String? = "toy-app://open?t=1",
        qr: String? = "toy:1",
        pollSeconds: Int = 2
    ) -> FlowPage {
        .waiting(
            WaitingPage(
                frame: frame(language, text),
                methodName: text,
                appLink: link,
                qr: qr,
                pollSeconds: pollSeconds,
                statusPath: "/transaction/t1"
            )
        )
    }

    static func prompt(
        _ language: Language = .en,
        text: String = "Sample",
        kind: Prompt.Kind = .phoneNumber
    ) -> FlowPage {
        .prompt(
            PromptPage(
                frame: frame(language, text),
                methodName: text,
                label: text,
                kind: kind,
                maximumLength: 20,
                question: "q-1",
                actionPath: "/transaction/t1/answer"
            )
        )
    }

    static func error(_ language: Language = .en, text: String = "Sample") -> FlowPage {
        .error(
            ErrorPage(
                code: "declined",
                language: language,
                title: text,
                sentence: text,
                reference: "t1",
                clientName: text,
                returnURL: "https://shop.example/"
            )
        )
    }

    static func review(
        _ language: Language = .en,
        text: String = "Sample",
        documents: [ReviewPage.Document]? = nil,
        methods: [String] = ["itsme", "toy"],
        isQualified: Bool = false
    ) -> FlowPage {
        .review(
            ReviewPage(
                frame: PageFrame(
                    language: language,
                    clientName: text,
                    csrf: "csrf-1",
                    cancelPath: "/sign/s1/decline"
                ),
                documents: documents ?? [
                    document(text, "application/pdf"), document(text, "text/plain"), document(text, "image/png"),
                ],
                methods: methods.map { .init(id: $0, displayName: text) },
                isQualified: isQualified,
                consentPath: "/sign/s1/consent"
            )
        )
    }

    static func document(
        _ name: String,
        _ mediaType: String,
        isHashOnly: Bool = false,
        isViewable: Bool = true,
        findings: [String] = []
    ) -> ReviewPage.Document {
        ReviewPage.Document(
            name: name,
            mediaType: mediaType,
            size: isHashOnly ? nil : 123_456,
            sha256: "d1b4f0c6" + String(repeating: "0", count: 56),
            path: isHashOnly ? nil : "/sign/s1/documents/d1",
            isViewable: isViewable,
            findings: findings
        )
    }

    static func signed(
        _ language: Language = .en,
        text: String = "Sample",
        returnURL: String? = "https://shop.example/"
    ) -> FlowPage {
        .signed(SignedPage(language: language, clientName: text, returnURL: returnURL, documents: [text]))
    }

    private static func frame(_ language: Language, _ text: String) -> PageFrame {
        PageFrame(language: language, clientName: text, csrf: "csrf-1", cancelPath: "/transaction/t1/cancel")
    }
}
