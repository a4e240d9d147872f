import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// Documents of a client: stored, described, handed back, forgotten.
extension SigningAPI {
    /// `POST /signing/documents`.
    func store(_ upload: DocumentUpload, authorization: String?) async throws -> BackchannelAnswer {
        let client = try await client(authorization)
        return try await describe(try await store(upload, client), status: 201)
    }

    /// Stores a document that came inside a request.
    func store(_ bytes: [UInt8], name: String, mediaType: String?, _ client: Client) async throws -> StoredDocument {
        let body = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield(bytes)
            continuation.finish()
        }
        let upload = DocumentUpload(name: name, mediaType: mediaType, declaredSize: bytes.count, body: body)
        return try await store(upload, client)
    }

    private func store(_ upload: DocumentUpload, _ client: Client) async throws -> StoredDocument {
        let limit = parts.configuration.maximumDocumentBytes
        if let size = upload.declaredSize, size > limit { throw SigningRefusal(.init(.documentTooLarge, "declared")) }
        let name = upload.name ?? "document"
        guard Self.isName(name) else {
            throw SigningRefusal.invalid(
                "The name",
                "must have 1 to 255 bytes without control characters, changes of direction or slashes."
            )
        }
        // Before a byte is taken; a body that does not say its length counts as the longest until its end.
        let (now, reserved) = (parts.broker.clock.now, upload.declaredSize ?? limit)
        guard parts.quota.admit(reserved, of: client.id, at: now) else { throw SigningRefusal.overQuota }
        var size = 0
        defer { parts.quota.release(reserved - size, of: client.id, at: now) }
        let stored: StoredDocument
        do {
            stored = try await parts.documents.insert(
                upload.body,
                name: name,
                mediaType: upload.mediaType ?? "application/octet-stream",
                clientID: client.id,
                limit: limit,
                declaredSize: upload.declaredSize,
                expiresAt: now.addingTimeInterval(Double(parts.configuration.retention)),
                countedAt: now
            )
            size = stored.size
        } catch DocumentStore.Refusal.tooLarge {
            throw SigningRefusal(SigningFailure(.documentTooLarge, "more than \(limit) bytes"))
        } catch DocumentStore.Refusal.empty {
            throw SigningRefusal(SigningFailure(.documentEmpty, "no bytes"))
        } catch DocumentStore.Refusal.incomplete {
            throw SigningRefusal.invalid("The body", "is not as long as Content-Length says.")
        }
        parts.broker.log.info(
            "document stored",
            metadata: ["client": "\(client.id)", "document": "\(stored.id)", "size": "\(stored.size)"]
        )
        return stored
    }

    /// `GET /signing/documents/{id}`.
    func document(_ id: String, authorization: String?) async throws -> BackchannelAnswer {
        try await describe(try await ownDocument(id, authorization), status: 200)
    }

    /// `GET /signing/documents/{id}/content`.
    func documentContent(_ id: String, authorization: String?) async throws -> DocumentContent {
        try await content(try await ownDocument(id, authorization).id)
    }

    /// `DELETE /signing/documents/{id}`.
    func removeDocument(_ id: String, authorization: String?) async throws -> BackchannelAnswer {
        let stored = try await ownDocument(id, authorization)
        guard try await forget(stored.id) else {
            throw SigningRefusal.conflict("An open signing needs the document; cancel it first.")
        }
        return BackchannelAnswer(status: 204)
    }

    /// Forgets a document and gives its client the room back; `false` where an open signing needs it, other than the one that
    /// gives it up.
    func forget(_ id: String, heldBy signing: String? = nil) async throws -> Bool {
        let now = parts.broker.clock.now
        switch try await parts.documents.remove(id, heldBy: signing, unlessHeld: isOpen, at: now) {
        case .removed(let document): parts.quota.release(document)
        case .gone: break
        case .held: return false
        }
        return true
    }

    private func ownDocument(_ id: String, _ authorization: String?) async throws -> StoredDocument {
        let client = try await client(authorization)
        guard let stored = try await parts.documents.load(id), stored.clientID.sameBytes(as: client.id) else {
            throw SigningRefusal.notFound
        }
        return stored
    }

    /// What the document is, and what would stand in the way of signing it.
    private func describe(_ stored: StoredDocument, status: Int) async throws -> BackchannelAnswer {
        let finding = if let known = stored.finding { known } else { try await look(at: stored) }
        var members: [(name: String, value: JSON)] = [
            ("id", .string(stored.id)), ("name", .string(stored.name)), ("size", .integer(Int64(stored.size))),
            ("sha256", .string(Hexadecimal.text(stored.sha256))),
            ("expires_at", .string(EvidenceTime.text(stored.expiresAt))),
        ]
        switch finding {
        case .sound(let inspection):
            members.append(("media_type", .string(inspection.mediaType)))
            if let pages = inspection.pages { members.append(("pages", .integer(Int64(pages)))) }
            members.append(("findings", .strings(inspection.findings)))
        case .refused(let code):
            // It stays, so that the client can look at what is wrong; nobody can sign it.
            members.append(("media_type", .string(stored.mediaType)))
            members.append(("problem", .string(code.rawValue)))
        }
        return .json(
            JSON.object(members).serialized(),
            status: status,
            headers: status == 201 ? [("Location", "/signing/documents/\(stored.id)")] : []
        )
    }

    /// Reads the whole document, once.
    private func look(at stored: StoredDocument) async throws -> StoredDocument.Finding {
        let input = DocumentInput(
            name: stored.name,
            mediaType: stored.mediaType,
            sha256: Array(stored.sha256),
            bytes: try await parts.documents.bytes(of: stored)
        )
        let finding: StoredDocument.Finding
        do throws(SigningFailure) {
            finding = .sound(try parts.engine.inspect(input, for: nil))
        } catch {
            finding = .refused(error.code)
        }
        try await parts.documents.note(finding, of: stored)
        return finding
    }

    private static func isName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count) && name != "." && name != ".."
            && !name.unicodeScalars.contains { $0.isUnshowable || "/\\".unicodeScalars.contains($0) }
    }
}
