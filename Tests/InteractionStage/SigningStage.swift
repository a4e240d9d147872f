import EIDBroker
import EIDJOSE
import EIDMethod
import EIDServer
import Synchronization

/// The pages of signing without anything behind them; the signing's id says what is on stage.
///
/// Consent leads to a waiting page, which twice has nothing to say, and from there to the end.
final class SigningStage: SigningDoor {
    private static let csrf = "stage-csrf"

    private let landing: String
    private let polls = Mutex<[String: Int]>([:])

    init(landing: String) { self.landing = landing }

    func showSigning(_ id: String, browser: BrowserContext) async -> FlowAnswer {
        let language = browser.languages.first ?? .en
        let isApproved = polls.withLock { $0[id] != nil }
        guard let documents = Self.scenes[id], isApproved else {
            return Self.scenes[id] == nil ? missing(language) : .page(review(id, language), status: 200, cookie: nil)
        }
        let count = polls.withLock { polls in
            polls[id, default: 0] += 1
            return polls[id] ?? 0
        }
        guard count > 3 else { return .page(waiting(id, language), status: 200, cookie: nil) }
        let page = SignedPage(
            language: language,
            clientName: "Municipal library",
            returnURL: landing,
            documents: documents.map(\.name)
        )
        polls.withLock { $0[id] = nil }
        return .page(.signed(page), status: 200, cookie: nil)
    }

    func isBound(signing id: String, to browser: BrowserContext) async -> Bool { true }

    func reviewedDocument(signing: String, document: String, isPreview: Bool, browser: BrowserContext) async
        -> DocumentAnswer
    {
        guard let documents = Self.scenes[signing], let index = Int(document), documents.indices.contains(index) else {
            return .page(missing(browser.languages.first ?? .en))
        }
        let document = documents[index]
        return .content(
            DocumentContent(
                name: document.name,
                mediaType: document.mediaType,
                size: document.bytes.count,
                chunks: AsyncThrowingStream { continuation in
                    continuation.yield(document.bytes)
                    continuation.finish()
                }
            )
        )
    }

    func consent(signing: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        // A browser that lets the box be passed over is met by the review page again.
        if form["accept"] == "yes", form["csrf"] == Self.csrf { polls.withLock { $0[signing] = 0 } }
        return .redirect(to: "/sign/\(signing)", cookie: nil)
    }

    func declineSigning(_ id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        polls.withLock { $0[id] = nil }
        return .redirect(to: "\(landing)?declined=\(form["csrf"] == Self.csrf)", cookie: nil)
    }

    func deliverEvents() async {}

    func answerSigning(_ id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        .redirect(to: "/sign/\(id)", cookie: nil)
    }

    private static let scenes: [String: [StageDocument]] = [
        "lease": [.lease],
        "all": [.lease, .annex, .rules, .plan, .invoice, .minutes],
        "broken": [StageDocument(name: "gone.pdf", mediaType: "application/pdf", bytes: [])],
    ]

    private func review(_ id: String, _ language: Language) -> FlowPage {
        let documents = (Self.scenes[id] ?? []).enumerated().map { index, document in
            ReviewPage.Document(
                name: document.name,
                mediaType: document.mediaType,
                size: document.isHashOnly ? nil : document.bytes.count,
                sha256: SHA256.digest(document.bytes).map(Self.hexadecimal).joined(),
                path: document.isHashOnly ? nil : "/sign/\(id)/documents/\(document.bytes.isEmpty ? 99 : index)",
                isViewable: document.isViewable,
                findings: document.findings,
                previewPath: document.statements.isEmpty ? nil : "/sign/\(id)/documents/\(index)/preview",
                statements: document.statements
            )
        }
        let methods = id == "all" ? ["itsme", "Bank app"] : ["itsme"]
        return .review(
            ReviewPage(
                frame: frame(id, language),
                documents: documents,
                methods: methods.map { .init(id: $0 == "itsme" ? "itsme" : "app", displayName: $0) },
                isQualified: id == "lease",
                consentPath: "/sign/\(id)/consent"
            )
        )
    }

    private func waiting(_ id: String, _ language: Language) -> FlowPage {
        .waiting(
            WaitingPage(
                frame: frame(id, language),
                methodName: "itsme",
                appLink: nil,
                qr: nil,
                pollSeconds: 1,
                statusPath: "/sign/\(id)"
            )
        )
    }

    private func missing(_ language: Language) -> FlowAnswer {
        let page = ErrorPage(code: "unknown_transaction", language: language, title: "Gone", sentence: "It is gone.")
        return .page(.error(page), status: 404, cookie: nil)
    }

    private func frame(_ id: String, _ language: Language) -> PageFrame {
        PageFrame(
            language: language,
            clientName: "Municipal library",
            csrf: Self.csrf,
            cancelPath: "/sign/\(id)/decline"
        )
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}

/// Programs find nothing on this stage.
extension SigningStage {
    private static let nothing = BackchannelAnswer(status: 404)

    func storeDocument(_ upload: DocumentUpload, authorization: String?) async -> BackchannelAnswer { Self.nothing }
    func document(_ id: String, authorization: String?) async -> BackchannelAnswer { Self.nothing }
    func documentContent(_ id: String, authorization: String?) async -> DocumentAnswer { .refused(Self.nothing) }
    func removeDocument(_ id: String, authorization: String?) async -> BackchannelAnswer { Self.nothing }
    func createSigning(body: [UInt8], idempotencyKey: String?, authorization: String?) async -> BackchannelAnswer {
        Self.nothing
    }
    func signing(_ id: String, authorization: String?) async -> BackchannelAnswer { Self.nothing }
    func cancelSigning(_ id: String, authorization: String?) async -> BackchannelAnswer { Self.nothing }
    func removeSigning(_ id: String, authorization: String?) async -> BackchannelAnswer { Self.nothing }
    func signedDocument(signing: String, document: String, authorization: String?) async -> DocumentAnswer {
        .refused(Self.nothing)
    }
    func evidence(signing: String, authorization: String?) async -> DocumentAnswer { .refused(Self.nothing) }
}
