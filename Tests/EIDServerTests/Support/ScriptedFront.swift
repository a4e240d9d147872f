import EIDBroker
import EIDMethod
import Synchronization

@testable import EIDServer

/// A core that answers what a test says and remembers what it was asked.
final class ScriptedFront: FrontDoor, SigningDoor {
    struct Call: Sendable {
        let name: String
        let id: String
        let fields: [FormField]
        let browser: BrowserContext
        let authorization: String?
        var document = ""
        var body: [UInt8] = []
        var key: String?
    }

    private let recorded = Mutex<[Call]>([])
    private let flow: @Sendable (Call) async -> FlowAnswer
    private let upload: @Sendable (DocumentUpload) async -> BackchannelAnswer
    private let document: @Sendable (Call) async -> DocumentAnswer
    private let backchannel: @Sendable (Call) async -> BackchannelAnswer
    let methodLogos = [PublishedLogo(MethodLogo(svg: #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>"#))]
    let methodColours = ["itsme": BrandColours(background: 0xFF_4612, text: 0x1A_1A1A)]
    let methodHealth = [(id: "itsme", isAvailable: true), (id: "toy", isAvailable: false)]
    let sealStanding: SealStanding?
    let ready: Bool

    init(
        ready: Bool = true,
        seal: SealStanding? = nil,
        flow: @escaping @Sendable (Call) async -> FlowAnswer = { _ in
            .redirect(to: "https://next.example/", cookie: nil)
        },
        backchannel: @escaping @Sendable (Call) async -> BackchannelAnswer = { _ in
            BackchannelAnswer(status: 200, mediaType: "application/json", body: Array(#"{"ok":true}"#.utf8))
        },
        upload: @escaping @Sendable (DocumentUpload) async -> BackchannelAnswer = ScriptedFront.taken,
        document: @escaping @Sendable (Call) async -> DocumentAnswer = { _ in
            .content(SampleDocuments.content("contract.pdf", "application/pdf", "%PDF-1.7"))
        }
    ) {
        self.ready = ready
        sealStanding = seal
        self.backchannel = backchannel
        self.flow = flow
        self.upload = upload
        self.document = document
    }

    /// What the server asked, in order; the periodic clean-up is left out.
    var calls: [Call] { recorded.withLock { $0 } }

    private func flow(_ name: String, _ id: String, _ parameters: RequestParameters?, _ browser: BrowserContext) async
        -> FlowAnswer
    {
        let call = Call(name: name, id: id, fields: parameters?.fields ?? [], browser: browser, authorization: nil)
        recorded.withLock { $0.append(call) }
        return await flow(call)
    }

    private func back(_ name: String, _ form: RequestParameters?, _ authorization: String?) async -> BackchannelAnswer {
        let call = Call(
            name: name,
            id: "",
            fields: form?.fields ?? [],
            browser: BrowserContext(),
            authorization: authorization
        )
        recorded.withLock { $0.append(call) }
        return await backchannel(call)
    }

    /// Records a call of the signing API.
    private func note(
        _ name: String,
        _ id: String,
        document: String = "",
        body: [UInt8] = [],
        key: String? = nil,
        _ authorization: String?,
        _ browser: BrowserContext = BrowserContext()
    ) -> Call {
        var call = Call(name: name, id: id, fields: [], browser: browser, authorization: authorization)
        (call.document, call.body, call.key) = (document, body, key)
        recorded.withLock { $0.append(call) }
        return call
    }

    /// Reads an upload to its end and says how long it was.
    static func taken(_ upload: DocumentUpload) async -> BackchannelAnswer {
        var size = 0
        do { for try await piece in upload.body { size += piece.count } } catch {
            return BackchannelAnswer(status: 503)
        }
        return BackchannelAnswer(status: 201, mediaType: "application/json", body: Array(#"{"size":\#(size)}"#.utf8))
    }

    /// All but the page `other` are everybody's.
    func isBound(transaction id: String, to browser: BrowserContext) async -> Bool { id != "other" }
    func isBound(signing id: String, to browser: BrowserContext) async -> Bool { id != "other" }

    func storeDocument(_ upload: DocumentUpload, authorization: String?) async -> BackchannelAnswer {
        var fields: [FormField] = []
        if let name = upload.name { fields.append(.init(name: "name", value: name)) }
        if let type = upload.mediaType { fields.append(.init(name: "type", value: type)) }
        if let size = upload.declaredSize { fields.append(.init(name: "size", value: String(size))) }
        let call = Call(name: "store", id: "", fields: fields, browser: BrowserContext(), authorization: authorization)
        recorded.withLock { $0.append(call) }
        return await self.upload(upload)
    }
    func document(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await backchannel(note("document", id, authorization))
    }
    func documentContent(_ id: String, authorization: String?) async -> DocumentAnswer {
        await document(note("content", id, authorization))
    }
    func removeDocument(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await backchannel(note("removeDocument", id, authorization))
    }
    func createSigning(body: [UInt8], idempotencyKey: String?, authorization: String?) async -> BackchannelAnswer {
        await backchannel(note("createSigning", "", body: body, key: idempotencyKey, authorization))
    }
    func signing(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await backchannel(note("signing", id, authorization))
    }
    func cancelSigning(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await backchannel(note("cancelSigning", id, authorization))
    }
    func removeSigning(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await backchannel(note("removeSigning", id, authorization))
    }
    func signedDocument(signing: String, document: String, authorization: String?) async -> DocumentAnswer {
        await self.document(note("signed", signing, document: document, authorization))
    }
    func evidence(signing: String, authorization: String?) async -> DocumentAnswer {
        await document(note("evidence", signing, authorization))
    }
    func showSigning(_ id: String, browser: BrowserContext) async -> FlowAnswer {
        await flow("showSigning", id, nil, browser)
    }
    func reviewedDocument(signing: String, document: String, isPreview: Bool, browser: BrowserContext) async
        -> DocumentAnswer
    {
        await self.document(note("reviewed", signing, document: document, nil, browser))
    }
    func consent(signing: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("consent", signing, form, browser)
    }
    func declineSigning(_ id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("decline", id, form, browser)
    }
    func deliverEvents() async {}

    func answerSigning(_ id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("answerSigning", id, form, browser)
    }

    func authorize(_ parameters: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("authorize", "", parameters, browser)
    }
    func show(transaction id: String, browser: BrowserContext) async -> FlowAnswer {
        await flow("show", id, nil, browser)
    }
    func showMethods(transaction id: String, browser: BrowserContext) async -> FlowAnswer {
        await flow("showMethods", id, nil, browser)
    }
    func choose(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("choose", id, form, browser)
    }
    func answer(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("answer", id, form, browser)
    }
    func cancel(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("cancel", id, form, browser)
    }
    func callback(method id: String, _ parameters: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("callback", id, parameters, browser)
    }
    func token(form: RequestParameters, authorization: String?) async -> BackchannelAnswer {
        await back("token", form, authorization)
    }
    func userInfo(authorization: String?, form: RequestParameters?) async -> BackchannelAnswer {
        await back("userInfo", form, authorization)
    }
    func revoke(form: RequestParameters, authorization: String?) async -> BackchannelAnswer {
        await back("revoke", form, authorization)
    }
    var discoveryDocument: [UInt8] { Array(#"{"issuer":"x"}"#.utf8) }
    var keySet: [UInt8] { Array(#"{"keys":[]}"#.utf8) }
    func keySet(method id: String) -> [UInt8]? { id == "toy" ? keySet : nil }
    func isReady() async -> Bool { ready }
    func removeExpired() async {}
}
