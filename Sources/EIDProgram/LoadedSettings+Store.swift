import EIDBroker
import EIDMethod
import EIDSettings
import EIDStorageSQLite

extension LoadedSettings {
    /// What the store that is there already says against the settings; looking leaves nothing behind.
    func storedIssues(takingNewSubjects: Bool) async -> [ConfigurationIssue] {
        guard case .sqlite(let path) = storage, SQLiteRecordStore.obstacle(at: path) == nil else { return [] }
        do {
            guard let store = try SQLiteRecordStore.existing(at: path) else { return [] }
            defer { try? store.close() }
            guard try await StorageSecretCheck.agrees(broker.storageSecret, with: store) else {
                return [SecretMismatch.storage(path).issue]
            }
            let isKnown = try await SubjectSecretCheck.agrees(
                broker.subjectSecret,
                with: store,
                sealedUnder: broker.storageSecret
            )
            return isKnown || takingNewSubjects ? [] : [SecretMismatch.subjects(path).issue]
        } catch {
            return [.init("storage.path", "cannot be read: \(error)")]
        }
    }

    /// A store that was opened under the secrets of before, or one that is new.
    func checked(
        _ open: () throws -> any RecordStore,
        takingNewSubjects: Bool
    ) async throws -> any RecordStore {
        guard case .sqlite(let path) = storage else { return try open() }
        do {
            let store = try open()
            guard try await StorageSecretCheck.passes(broker.storageSecret, on: store) else {
                throw SecretMismatch.storage(path)
            }
            let isKnown = try await SubjectSecretCheck.passes(
                broker.subjectSecret,
                on: store,
                sealedUnder: broker.storageSecret,
                replacing: takingNewSubjects
            )
            guard isKnown else { throw SecretMismatch.subjects(path) }
            return store
        } catch let mismatch as SecretMismatch {
            throw mismatch
        } catch {
            throw StoreFailure(path: path, cause: error)
        }
    }
}
