import EIDBroker
import EIDMethod
import FoundationEssentials

/// One page of each kind, with a text of the test's choice wherever a client or an upstream has a say.
enum SamplePages {
    static func all(_ language: Language = .en, text: String = "Sample") -> [(name: String, page: FlowPage)] {
        [
            ("chooser", chooser(language, text: text)), ("waiting", waiting(language, text: text)),
            ("prompt", prompt(language, text: text)), ("error", error(language, text: text)),
        ]
    }

    static func chooser(_ language: Language = .en, text: String = "Sample") -> FlowPage {
        .chooser(
            ChooserPage(
                frame: frame(language, text),
                type: .verification,
                choices: [.init(id: "itsme", displayName: text), .init(id: "toy", displayName: "Toy")],
                actionPath: "/transaction/t1/method"
            )
        )
    }

    static func waiting(
        _ language: Language = .en,
        text: String = "Sample",
        link: String? = "toy-app://open?t=1",
        qr: String? = "toy:1"
    ) -> FlowPage {
        .waiting(
            WaitingPage(
                frame: frame(language, text),
                methodName: text,
                appLink: link,
                qr: qr,
                pollSeconds: 2,
                statusPath: "/transaction/t1"
            )
        )
    }

    static func prompt(_ language: Language = .en, text: String = "Sample") -> FlowPage {
        .prompt(
            PromptPage(
                frame: frame(language, text),
                methodName: text,
                label: text,
                kind: .phoneNumber,
                maximumLength: 20,
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
                returnURL: "https://shop.example/",
                retryPath: "/transaction/t1"
            )
        )
    }

    private static func frame(_ language: Language, _ text: String) -> PageFrame {
        PageFrame(language: language, clientName: text, csrf: "csrf-1", cancelPath: "/transaction/t1/cancel")
    }
}
