import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging
import Synchronization

/// A toy method: right without a flaw, and wrong in one place with one.
struct Dove: MethodProvider {
    struct State: Codable, Sendable {
        var nonce: String
        var salt: Data?
        var ballast = ""
        var proof: Proof?
        private enum CodingKeys: CodingKey { case nonce, salt, ballast, proof }

        init(nonce: String, salt: Data?, ballast: String = "", proof: Proof? = nil) {
            self.nonce = nonce
            self.salt = salt
            self.ballast = ballast
            self.proof = proof
        }

        /// What a dove with RFC 7636 keeps.
        struct Proof: Codable, Sendable {
            var codeVerifier: String?
            var nonceBytes: [UInt8]?
        }
    }

    static let descriptor = MethodDescriptor(
        provider: "dove",
        displayName: LocalizedText("Dove"),
        types: [.verification, .authentication],
        attributes: [
            AttributeOffer(Attribute<String>.givenName.name, .always),
            AttributeOffer(Attribute<String>.email.name, .maybe),
            AttributeOffer(Attribute<CalendarDate>.birthdate.name, .maybe),
        ],
        assurance: AssuranceTable([.init("dove-one", .low), .init("dove-two", .substantial)]),
        keepsEvidence: true
    )

    var descriptor: MethodDescriptor {
        var offers = Self.descriptor.attributes
        switch flaw {
        case .promisesWhatNobodyHas: offers.append(AttributeOffer(.phoneNumber, .always))
        case .deliversWhatIsNeverThere:
            offers.removeLast()
            offers.append(AttributeOffer(.birthdate, .maybe, exceptions: ["BEL": .never]))
        default: return Self.descriptor
        }
        return MethodDescriptor(
            provider: "dove",
            displayName: Self.descriptor.displayName,
            types: Self.descriptor.types,
            attributes: offers,
            assurance: Self.descriptor.assurance,
            keepsEvidence: true
        )
    }

    /// A ring's number, which the upstream needs nobody to tell it.
    var loginHints: [LoginHintForm] { [LoginHintForm(.text("dove:"), .any(of: LoginHintForm.digits, 4...4))] }

    let configuration: DoveConfiguration
    let services: MethodServices
    var flaw: Flaw?
    let memory = DoveMemory()

    init(configuration: DoveConfiguration, services: MethodServices) {
        self.configuration = configuration
        self.services = services
    }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<State> {
        if flaw == .refusesItsOwnHint, loginHints.contains(where: { $0.matches(request.loginHint ?? "") }) {
            throw MethodError(.unsupported, "no hints here")
        }
        let (nonce, salt) = nonce(for: request)
        memory.begin(nonce)
        var components = URLComponents()
        components.scheme = flaw == .sendsToPlainHTTP ? "http" : "https"
        components.host = "dove.example"
        components.path = "/fly"
        components.queryItems = [
            URLQueryItem(name: "state", value: flaw == .sameNonceForAll ? "s" : request.callbackState),
            URLQueryItem(name: "nonce", value: nonce),
        ]
        if flaw == .secretInURL {
            components.queryItems?.append(URLQueryItem(name: "secret", value: configuration.secret.reveal()))
        }
        components.queryItems? += await proof(nonce)
        if flaw == .logsTheHint { services.log.debug("begun", metadata: ["hint": "\(request.loginHint ?? "none")"]) }
        if flaw == .logsTheBrowser { services.log.debug("begun by \(request.endUser?.userAgent ?? "none")") }
        if flaw == .logsTheAddress { services.log.debug("begun from \(request.endUser?.address ?? "nowhere")") }
        guard let url = components.url else { throw MethodError(.misconfigured, "no URL") }
        let ballast = flaw == .bigState ? String(repeating: "x", count: 20_000) : ""
        let state = State(nonce: nonce, salt: salt, ballast: ballast, proof: keptProof)
        return .present(.redirect(to: url), keeping: state)
    }

    func resume(
        _ request: MethodRequest,
        from state: State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<State> {
        guard case .callback(let callback) = event else {
            if flaw == .pollingFinishes, let last = memory.last { return .finished(last) }
            throw MethodError(.untrusted, "only a callback can finish this")
        }
        if flaw == .forgetfulState, !memory.hasBegun(state.nonce) {
            throw MethodError(.untrusted, "begun by another provider")
        }
        if callback["state"] != request.callbackState, flaw != .ignoresState, flaw != .ignoresNonceAndState,
            flaw != .remembersCodes, flaw != .sameNonceForAll
        {
            throw MethodError(.untrusted, "the state is another")
        }
        if flaw == .refusesUnknownParameters, callback.names.count > 2 { throw MethodError(.untrusted, "a surprise") }
        if let error = callback["error"] {
            throw flaw == .repeatsTheDescription
                ? MethodError(.misconfigured, callback["error_description"] ?? "") : failure(error)
        }
        guard let code = callback["code"], !code.isEmpty, code.utf8.count < 200 else {
            throw MethodError(.untrusted, "no code")
        }
        if flaw == .logsTheCode { services.log.trace("redeeming", metadata: ["code": "\(code)"]) }
        if flaw == .logsTheSecret { services.log.trace("with \(configuration.secret.reveal())") }
        if flaw == .remembersCodes || flaw == .secondTimeSomebodyElse, let known = memory.identity(code) {
            guard flaw == .secondTimeSomebodyElse else { return .finished(known) }
            var other = known
            other.subject = UpstreamSubject(namespace: "dove", identifier: "dove-person-0002")
            return .finished(other)
        }
        do {
            let identity = try await redeem(code, request, state)
            memory.remember(identity, code)
            return .finished(identity)
        } catch {
            if flaw == .finishesAnyway { return .finished(DoveMemory.anyone) }
            if flaw == .blamesThePerson { throw MethodError(.declined, "something went wrong") }
            throw error
        }
    }

    private func failure(_ error: String) -> MethodError {
        switch error {
        case "cancelled": MethodError(flaw == .cancelledIsUnavailable ? .unavailable : .cancelled, "cancelled")
        case "declined": MethodError(flaw == .declinedIsCancelled ? .cancelled : .declined, "declined")
        case "timeout": MethodError(flaw == .expiredIsUnavailable ? .unavailable : .expired, "no answer")
        default: MethodError(flaw == .unknownErrorIsCancelled ? .cancelled : .misconfigured, "the upstream said no")
        }
    }
}
