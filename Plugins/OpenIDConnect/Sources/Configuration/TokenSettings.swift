import EIDJOSE
import EIDMethod
import EIDMethodOIDC

/// How one kind of token reaches us, as agreed at registration.
struct TokenSettings: Sendable {
    let signing: [String]
    let keyManagement: [String]
    let contentEncryption: [String]

    /// Our secret is no key management of its own here; `dir` would need an agreement on how a key comes out of it.
    static let keyManagements = KeyManagementAlgorithm.allCases.filter { $0 != .dir }.map(\.rawValue)
    static let contentEncryptions = ContentEncryption.allCases.map(\.rawValue)
    static let signatures = SignatureAlgorithm.allCases.map(\.rawValue)
    /// What we sign with ourselves.
    static let ownSignatures = [SignatureAlgorithm.rs256, .ps256, .es256, .edDSA].map(\.rawValue)

    init(reading settings: SettingsReader?, default signing: [String]) {
        self.signing = settings?.value("signing") == nil ? signing : settings?.texts("signing") ?? []
        keyManagement = settings?.texts("keyManagement") ?? []
        contentEncryption = settings?.texts("contentEncryption") ?? []
    }

    /// What an operator writes about one kind of token.
    static func settings(default signing: [String], _ absence: String) -> [Setting] {
        [
            .optional(
                "signing",
                .list(.choice(signatures)),
                default: .list(signing.map { .text($0) }),
                "The signature algorithms agreed on; HS256 stands alone and uses the client secret. With several for one type "
                    + "of key the upstream's keys must name theirs (alg).\(absence)"
            ),
            .optional(
                "keyManagement",
                .list(.choice(keyManagements)),
                "The key managements agreed on, where it must be encrypted; needs an encryption key."
            ),
            .optional(
                "contentEncryption",
                .list(.choice(contentEncryptions)),
                "The content encryptions agreed on, where it must be encrypted."
            ),
        ]
    }

    var isEncrypted: Bool { !keyManagement.isEmpty }
    var isShared: Bool { signing.contains(SignatureAlgorithm.hs256.rawValue) }

    /// The one shape that is accepted.
    var profile: TokenProfile {
        guard !signing.isEmpty || isEncrypted else { return .plainJSON }
        return TokenProfile(
            signing: Set(signing.compactMap(SignatureAlgorithm.init(rawValue:))),
            encryption: isEncrypted
                ? .required(
                    keyManagement: Set(keyManagement.compactMap(KeyManagementAlgorithm.init(rawValue:))),
                    content: Set(contentEncryption.compactMap(ContentEncryption.init(rawValue:)))
                ) : nil
        )
    }

    /// What is wrong with the section; paths are relative to it.
    func issues(mayBePlain: Bool, hasSecret: Bool) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if signing.isEmpty, !mayBePlain {
            issues.append(.init("signing", "is empty: an ID token without a signature proves nothing"))
        }
        if signing.isEmpty, mayBePlain, isEncrypted || !contentEncryption.isEmpty {
            issues.append(
                .init("signing", "is empty: anyone can encrypt for us, so that the token inside must be signed")
            )
        }
        if isEncrypted != !contentEncryption.isEmpty {
            let missing = isEncrypted ? "contentEncryption" : "keyManagement"
            issues.append(.init(missing, "is missing: an encrypted token needs both kinds of algorithm"))
        }
        if isShared, signing.count > 1 { issues.append(.init("signing", "has HS256 beside others; it stands alone")) }
        if isShared, !hasSecret {
            issues.append(.init("signing", "has HS256, which needs a client with a secret"))
        }
        return issues
    }
}
