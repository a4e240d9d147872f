import EIDJOSE
import EIDMethod
import EIDSignature
import FoundationEssentials

extension SignatureEngine {
    /// Says what the signer puts their key to.
    func prepare(
        _ order: SignatureOrder,
        document: DocumentInput,
        signer: SignerCertificate,
        policy: SigningRequest.Policy?
    ) throws(SigningFailure) -> PreparedDocument {
        try requireDigest(document)
        try requireApplicable(order, hasBytes: document.bytes != nil)
        if let bytes = document.bytes { try requireSize(bytes, for: order) }
        let leaf = try signer.leaf()
        // Under the seal a bare value could become anything, such as evidence of what never happened.
        guard order.format != .raw || signer.holder == .person else {
            throw SigningFailure(.formatNotApplicable, "the seal makes no bare values")
        }
        let now = clock.now
        guard leaf.isValid(at: now) else { throw SigningFailure(.certificateExpired, "not valid at this time") }
        let chosen = try chosenPolicy(policy, for: order)
        let preparation = Preparation(
            order: order,
            document: document,
            leaf: leaf,
            intermediates: try signer.intermediates(),
            scheme: signer.scheme,
            policy: chosen,
            commitment: (policy?.commitment ?? order.commitment).flatMap { OID($0) },
            mediaType: document.bytes.map { ContentType.of($0, declared: document.mediaType) },
            // To the second, as every format writes it.
            signingTime: Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down)),
            configuration: configuration
        )
        return PreparedDocument(
            name: document.name,
            mediaType: preparation.mediaType ?? "application/octet-stream",
            sha256: Data(document.sha256),
            format: order.format,
            level: order.level,
            acceptableLevel: order.acceptableLevel,
            signer: signer,
            signingTime: preparation.signingTime,
            content: try preparation.content()
        )
    }

    /// The policy of the request, which must be known, or the default; `nil` where the format has no place for one.
    ///
    /// An order that names a policy for such a format is refused when it is made.
    private func chosenPolicy(
        _ policy: SigningRequest.Policy?,
        for order: SignatureOrder
    ) throws(SigningFailure) -> SignaturePolicy? {
        guard order.format.carriesPolicy else { return nil }
        guard let policy else { return configuration.defaultPolicy.flatMap(configuration.policy) }
        guard let known = configuration.policy(policy.identifier) else {
            throw SigningFailure(.policyUnknown, "the policy is not configured")
        }
        guard policy.commitment.map({ OID($0) != nil }) ?? true else {
            throw SigningFailure(.policyUnknown, "the policy's commitment is no identifier")
        }
        return known
    }
}
