import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging

/// The programs' side of signing: documents in, signings made, looked at, cancelled and forgotten, documents out.
struct SigningAPI: Sendable {
    let parts: SigningParts
    let flow: SigningFlow
    let delivery: EventDelivery

    init(_ broker: BrokerParts, _ configuration: SigningConfiguration, _ http: (any HTTPTransport)?) throws {
        let http = http ?? UnreachableTransport()
        let engine = SignatureEngine(
            configuration: configuration,
            http: http,
            clock: broker.clock,
            random: broker.random,
            log: broker.log
        )
        parts = try SigningParts(broker, configuration: configuration, engine: engine)
        flow = SigningFlow(parts: parts)
        delivery = EventDelivery(parts: parts, flow: flow, http: http)
    }

    /// The client behind a bearer token of the scope `signing`.
    func client(_ authorization: String?) async throws -> Client {
        let client = try await caller(authorization)
        // The registration may have changed since the token was given.
        guard client.types.contains(.signing) else { throw SigningRefusal.forbidden }
        return client
    }

    /// The same, whether or not it may sign any more.
    func caller(_ authorization: String?) async throws -> Client {
        let token = try BearerToken.read(authorization: authorization, form: nil, realm: .signing)
        guard token.utf8.count <= 128, let stored = try await parts.broker.tokens.load(token), stored.use == .signing,
            let client = parts.broker.clients[stored.clientID]?.client
        else {
            throw BackchannelFailure.invalidToken(
                OAuthError(.invalidToken, "The access token is unknown or expired."),
                realm: .signing
            )
        }
        return client
    }

