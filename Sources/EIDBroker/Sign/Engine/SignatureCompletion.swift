import EIDJOSE
import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging

/// One signature on its way from a verified value to the level that was ordered.
struct SignatureCompletion {
    let engine: SignatureEngine
    let prepared: PreparedDocument
    let document: DocumentInput

    /// What is in the signature so far.
    private(set) var reached = SignatureLevel.baseline
    /// Why it does not go further.
    private(set) var shortfall: SigningFailure?
    private(set) var timestamps: [SignedDocument.Facts.Timestamp] = []
    private var value = Data()
    /// The answers that were used, whether or not the signature carries them.
    var answers = ValidationMaterial()

    init(engine: SignatureEngine, prepared: PreparedDocument, document: DocumentInput) {
        self.engine = engine
        self.prepared = prepared
        self.document = document
    }

    mutating func complete(_ value: VerifiedValue) async throws(SigningFailure) -> SignedDocument {
        self.value = Data(value.value)
        switch prepared.content {
        case .raw:
            try await settle(timestamp: nil)
            return try await finished(Array(value.value), "application/octet-stream")
        case .jades(let jades):
            return try await token(
                SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
                    try jades.signature(with: value)
                }
            )
        case .jadesEnveloping(let header, let digest):
            let payload = document.bytes ?? []
            return try await token(
                SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
                    let jades = try PreparedJAdES(header: header, payload: payload, of: digest)
                    return try jades.signature(with: value.value)
                }
            )
        case .cades(let cades):
            let content = prepared.format == .cadesEnveloping ? document.bytes ?? [] : nil
            var message = try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
                if let content { return try cades.signedData(with: value, enveloping: content) }
                return try cades.signedData(with: value)
            }
            let material = try await collected(&message)
            return try await file(message, material)
        case .pades(let pades):
            var message = try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
                try pades.signedData(with: value)
            }
            let material = try await collected(&message)
            return try await pdf(pades, message, material)
        }
    }

    // MARK: Levels

    /// Timestamps a message and collects what validates it; `nil` where the level asks for no such material.
    private mutating func collected(_ message: inout SignedData) async throws(SigningFailure) -> ValidationMaterial? {
        let plain = message
        let imprint = try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
            try plain.signatureImprint()
        }
        let timestamp = try await timestamp(.signature, over: imprint, for: .timestamped)
        if let timestamp {
            message = try SigningFailure.mapping(all: .timestampFailed) { () throws(SignatureError) in
                try plain.adding(signatureTimestamp: timestamp)
            }
        }
        return try await settle(timestamp: timestamp)
    }

    /// Asks once more about the signer, as of the best time of signing there is, and collects material if it is wanted.
    @discardableResult
    private mutating func settle(
        timestamp: VerifiedTimestamp?
    ) async throws(SigningFailure) -> ValidationMaterial? {
        let evidence = RevocationEvidence(
            trust: engine.trust,
            signer: prepared.signer,
            now: engine.clock.now,
            // Signing times are rounded down.
            preparedAt: prepared.signingTime + 1,
            acceptsEarlier: engine.configuration.acceptsEarlierAnswers
        )
        let signer = try await evidence.signer(since: timestamp?.time, wantsFresh: wants(.longTerm))
        answers.merge(signer.material)
        guard wants(.longTerm), let timestamp else { return nil }
        do throws(SigningFailure) {
            if let reason = signer.shortfall { throw reason }
            var material = signer.material
            material.merge(try await evidence.authority(timestamp))
            answers.merge(material)
            reached = .longTerm
            return material
        } catch {
            try fallShort(error)
            return nil
        }
    }

    /// A timestamp for a level; `nil` where the level is not wanted, or not reached and that will do.
    private mutating func timestamp(
        _ kind: SignedDocument.Facts.Timestamp.Kind,
        over imprint: [UInt8],
        for level: SignatureLevel
    ) async throws(SigningFailure) -> VerifiedTimestamp? {
        guard wants(level) else { return nil }
        do throws(SigningFailure) {
            guard let client = engine.timestamps else {
                throw SigningFailure(.levelNotReached, "no timestamp authority is configured")
            }
            let timestamp = try await client.timestamp(imprint)
            timestamps.append(
                .init(
                    kind: kind,
                    time: timestamp.time,
                    policy: timestamp.token.info.policy.description,
                    token: Data(timestamp.token.der)
                )
            )
            reached = level
            return timestamp
        } catch {
            try fallShort(error)
            return nil
        }
    }

    /// Whether a level is ordered and nothing has gone wrong below it.
    private func wants(_ level: SignatureLevel) -> Bool {
        shortfall == nil && min(prepared.level, prepared.format.highestLevel) >= level
    }

    /// Goes on without what failed if what is there will do, and fails otherwise.
    private mutating func fallShort(_ failure: SigningFailure) throws(SigningFailure) {
        guard let acceptable = prepared.acceptableLevel, reached >= acceptable else { throw failure }
        shortfall = failure
    }

    // MARK: Files

    private mutating func token(_ plain: JAdESSignature) async throws(SigningFailure) -> SignedDocument {
        let imprint = try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
            try plain.imprint()
        }
        var token = plain
        let timestamp = try await timestamp(.signature, over: imprint, for: .timestamped)
        if let timestamp {
            token = try SigningFailure.mapping(all: .timestampFailed) { () throws(SignatureError) in
                try plain.adding(timestamp)
            }
        }
        try await settle(timestamp: timestamp)
        // Compact at B-B; timestamps stand in the unprotected header, which only the JSON form has (TS 119 182-1 §5.3).
        guard !token.timestamps.isEmpty else {
            return try await finished(Array(token.compact.utf8), "application/jose")
        }
        return try await finished(Array(token.json.utf8), "application/jose+json")
    }

    private mutating func file(
        _ signed: SignedData,
        _ material: ValidationMaterial?
    ) async throws(SigningFailure) -> SignedDocument {
        var message = signed
        // The content of a container's signature is its manifest.
        let container = try prepared.format == .asice ? container() : nil
        if let material = try fitting(material, in: signed) {
            let complete = message.adding(material)
            message = complete
            let content = container.map { SHA256.digest($0.manifest) } ?? document.sha256
            let imprint = try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
                try complete.archiveImprint(contentDigest: content)
            }
            if let timestamp = try await timestamp(.archive, over: imprint.imprint, for: .archival) {
                message = try SigningFailure.mapping(all: .timestampFailed) { () throws(SignatureError) in
                    try complete.adding(archiveTimestamp: timestamp, over: imprint)
                }
            }
        }
        guard let container else {
            // RFC 8551 §3.2: with content inside it is no detached signature.
            let isDetached = prepared.format != .cadesEnveloping
            let type =
                isDetached ? "application/pkcs7-signature" : "application/pkcs7-mime; smime-type=signed-data"
            return try await finished(message.der, type)
        }
        let complete = message
        let bytes = try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
            try container.container(with: complete)
        }
        return try await finished(bytes, ASiCBuilder.mediaType)
    }

    /// The material, unless nobody could read the message with it: lists may have many megabytes.
    private mutating func fitting(
        _ material: ValidationMaterial?,
        in message: SignedData
    ) throws(SigningFailure) -> ValidationMaterial? {
        guard let material, !message.hasRoom(for: material) else { return material }
        reached = .timestamped
        try fallShort(SigningFailure(.levelNotReached, "the answers about revocation are too large for the message"))
        return nil
    }

    private func container() throws(SigningFailure) -> ASiCBuilder {
        try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
            try ASiCBuilder(document, mediaType: prepared.mediaType)
        }
    }

    private mutating func pdf(
        _ pades: PreparedPAdES,
        _ message: SignedData,
        _ material: ValidationMaterial?
    ) async throws(SigningFailure) -> SignedDocument {
        let limit = engine.configuration.maximumDocumentBytes
        let original = document.bytes ?? []
        var bytes = try SigningFailure.mapping { try PDFSigning.file(pades, original: original, message: message) }
        if let material {
            let signed = bytes
            let complete = try SigningFailure.mapping {
                try PDFSigning.adding(material, to: signed, maximumBytes: limit)
            }
            bytes = complete
            if wants(.archival) {
                let room = try SigningFailure.mapping {
                    try PDFSigning.documentTimestamp(of: complete, maximumBytes: limit)
                }
                if let timestamp = try await timestamp(.archive, over: room.imprint, for: .archival) {
                    bytes = try SigningFailure.mapping { try PDFSigning.embedding(timestamp, room, in: complete) }
                }
            }
        }
        return try await finished(bytes, "application/pdf")
    }

    private mutating func finished(_ bytes: [UInt8], _ mediaType: String) async throws(SigningFailure) -> SignedDocument
    {
        if reached < prepared.level, shortfall == nil {
            try fallShort(SigningFailure(.levelNotReached, "\(prepared.format.rawValue) reaches \(reached.rawValue)"))
        }
        let facts = SignedDocument.Facts(
            format: prepared.format,
            levelRequested: prepared.level,
            levelReached: reached,
            shortfall: shortfall?.code,
            documentSHA256: prepared.sha256,
            signedDigest: Data(prepared.digest),
            fileSHA256: Data(SHA256.digest(bytes)),
            digestAlgorithm: prepared.signer.scheme.digest.rawValue,
            value: value,
            scheme: prepared.signer.scheme,
            holder: prepared.signer.holder,
            qualification: prepared.signer.qualification,
            certificates: prepared.signer.path,
            signingTime: prepared.signingTime,
            timestamps: timestamps,
            responses: answers.responses.map { Data($0) },
            lists: answers.lists.map { Data($0) }
        )
        if let shortfall {
            engine.log.warning(
                "a signature has a lower level than ordered",
                metadata: ["reached": "\(reached.rawValue)", "reason": "\(shortfall)"]
            )
        }
        return SignedDocument(
            bytes: bytes,
            mediaType: mediaType,
            fileName: SignedFileName.of(prepared.name, prepared.format, at: reached),
            facts: facts
        )
    }
}
