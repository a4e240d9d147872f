import EIDJOSE
import EIDJSON
import EIDMethod

/// One key or secret for two purposes, between the broker and its clients and within the broker.
extension BrokerConfiguration {
    /// Keys of clients that are the broker's own: what it signs could pass for what the client proves itself with, and
    /// what is encrypted to the client it could open.
    var clientKeyIssues: [ConfigurationIssue] {
        let own = signingKeys.map(\.thumbprint)
        func isOwn(_ key: JWK) -> Bool { own.contains { $0.sameBytes(as: key.thumbprint) } }
        let message = "is also a key of signingKeys: what is signed with it could pass for the client's; make another"
        return clients.enumerated().flatMap { index, client in
            var issues: [ConfigurationIssue] = []
            if case .privateKeyJWT(let set) = client.authentication, set.keys.contains(where: isOwn) {
                issues.append(.init("clients[\(index)].authentication.keys", message))
            }
            if let encryption = client.idTokenEncryption, isOwn(encryption.key) {
                issues.append(.init("clients[\(index)].idTokenEncryption", message))
            }
            return issues
        }
    }

    /// One secret for subjects and storage: neither could be changed alone, and whoever learns one has both.
    ///
    /// A warning, since who has begun so would lose either all people or all that is stored.
    var sharedSecretWarnings: [ConfigurationIssue] {
        guard storageSecret.reveal() == subjectSecret.reveal() else { return [] }
        let message =
            "is also subjectSecret, so that neither can be changed alone: make another for storage, with another "
            + "storage.path if this one is in use"
        return [.init("storage.secret", message)]
    }
}