    /// `POST /signing/transactions`.
    func create(body: [UInt8], idempotencyKey: String?, authorization: String?) async throws -> BackchannelAnswer {
        let client = try await client(authorization)
        let wish = try SigningWish(parsing: body, maximumDocuments: parts.configuration.maximumDocuments)
        let id = parts.broker.random.token(bytes: 16)
        guard let key = idempotencyKey else {
            return answer(try await create(wish, id: id, client, key: nil), status: 201)
        }
        guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw SigningRefusal.invalid("Idempotency-Key", "must be 1 to 128 visible ASCII characters.")
        }
        let entry = IdempotencyStore.Entry(signingID: id, body: Data(SHA256.digest(body)))
        // Briefly at first: a process that dies in between must not keep the client from asking again.
        let end = parts.broker.clock.now.addingTimeInterval(300)
        let working = SigningRefusal.conflict("The first request with that idempotency key is still being worked on.")
        switch try await parts.idempotency.claim(key, of: client.id, entry, expiresAt: end) {
        case .ours: break
        case .gone: throw working
        case .taken(let earlier):
            guard earlier.body == entry.body else {
                throw SigningRefusal.conflict("The idempotency key was used for another request.")
            }
            guard let held = try await parts.signings.load(earlier.signingID) else { throw working }
            return answer(try await flow.current(held).value, status: 200)
        }
        let transaction: SigningTransaction
        do {
            transaction = try await create(wish, id: id, client, key: key)
        } catch {
            // Where that fails too, the claim runs out by itself.
            try? await parts.idempotency.release(key, of: client.id, for: id)
            throw error
        }
        // The signing exists: whoever repeats the request must find it, so the key is not given back any more.
        try await parts.idempotency.prolong(key, of: client.id, entry, until: transaction.retainedUntil)
        return answer(transaction, status: 201)
    }

    /// `GET /signing/transactions/{id}`.
    func read(_ id: String, authorization: String?) async throws -> BackchannelAnswer {
        let client = try await client(authorization)
        return answer(try await flow.current(try await own(id, client)).value, status: 200)
    }

    /// `POST /signing/transactions/{id}/cancel`; a signing that is over stays as it is.
    func cancel(_ id: String, authorization: String?) async throws -> BackchannelAnswer {
        let client = try await client(authorization)
        return answer(try await givenUp(try await flow.current(try await own(id, client))), status: 200)
    }

    /// The signing as it ended, now or before.
    private func givenUp(_ held: Held<SigningTransaction>) async throws -> SigningTransaction {
        guard !held.value.isOver else { return held.value }
        if case .finishing = held.value.phase {
            throw SigningRefusal.conflict("The person has approved; the documents are being completed.")
        }
        var transaction = held.value
        transaction.end(SigningOutcome(status: .cancelled, code: nil))
        guard try await parts.signings.replace(transaction, ifRevision: held.revision) else {
            throw SigningRefusal.conflict("The signing has just moved on; look at it again.")
        }
        try? await parts.signings.removePrepared(of: transaction.id)
        parts.close(transaction, outcome: "cancelled")
        // The person may have it before them still, and would approve what nobody wants any more.
        await flow.abandon(held.value)
        return transaction
    }

    /// `DELETE /signing/transactions/{id}`: forgets the signing with its documents, results and evidence; not what another
    /// open signing needs.
    func remove(_ id: String, authorization: String?) async throws -> BackchannelAnswer {
        let client = try await client(authorization)
        let held = try await flow.current(try await own(id, client))
        guard flow.isIdle(held.value) else {
            throw SigningRefusal.conflict("The signing is being worked on; cancel it, or wait for its end.")
        }
        // First, so that no step finds it without its documents.
        let transaction = try await givenUp(held)
        try await parts.signings.remove(id)
        if let key = transaction.idempotencyKey {
            try await parts.idempotency.release(key, of: client.id, for: transaction.id)
        }
        for document in transaction.documents {
            for document in [document.documentID, document.result?.documentID].compactMap(\.self) {
                _ = try await forget(document, heldBy: id)
            }
        }
        if let evidence = transaction.evidenceID { try await parts.documents.remove(evidence) }
        parts.log("signing removed", transaction)
        return BackchannelAnswer(status: 204)
    }

    /// `GET /signing/transactions/{id}/documents/{index}/signed`.
    func signed(_ id: String, document index: String, authorization: String?) async throws -> DocumentContent {
        let client = try await client(authorization)
        let transaction = try await flow.current(try await own(id, client)).value
        guard let number = Int(index), transaction.documents.indices.contains(number) else {
            throw SigningRefusal.notFound
        }
        // One of several may be ready while another still fails, and then none is handed out.
        guard transaction.phase == .ended(.completed), let result = transaction.documents[number].result else {
            throw SigningRefusal.conflict("Not signed.")
        }
        return try await content(result.documentID)
    }

    /// `GET /signing/transactions/{id}/evidence`.
    func evidence(_ id: String, authorization: String?) async throws -> DocumentContent {
        let client = try await client(authorization)
        let transaction = try await flow.current(try await own(id, client)).value
        guard let evidence = transaction.evidenceID else {
            throw SigningRefusal.conflict(
                transaction.isOver
                    ? "There is no evidence and will be none: the signing was not completed."
                    : "There is no evidence yet."
            )
        }
        return try await content(evidence)
    }

    /// Whether a signing needs its documents still.
    func isOpen(_ id: String) async throws -> Bool? { try await parts.signings.load(id).map { !$0.value.isOver } }

    func content(_ id: String) async throws -> DocumentContent {
        guard let stored = try await parts.documents.load(id) else { throw SigningRefusal.notFound }
        return DocumentContent(
            name: stored.name,
            mediaType: stored.mediaType,
            size: stored.size,
            chunks: parts.documents.stream(of: stored)
        )
    }

    private func own(_ id: String, _ client: Client) async throws -> Held<SigningTransaction> {
        guard let held = try await parts.signings.load(id), held.value.clientID.sameBytes(as: client.id) else {
            throw SigningRefusal.notFound
        }
        return held
    }

    private func answer(_ transaction: SigningTransaction, status: Int) -> BackchannelAnswer {
        SigningStatus(transaction, issuer: parts.broker.issuer).answer(status: status)
    }
}

/// Stands where no transport was given: everything that has to be fetched is unavailable.
private struct UnreachableTransport: HTTPTransport {
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        throw HTTPFailure(.unreachable, "no transport was given for responders and timestamps")
    }
}
