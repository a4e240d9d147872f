import EIDJOSE
import EIDJSON
import EIDMethod

extension BrokerConfiguration {
    /// The seal signs what clients bring: under a key that also signs tokens or assertions, that could pass for one.
    var sharedKeyIssues: [ConfigurationIssue] {
        guard let pem = signing?.seal?.key.reveal(), let seal = Self.thumbprint(of: pem) else { return [] }
        func issue(_ path: String) -> ConfigurationIssue {
            .init(
                path,
                "is also the key of signing.seal: what clients have sealed could pass for a token; make another"
            )
        }
        var issues = signingKeys.indices.filter { signingKeys[$0].thumbprint.sameBytes(as: seal) }
            .map { issue("signingKeys[\($0)].key") }
        for (id, keys) in methodKeys.sorted(by: { $0.key < $1.key }) {
            for (index, key) in keys.all.enumerated() {
                guard Self.thumbprint(of: key.pem.reveal()).sameBytes(as: seal) else { continue }
                issues.append(issue("methods.\(id).keys[\(index)].key"))
            }
        }
        return issues
    }

    private static func thumbprint(of pem: String) -> String? {
        try? JWK(pem: pem).thumbprint
    }
}
