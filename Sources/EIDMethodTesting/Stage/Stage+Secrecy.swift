import EIDMethod
import Synchronization

extension Stage {
    /// Runs a call of the provider and keeps the text of its error, however deep.
    func noting<Result>(_ body: () async throws(MethodError) -> Result) async throws -> Result {
        do {
            return try await body()
        } catch {
            var nested = ""
            dump(error, to: &nested)
            let text = ["\(error)", error.detail, nested].joined(separator: "\n")
            notes.withLock { $0.errors.append(text) }
            throw error
        }
    }

    /// Remembers a text that must not be seen.
    func watch(_ text: String) { notes.withLock { $0.confidential.append(text) } }

    /// Remembers what came with the browser: codes and tokens have no business in a log.
    func watch(_ parameters: CallbackParameters) {
        let values = parameters.names.compactMap { parameters[$0] }
        notes.withLock { notes in
            notes.confidential += values.filter { $0.utf8.count >= 12 && !$0.contains("://") && !$0.contains(" ") }
        }
    }

    /// Remembers who the person was.
    func watch(_ identity: VerifiedIdentity) {
        if identity.subject.identifier.utf8.count >= 8 { watch(identity.subject.identifier) }
    }

    /// Expects that nothing confidential stands in the log or in an error.
    func requireSecrecy() async throws {
        let secrets = await bench.secrets.filter { !$0.isEmpty }
        let (watched, errors) = notes.withLock { ($0.confidential, $0.errors) }
        for entry in log.entries {
            guard !entry.containsAny(of: secrets) else { throw ConformanceFailure("a secret is in the log") }
            guard !entry.containsAny(of: watched) else {
                throw ConformanceFailure("the log tells who the person is, or what came with the browser")
            }
        }
        for error in errors {
            guard !error.containsAny(of: secrets) else { throw ConformanceFailure("a secret is in an error") }
            guard !error.containsAny(of: watched) else {
                throw ConformanceFailure("an error tells who the person is, or what came with the browser")
            }
        }
    }
}

extension String {
    func containsAny(of texts: [String]) -> Bool { texts.contains { contains($0) } }
}
