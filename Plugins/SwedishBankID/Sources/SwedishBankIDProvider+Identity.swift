import EIDMethod
import FoundationEssentials

extension SwedishBankIDProvider {
    /// The person who approved, once everything that comes with them fits together and to this order.
    func identity(
        _ completion: BankIDCompletion,
        _ order: BankIDOrder,
        _ errand: BankIDErrand
    ) throws(MethodError) -> VerifiedIdentity {
        let now = services.clock.now
        let signature = try NativeSignature(
            completion,
            over: order.content,
            by: configuration.trust,
            // Clocks differ a little.
            within: order.receivedAt.addingTimeInterval(-120)...max(order.receivedAt, now).addingTimeInterval(120)
        )
        if configuration.requiresDocument, !completion.hasReadDocument {
            throw MethodError(.untrusted, "no passport or identity card was read although the order asks for it")
        }
        if let maximum = configuration.maximumRisk, !completion.risk.isAtMost(maximum) {
            throw MethodError(.refused, "BankID finds the order too risky")
        }
        var attributes = completion.attributes
        if case .identification(_, let asked?) = errand.purpose { attributes = attributes.restricted(to: asked) }
        return VerifiedIdentity(
            subject: UpstreamSubject(namespace: Self.namespace(configuration), identifier: completion.number.digits),
            assurance: .substantial,
            authenticatedAt: now,
            attributes: attributes,
            evidence: errand.keepsEvidence ? signature.evidence(salt: order.binding.salt) : []
        )
    }

    /// Personal numbers name one person in all of Sweden, but people of the test environment are nobody.
    static func namespace(_ configuration: SwedishBankIDConfiguration) -> String {
        configuration.environment == .production
            ? "urn:se:personnummer" : "urn:se:personnummer:\(configuration.baseURL?.host ?? "")"
    }
}

extension SwedishBankIDConfiguration.Risk: Comparable {
    private var rank: Int {
        switch self {
        case .low: 0
        case .moderate: 1
        case .high: 2
        }
    }

    /// The order of growing risk.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
