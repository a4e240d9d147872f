import EIDMethod

extension Stage {
    /// Remembers a text that must not be seen.
    func watch(_ text: String) { around.watch([text]) }

    /// Remembers who the person was.
    func watch(_ identity: VerifiedIdentity) {
        if identity.subject.identifier.utf8.count >= 8 { watch(identity.subject.identifier) }
    }

    /// Expects that nothing confidential stands in the log or in an error.
    func requireSecrecy() async throws { try around.requireSecrecy(of: await bench.secrets) }
}
