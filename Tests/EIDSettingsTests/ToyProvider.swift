import EIDMethod
import FoundationEssentials

/// A method with one setting of each sort, so that these tests depend on no real plugin.
struct ToyProvider: MethodProvider {
    struct Configuration: MethodConfiguration {
        static let settings: [Setting] = [
            .required("clientID", .text, "The client."),
            .optional("secret", .secret, "A secret."),
            .optional("retries", .integer(0...5), default: 1, "How often."),
            .optional("upstreamKeys", .keySet(maximumBytes: 4096), "Keys."),
            .optional("codes", .section([.optional("verification", .text, "A code.")]), "Codes."),
        ]
        let clientID: String
        let lacksSecret: Bool

        init(reading settings: SettingsReader) {
            clientID = settings.text("clientID") ?? ""
            lacksSecret = settings.integer("retries") == 5 && settings.secret("secret") == nil
        }

        func issues(keys: MethodKeys) -> [ConfigurationIssue] {
            // Tests of good settings show by this that checks see public halves only.
            if let key = keys.all.first(where: { $0.pem.reveal().contains("PRIVATE") }) {
                return [.init("clientID", "sees the private key \(key.use)")]
            }
            var issues: [ConfigurationIssue] = lacksSecret ? [.init("secret", "is needed for five retries")] : []
            if keys.keys(for: .signing).isEmpty { issues.append(.init("clientID", "needs a signing key")) }
            return issues
        }
    }

    static let descriptor = MethodDescriptor(
        provider: "toy",
        displayName: LocalizedText("Toy"),
        types: [.verification, .authentication],
        attributes: [AttributeOffer(Attribute<String>.givenName.name, .always)],
        assurance: AssuranceTable([.init("toy", .low)])
    )

    init(configuration: Configuration, services: MethodServices) {}

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<Int> {
        throw MethodError(.unavailable, "a toy")
    }

    func resume(
        _ request: MethodRequest,
        from state: Int,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<Int> {
        throw MethodError(.unavailable, "a toy")
    }
}
