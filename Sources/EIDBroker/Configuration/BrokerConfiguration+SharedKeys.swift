import EIDJOSE
import EIDJSON
package import EIDMethod

/// Keys that would speak for two.
extension BrokerConfiguration {
    /// The seal signs what clients bring: under a key that also signs tokens, that could pass for one.
    var sealKeyIssues: [ConfigurationIssue] {
        guard let seal = sealThumbprint else { return [] }
        return signingKeys.indices.filter { signingKeys[$0].thumbprint.sameBytes(as: seal) }
            .map { Self.sealed("signingKeys[\($0)].key") }
    }

    /// Keys of methods that are somebody else's too: the seal's, the broker's own, with which a method could issue tokens as the
    /// broker, and another method's where one of the two is in a process of its own and could speak for the other.
    ///
    /// `executables` has the names of executables by the ids of their methods; whatever one executable has is its own.
    package func methodKeyIssues(executables: [String: String]) -> [ConfigurationIssue] {
        var places: [(id: String, path: String, thumbprint: String)] = []
        for (id, keys) in methodKeys.sorted(by: { $0.key < $1.key }) {
            for (index, key) in keys.all.enumerated() {
                guard let thumbprint = Self.thumbprint(of: key.pem.reveal()) else { continue }
                places.append((id, "methods.\(id).keys[\(index)].key", thumbprint))
            }
        }
        let seal = sealThumbprint
        var issues: [ConfigurationIssue] = []
        for (id, path, own) in places {
            if seal?.sameBytes(as: own) == true { issues.append(Self.sealed(path)) }
            if signingKeys.contains(where: { $0.thumbprint.sameBytes(as: own) }) {
                issues.append(
                    .init(path, "is also a key of signingKeys: a method could issue tokens as the broker; make another")
                )
            }
            guard let executable = executables[id] else { continue }
            let other = places.first { $0.thumbprint.sameBytes(as: own) && executables[$0.id] != executable }
            guard let other else { continue }
            let message =
                "is also a key of methods.\(other.id), which the external method could speak for; make another"
            issues.append(.init(path, message))
        }
        return issues
    }

    private var sealThumbprint: String? { (signing?.seal?.key.reveal()).flatMap(Self.thumbprint) }

    private static func sealed(_ path: String) -> ConfigurationIssue {
        .init(path, "is also the key of signing.seal: what clients have sealed could pass for a token; make another")
    }

    private static func thumbprint(of pem: String) -> String? {
        try? JWK(pem: pem).thumbprint
    }
}
