package import EIDBroker

/// What the routes of signing call: the broker, or a script in tests of the HTTP layer.
package protocol SigningDoor: Sendable {
    func storeDocument(_ upload: DocumentUpload, authorization: String?) async -> BackchannelAnswer
    func document(_ id: String, authorization: String?) async -> BackchannelAnswer
    func documentContent(_ id: String, authorization: String?) async -> DocumentAnswer
    func removeDocument(_ id: String, authorization: String?) async -> BackchannelAnswer
    func createSigning(body: [UInt8], idempotencyKey: String?, authorization: String?) async -> BackchannelAnswer
    func signing(_ id: String, authorization: String?) async -> BackchannelAnswer
    func cancelSigning(_ id: String, authorization: String?) async -> BackchannelAnswer
    func removeSigning(_ id: String, authorization: String?) async -> BackchannelAnswer
    func signedDocument(signing: String, document: String, authorization: String?) async -> DocumentAnswer
    func evidence(signing: String, authorization: String?) async -> DocumentAnswer

    func showSigning(_ id: String, browser: BrowserContext) async -> FlowAnswer
    func isBound(signing id: String, to browser: BrowserContext) async -> Bool
    func reviewedDocument(signing: String, document: String, isPreview: Bool, browser: BrowserContext) async
        -> DocumentAnswer
    func consent(signing: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer
    func declineSigning(_ id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer
    func answerSigning(_ id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer

    func deliverEvents() async
}

extension Broker: SigningDoor {}
