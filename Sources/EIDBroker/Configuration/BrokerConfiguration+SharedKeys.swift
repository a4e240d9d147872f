import EIDJOSE
import EIDJSON
package import EIDMethod

extension BrokerConfiguration {
    /// Keys that would speak for two.
    ///
    /// A method that has a key of the broker's can issue tokens as the broker, and the seal signs what clients bring: under a key
    /// that also signs tokens or assertions, that could pass for one.
    package var sharedKeyIssues: [ConfigurationIssue] {
        let seal = (signing?.seal?.key.reveal()).flatMap(Self.thumbprint)
        var issues: [ConfigurationIssue] = []
        for (index, key) in signingKeys.enumerated() where seal?.sameBytes(as: key.thumbprint) == true {
            issues.append(Self.sealed("signingKeys[\(index)].key"))
        }
        for (id, keys) in methodKeys.sorted(by: { $0.key < $1.key }) {
            for (index, key) in keys.all.enumerated() {
                guard let own = Self.thumbprint(of: key.pem.reveal()) else { continue }
                let path = "methods.\(id).keys[\(index)].key"
                if seal?.sameBytes(as: own) == true { issues.append(Self.sealed(path)) }
                if signingKeys.contains(where: { $0.thumbprint.sameBytes(as: own) }) {
                    issues.append(
                        .init(
                            path,
                            "is also a key of signingKeys: a method could issue tokens as the broker; make another"
                        )
                    )
                }
            }
        }
        return issues
    }

    /// Keys that a method of one of these ids has in common with a method that is none of them: it could speak to that one's upstream.
    package func keyIssues(ofExternal ids: Set<String>) -> [ConfigurationIssue] {
        var owners: [String: String] = [:]
        for (id, keys) in methodKeys.sorted(by: { $0.key < $1.key }) where !ids.contains(id) {
            for key in keys.all {
                if let own = Self.thumbprint(of: key.pem.reveal()) { owners[own] = owners[own] ?? id }
            }
        }
        var issues: [ConfigurationIssue] = []
        for (id, keys) in methodKeys.sorted(by: { $0.key < $1.key }) where ids.contains(id) {
            for (index, key) in keys.all.enumerated() {
                guard let own = Self.thumbprint(of: key.pem.reveal()), let other = owners[own] else { continue }
                let path = "methods.\(id).keys[\(index)].key"
                issues.append(
                    .init(
                        path,
                        "is also a key of methods.\(other), which the external method could speak for; make another"
                    )
                )
            }
        }
        return issues
    }

    private static func sealed(_ path: String) -> ConfigurationIssue {
        .init(path, "is also the key of signing.seal: what clients have sealed could pass for a token; make another")
    }

    private static func thumbprint(of pem: String) -> String? {
        try? JWK(pem: pem).thumbprint
    }
}
