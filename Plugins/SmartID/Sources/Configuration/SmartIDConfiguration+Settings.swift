public import EIDMethod
import EIDSignature
import FoundationEssentials

extension SmartIDConfiguration {
    /// Every setting, in the order in which documentation lists them.
    public static let settings: [Setting] = [
        .required(
            "environment",
            .choice(SmartIDEnvironment.allCases.map(\.rawValue)),
            "Which Smart-ID: demo, live, or custom with an address of your own, such as a simulator."
        ),
        .optional("baseURL", .url, "The address of a custom environment; https, or http on loopback."),
        .optional("schemeName", .text, "The name of a custom environment in what is signed; smart-id-demo without it."),
        .required("relyingPartyUUID", .text, "The identifier of your contract with SK."),
        .required("relyingPartyName", .text, "The name of your contract with SK, which the app shows."),
        .optional("brokeredRpName", .text, "For whom you ask, where your contract is a broker's and names them."),
        .optional(
            "flow",
            .choice(Flow.allCases.map(\.rawValue)),
            default: "deviceLink",
            "Who begins: the person with a code or a link (deviceLink), or a message to their phone (notification)."
        ),
        .optional(
            "start",
            .choice(Start.allCases.map(\.rawValue)),
            default: "automatic",
            "How a device link is shown: a link on phones and a code elsewhere, or always one of them."
        ),
        .optional(
            "waitSeconds",
            .integer(30...600),
            default: 300,
            "How long identifications by code or link that nobody confirms are begun anew, in seconds."
        ),
        .optional(
            "countries",
            .list(.choice(SmartIDCountry.allCases.map(\.rawValue))),
            "Whose people may come: EE, LV, LT, BE; all without this setting."
        ),
        .required("text", .text, "What the app shows above the PIN, such as for which service; at most 60 characters."),
        .optional(
            "longText",
            .text,
            "What apps that can do so show first, on a page of its own; at most 200 characters."
        ),
        .optional(
            "certificateLevel",
            .choice([SmartIDLevel.advanced.rawValue, SmartIDLevel.qualified.rawValue]),
            default: "QUALIFIED",
            "The lowest level of the certificate that people identify themselves with."
        ),
        .optional(
            "qualifiedAssurance",
            .choice([Assurance.substantial.rawValue, Assurance.high.rawValue]),
            default: "high",
            "What a certificate of the level QUALIFIED is worth."
        ),
        .optional(
            "advancedAssurance",
            .choice([Assurance.low.rawValue, Assurance.substantial.rawValue]),
            default: "substantial",
            "What a certificate of the level ADVANCED is worth."
        ),
        .optional(
            "hash",
            .choice(PSSHash.allCases.map(\.rawValue)),
            default: "SHA3-512",
            "The digest that identifications are signed over."
        ),
        .optional(
            "shareAddress",
            .boolean,
            default: false,
            "Whether Smart-ID is asked for the phone's network address."
        ),
        .required(
            "trust",
            .file(maximumBytes: 256 * 1024),
            "SK's authorities that may name people: roots and what stands below them, in PEM."
        ),
        .optional(
            "revocation",
            .section(SmartIDRevocation.settings),
            "How it is found out that the certificate of an identification is not revoked."
        ),
        .optional("signing", .section(SmartIDSigning.settings), "How people sign; without it this method does not."),
    ]

    /// What is wrong although each setting is well-formed.
    public func issues(keys: MethodKeys) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        switch (environment, customBaseURL) {
        case (.custom, nil): issues.append(.init("baseURL", "is missing; a custom environment has no other address"))
        case (.custom, let url?):
            if !GuardedTransport.isSecure(url) {
                issues.append(.init("baseURL", "must be https, or http on loopback"))
            }
        case (_, .some): issues.append(.init("baseURL", "is for a custom environment only"))
        case (_, nil): break
        }
        if let customSchemeName {
            if environment != .custom { issues.append(.init("schemeName", "is for a custom environment only")) }
            if customSchemeName.isEmpty || !customSchemeName.utf8.allSatisfy(\.isPlain) {
                issues.append(.init("schemeName", "must be of letters, digits and hyphens"))
            }
        }
        if let responder = revocation.responder, !["http", "https"].contains(responder.scheme?.lowercased()) {
            issues.append(.init("revocation.responder", "must be http or https"))
        }
        if UUID(uuidString: relyingPartyUUID) == nil {
            issues.append(.init("relyingPartyUUID", "is no UUID, such as 00000000-0000-4000-8000-000000000000"))
        }
        issues += [
            Self.length(relyingPartyName, 1...32, "relyingPartyName"),
            brokeredName.flatMap { Self.length($0, 1...120, "brokeredRpName") },
            Self.length(text, 1...SmartIDInteractions.shortest, "text"),
            longText.flatMap { Self.length($0, 1...SmartIDInteractions.longest, "longText") },
        ].compactMap(\.self)
        if Set(countries).count != countries.count { issues.append(.init("countries", "names a country twice")) }
        if advancedAssurance > qualifiedAssurance {
            issues.append(.init("advancedAssurance", "is more than qualifiedAssurance"))
        }
        do throws(SignatureError) { _ = try SmartIDTrust(pem: trust) } catch {
            issues.append(.init("trust", "is not of authorities' certificates in PEM: \(error.detail)"))
        }
        return issues
    }

    private static func length(_ text: String, _ range: ClosedRange<Int>, _ key: String) -> ConfigurationIssue? {
        guard !range.contains(text.utf16.count) else { return nil }
        return .init(key, "must have \(range.lowerBound) to \(range.upperBound) characters")
    }
}

extension UInt8 {
    /// Whether it is a letter, a digit, a hyphen or an underscore in ASCII: what stands in addresses as it is.
    var isPlain: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
