import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials

/// Qualified signatures over itsme's JSON API in the style of OASIS DSS, behind mutual TLS.
///
/// ```
/// begin      user_identification           → the person says who they are
/// resume     user_identification/status    → ready(signer), or wait and ask again
/// authorise  sign_document                 → the person approves these digests
/// resume     sign_document                 → signed, or wait and ask again
/// ```
struct OASISSigning: Sendable {
    let settings: ItsmeSigning
    let partner: OASISPartner
    let service: OASISService
    let services: MethodServices

    private static let pause = Duration.seconds(2)
    private static let longestRedirect = 255
    private static let digestAlgorithm = "http://www.w3.org/2001/04/xmlenc#sha256"

    func begin(_ request: SigningRequest) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        guard request.callbackURL.absoluteString.utf8.count <= Self.longestRedirect else {
            throw MethodError(.misconfigured, "the method's callback is longer than itsme takes")
        }
        // Found now rather than after the person has identified themselves.
        _ = try descriptions(of: request)
        var body = partner.codes
        body["redirectUrl"] = .string(request.callbackURL.absoluteString)
        body["lang"] = .string(request.wireLanguage)
        if let code = request.signerHint, Self.isUserCode(code) { body["userCode"] = .string(code) }
        let session = try await service.identify(body)
        let errand = OASISErrand(session: session.id, page: try Self.page(session.page, state: request.callbackState))
        return .present(.redirect(to: errand.page), keeping: ItsmeSigningState(.identifying(errand)))
    }

    func resume(
        _ request: SigningRequest,
        from stage: OASISStage,
        after event: MethodEvent
    ) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        switch stage {
        case .identifying(let errand):
            let errand = try Self.returned(errand, after: event, request)
            var body = partner.codes
            body["asyncRespID"] = .string(errand.session)
            guard let signer = try await service.signer(body) else {
                return Self.wait(for: errand, .identifying(errand))
            }
            return .ready(self.signer(signer), keeping: ItsmeSigningState(.ready(signer)))
        case .approving(let errand, let signer, let names):
            let errand = try Self.returned(errand, after: event, request)
            let body: JSON = [
                "inDocs": nil, "reqID": .string(services.random.token(bytes: 18)),
                "asyncRespID": .string(errand.session), "optInp": ["itsme": partner.codes],
            ]
            guard let values = try await service.values(body) else {
                return Self.wait(for: errand, .approving(errand, signer, names: names))
            }
            return .signed(
                SigningResult(signer: self.signer(signer), values: try Self.match(values, to: names))
            )
        case .ready:
            throw MethodError(.unsupported, "the signing waits for digests, and for nothing else")
        }
    }

    func authorise(
        _ digests: [SigningDigest],
        for request: SigningRequest,
        from stage: OASISStage
    ) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        guard case .ready(let signer) = stage else {
            throw MethodError(.unsupported, "the signing does not wait for digests")
        }
        let taken = try NamedDigest.taking(digests, for: request, atMost: settings.maximumDigests)
        let (session, userCode) = try await service.approve(try approval(of: taken, by: signer, request))
        guard userCode.sameBytes(as: signer.userCode) else {
            throw MethodError(.untrusted, "the approval is asked of somebody else than the signer")
        }
        let errand = OASISErrand(session: session.id, page: try Self.page(session.page, state: request.callbackState))
        let stage = OASISStage.approving(errand, signer, names: taken.map(\.name))
        return .present(.redirect(to: errand.page), keeping: ItsmeSigningState(stage))
    }

    private func approval(
        of digests: [NamedDigest],
        by signer: OASISSigner,
        _ request: SigningRequest
    ) throws(MethodError) -> JSON {
        var options = partner.codes
        options["signer"] = ["userCode": .string(signer.userCode)]
        options["redirectUrl"] = .string(request.callbackURL.absoluteString)
        let descriptions = try descriptions(of: request)
        if !descriptions.isEmpty {
            SigningText(policy: settings.text, log: services.log)
                .warn(of: descriptions.map(\.text.count).max() ?? 0, in: request)
            options["description"] = .array(
                descriptions.map { ["lang": .string($0.language), "value": .string($0.text)] }
            )
        }
        if let policy = policy(of: request) { options["signPolicy"] = policy }
        let documents = digests.map { digest -> JSON in
            let info: JSON = [
                "alg": .string(Self.digestAlgorithm), "value": .string(Base64.encode(digest.bytes)),
            ]
            return ["id": .string(digest.name), "di": [info]]
        }
        return [
            "inDocs": ["docHash": .array(documents)], "reqID": .string(services.random.token(bytes: 18)),
            "asyncRespID": nil, "optInp": ["lang": .string(request.wireLanguage), "itsme": options],
        ]
    }

    /// The description in itsme's four languages: all of them or none.
    private func descriptions(of request: SigningRequest) throws(MethodError) -> [(language: String, text: String)] {
        let text = SigningText(policy: settings.text, log: services.log)
        var descriptions: [(language: String, text: String)] = []
        for language in SigningRequest.spoken {
            descriptions.append((language.rawValue.uppercased(), try text.description(of: request, in: language)))
        }
        return descriptions.contains { $0.text.isEmpty } ? [] : descriptions
    }

    /// What the app shows is what the broker puts into the signatures, and nothing else.
    private func policy(of request: SigningRequest) -> JSON? {
        guard let named = request.policy else { return nil }
        var policy: JSON = ["signPolicyRef": .string(named.identifier)]
        if let commitment = named.commitment { policy["commitmentTypeRef"] = .string(commitment) }
        if let role = settings.role {
            policy["signerRole"] = .array(
                ["EN", "FR", "NL", "DE"].map { ["lang": .string($0), "value": .string(role)] }
            )
        }
        return policy
    }

    private func signer(_ signer: OASISSigner) -> Signer {
        Signer(
            subject: UpstreamSubject(namespace: partner.subjectNamespace, identifier: signer.userCode),
            certificates: signer.certificates,
            algorithm: .rsaSHA256
        )
    }

    /// The errand once the browser is back; the back channel alone says what came of it.
    private static func returned(
        _ errand: OASISErrand,
        after event: MethodEvent,
        _ request: SigningRequest
    ) throws(MethodError) -> OASISErrand {
        if case .polled = event, errand.hasReturned { return errand }
        _ = try SigningCallback(event, state: request.callbackState)
        var errand = errand
        errand.hasReturned = true
        return errand
    }

    private static func wait(for errand: OASISErrand, _ stage: OASISStage) -> SigningStep<ItsmeSigningState> {
        .present(.openApp(link: errand.page, qr: nil, pollAfter: pause), keeping: ItsmeSigningState(stage))
    }

    /// Every name exactly once: values are never paired by position.
    private static func match(
        _ values: [(id: String, bytes: [UInt8])],
        to names: [String]
    ) throws(MethodError) -> [SigningResult.Value] {
        let found = Dictionary(values.map { (Array($0.id.utf8), $0.bytes) }) { first, _ in first }
        let matched = names.compactMap { name in
            found[Array(name.utf8)].map { SigningResult.Value(name: name, bytes: $0) }
        }
        guard matched.count == names.count, values.count == names.count else {
            throw MethodError(.untrusted, "sign_document does not answer with each document exactly once")
        }
        return matched
    }

    /// itsme's page with our state, which comes back beside the browser.
    private static func page(_ page: URL, state: String) throws(MethodError) -> URL {
        let names = (page.query ?? "").split(separator: "&").map { $0.prefix { $0 != "=" } }
        guard !names.contains("state") else { throw MethodError(.untrusted, "itsme's page has a state of its own") }
        let separator = page.query == nil ? "?" : "&"
        guard let url = URL(string: page.absoluteString + separator + FormEncoding.encode([("state", state)])) else {
            throw MethodError(.untrusted, "itsme's page cannot carry a state")
        }
        return url
    }

    private static func isUserCode(_ text: String) -> Bool {
        text.utf8.count == 36 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    }
}
