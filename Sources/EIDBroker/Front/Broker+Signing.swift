import EIDMethod
import FoundationEssentials
import Logging

/// The signing interface for programs: bearer tokens of the scope `signing`, JSON answers, documents as they are.
extension Broker {
    /// `POST /signing/documents`: stores a document as it comes in.
    public func storeDocument(_ upload: DocumentUpload, authorization: String?) async -> BackchannelAnswer {
        await program(authorization) { try await $0.store(upload, authorization: authorization) }
    }

    /// `GET /signing/documents/{id}`: what a document is.
    public func document(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await program(authorization) { try await $0.document(id, authorization: authorization) }
    }

    /// `GET /signing/documents/{id}/content`: a document as it was uploaded.
    public func documentContent(_ id: String, authorization: String?) async -> DocumentAnswer {
        await download(authorization) { try await $0.documentContent(id, authorization: authorization) }
    }

    /// `DELETE /signing/documents/{id}`.
    public func removeDocument(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await program(authorization) { try await $0.removeDocument(id, authorization: authorization) }
    }

    /// `POST /signing/transactions`: begins a signing.
    public func createSigning(body: [UInt8], idempotencyKey: String?, authorization: String?) async
        -> BackchannelAnswer
    {
        await program(authorization) {
            try await $0.create(body: body, idempotencyKey: idempotencyKey, authorization: authorization)
        }
    }

    /// `GET /signing/transactions/{id}`.
    public func signing(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await program(authorization) { try await $0.read(id, authorization: authorization) }
    }

    /// `POST /signing/transactions/{id}/cancel`.
    public func cancelSigning(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await program(authorization) { try await $0.cancel(id, authorization: authorization) }
    }

    /// `DELETE /signing/transactions/{id}`: forgets it with all its documents.
    public func removeSigning(_ id: String, authorization: String?) async -> BackchannelAnswer {
        await program(authorization) { try await $0.remove(id, authorization: authorization) }
    }

    /// `GET /signing/transactions/{id}/documents/{document}/signed`; documents are counted from 0.
    public func signedDocument(signing id: String, document: String, authorization: String?) async -> DocumentAnswer {
        await download(authorization) { try await $0.signed(id, document: document, authorization: authorization) }
    }

    /// Tells clients' webhooks how signings ended, until the task is cancelled.
    ///
    /// What waits is looked through every 30 seconds; a signing that ends in this process is told at once.
    public func deliverEvents() async { await signing?.delivery.run(every: .seconds(30)) }

    /// `GET /signing/transactions/{id}/evidence`.
    public func evidence(signing id: String, authorization: String?) async -> DocumentAnswer {
        await download(authorization) { try await $0.evidence(id, authorization: authorization) }
    }

    private func program(
        _ authorization: String?,
        _ step: @escaping @Sendable (SigningAPI) async throws -> BackchannelAnswer
    ) async -> BackchannelAnswer {
        await StepExecutor.elsewhere {
            await answer {
                guard let signing else { return SigningRefusal.absent.answer }
                do {
                    return try await step(signing)
                } catch let refusal as SigningRefusal {
                    report(refusal, to: try? await signing.caller(authorization).id)
                    return refusal.answer
                }
            }
        }
    }

    /// Says to the operator what a client asked for in vain, in the words that it gets.
    private func report(_ refusal: SigningRefusal, to client: String?) {
        let metadata: Logger.Metadata = ["outcome": "\(refusal.code)", "reason": "\(refusal.description)"]
        let known: KeyValuePairs = [
            "client": client, "document": refusal.document.map(String.init), "request": ServedRequest.id,
        ]
        parts.log.info("signing request refused", metadata: metadata.adding(known))
    }

    private func download(
        _ authorization: String?,
        _ step: @escaping @Sendable (SigningAPI) async throws -> DocumentContent
    ) async -> DocumentAnswer {
        let content = Handover<DocumentContent>()
        let refusal = await program(authorization) { signing in
            await content.put(try await step(signing))
            return BackchannelAnswer(status: 200)
        }
        return await content.value.map(DocumentAnswer.content) ?? .refused(refusal)
    }
}

/// The pages on which a person looks at documents and agrees to sign them.
extension Broker {
    /// Whether a browser is the one that consented, before it may hear how a signing goes on; no as long as the store is silent.
    public func isBound(signing id: String, to browser: BrowserContext) async -> Bool {
        (try? await signing?.parts.signings.load(id))?.value.isBound(to: browser) ?? false
    }

    /// `GET /sign/{id}`.
    public func showSigning(_ id: String, browser: BrowserContext) async -> FlowAnswer {
        await person(browser) { try await $0.show(id, browser: browser) }
    }

    /// `GET /sign/{id}/documents/{document}`: the very bytes on which the signature rests; below it `/preview`, how they will look with a
    /// visible signature.
    public func reviewedDocument(signing id: String, document: String, isPreview: Bool, browser: BrowserContext) async
        -> DocumentAnswer
    {
        let content = Handover<DocumentContent>()
        let page = await person(browser) { flow in
            let found =
                isPreview
                ? try await flow.preview(id, index: document, browser: browser)
                : try await flow.document(id, index: document, browser: browser)
            await content.put(found)
            return .redirect(to: "/sign/\(id)", cookie: nil)
        }
        return await content.value.map(DocumentAnswer.content) ?? .page(page)
    }

    /// `POST /sign/{id}/consent`, fields `accept`, `csrf` and, where there is a choice, `method`.
    public func consent(signing id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await person(browser) { try await $0.consent(id, form: form, browser: browser) }
    }

    /// `POST /sign/{id}/decline`, field `csrf`.
    public func declineSigning(_ id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await person(browser) { try await $0.decline(id, form: form, browser: browser) }
    }

    /// `POST /sign/{id}/answer`, fields `text` and `csrf`.
    public func answerSigning(_ id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await person(browser) { try await $0.answer(id, form: form, browser: browser) }
    }

    func person(
        _ browser: BrowserContext,
        _ step: @escaping @Sendable (SigningFlow) async throws -> FlowAnswer
    ) async -> FlowAnswer {
        await StepExecutor.elsewhere {
            await page(browser) {
                guard let signing else { throw PageFailure(.unknownTransaction) }
                do {
                    return try await step(signing.flow)
                } catch let failure as SigningPageFailure {
                    report(
                        failure.entry,
                        transactionID: failure.transaction?.id,
                        client: failure.transaction?.clientID,
                        reason: failure.detail
                    )
                    return signing.flow.page(failure, browser: browser)
                }
            }
        }
    }
}

/// Carries a value out of a step that answers with something else.
private actor Handover<Value: Sendable> {
    private(set) var value: Value?

    func put(_ value: Value) { self.value = value }
}
