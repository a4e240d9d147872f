import EIDJOSE
package import EIDMethod
import FoundationEssentials

/// Finds out whether subjects are derived from the secret of before: with another one every person is a stranger to every
/// client, and nothing else would show it.
///
/// The first broker on a store leaves a fingerprint of the secret there, sealed like everything; a store of before there was
/// such a record gets one.
package enum SubjectSecretCheck {
    /// Whether a secret is the one of before on a store whose storage secret has passed; with `replacing` it is from now on.
    package static func passes(
        _ secret: Secret<[UInt8]>,
        on store: any RecordStore,
        sealedUnder storage: Secret<[UInt8]>,
        replacing: Bool = false
    ) async throws -> Bool {
        let records = try SealedRecords(store: store, secret: storage.reveal())
        let own = BytesRecord(fingerprint(of: secret))
        // Of several processes that begin at once one leaves the record; the others find it when they look again.
        for _ in 0..<2 {
            guard let held = try await records.load(BytesRecord.self, .subjectSecret, id: id) else {
                if try await records.insert(own, .subjectSecret, id: id, expiresAt: .distantFuture) { return true }
                continue
            }
            if held.value.bytes == own.bytes { return true }
            guard replacing else { return false }
            let isReplaced = try await records.replace(
                own,
                .subjectSecret,
                id: id,
                expiresAt: .distantFuture,
                ifRevision: held.revision
            )
            if isReplaced { return true }
        }
        return try await agrees(secret, with: store, sealedUnder: storage)
    }

    /// Whether a secret may be the one of before; nothing is left in the store.
    package static func agrees(
        _ secret: Secret<[UInt8]>,
        with store: any RecordStore,
        sealedUnder storage: Secret<[UInt8]>
    ) async throws -> Bool {
        let records = try SealedRecords(store: store, secret: storage.reveal())
        guard let held = try await records.load(BytesRecord.self, .subjectSecret, id: id) else { return true }
        return held.value.bytes == fingerprint(of: secret)
    }

    /// No subject is the code of this message: those of subjects begin with the length of a text, and this would be one of a
    /// gigabyte and more.
    private static func fingerprint(of secret: Secret<[UInt8]>) -> [UInt8] {
        HMACSHA256.code(for: Array("eid-broker subject secret".utf8), key: secret.reveal())
    }

    private static let id = "check"
}
