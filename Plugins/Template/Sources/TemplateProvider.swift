import EIDJOSE
import EIDJSON
public import EIDMethod
import FoundationEssentials

/// The smallest complete method: people prove who they are to a pigeon post, which answers with a sealed letter.
public struct TemplateProvider: MethodProvider {
    /// What must come back with the person.
    public struct State: Codable, Sendable { let nonce: String }

    /// What the method is and offers.
    public static let descriptor = MethodDescriptor(
        provider: "template",
        displayName: LocalizedText(nl: "Postduif", fr: "Pigeon", de: "Brieftaube", en: "Carrier pigeon", sv: "Duva"),
        types: [.verification, .authentication],
        attributes: [
            AttributeOffer(.givenName, .always), AttributeOffer(.familyName, .always),
            AttributeOffer(.birthdate, .maybe), AttributeOffer(.email, .maybe),
        ],
        assurance: AssuranceTable([.init("ring", .low), .init("ring+pin", .substantial)]),
        logo: MethodLogo(
            svg: #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 5q4 0 5-3l3 1-3 2"/></svg>"#
        )
    )

    private let configuration: TemplateConfiguration
    private let services: MethodServices
    private let seal: JWSVerifier

    /// Makes a provider.
    public init(configuration: TemplateConfiguration, services: MethodServices) {
        self.configuration = configuration
        self.services = services
        // A secret that makes no key was refused by the check of the settings; without a key nothing verifies.
        let key = try? JWK(secret: configuration.clientSecret.reveal().utf8, use: .signature, algorithm: .hs256)
        seal = JWSVerifier(keys: key.map { [$0] } ?? [], algorithms: [.hs256])
    }

    /// Sends the person to the pigeon post.
    public func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<State> {
        let state = State(nonce: services.random.token())
        let url = configuration.issuer.appending(path: "fly").appending(queryItems: [
            URLQueryItem(name: "client", value: configuration.clientID),
            URLQueryItem(name: "return", value: request.callbackURL.absoluteString),
            URLQueryItem(name: "state", value: request.callbackState),
            URLQueryItem(name: "nonce", value: state.nonce),
            URLQueryItem(name: "level", value: try Self.descriptor.assurance.acr(for: request)),
        ])
        return .present(.redirect(to: url), keeping: state)
    }

    /// Fetches the letter that the person allowed, and reads it.
    public func resume(
        _ request: MethodRequest,
        from state: State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<State> {
        let callback = try event.callback(answering: request)
        try callback.refuseError(["stopped": .cancelled, "refused": .declined, "lost": .expired])
        let letter = try await letter(for: callback.required("code", longest: 128))
        return .finished(try identity(in: letter, for: request, nonce: state.nonce))
    }

    private func letter(for code: String) async throws(MethodError) -> JSONValue {
        let form: JSON = [
            "client": .string(configuration.clientID), "secret": .string(configuration.clientSecret.reveal()),
            "code": .string(code),
        ]
        let request = HTTPRequest(
            .post,
            configuration.issuer.appending(path: "letter"),
            headers: [("content-type", "application/json")],
            body: form.serialized(),
            limits: HTTPLimits(bodyBytes: 64 * 1024)
        )
        let response = try await services.http.answer(to: request, from: "the pigeon post")
        do {
            return try JSONValue.parse(seal.verify(String(decoding: response.body, as: UTF8.self)).payload)
        } catch {
            throw MethodError(.untrusted, "the letter bears no valid seal")
        }
    }

    private func identity(
        in letter: JSONValue,
        for request: MethodRequest,
        nonce: String
    ) throws(MethodError) -> VerifiedIdentity {
        let now = Int64(services.clock.seconds)
        guard letter["from"]?.string.sameBytes(as: configuration.issuer.absoluteString) == true,
            letter["to"]?.string.sameBytes(as: configuration.clientID) == true,
            letter["nonce"]?.string.sameBytes(as: nonce) == true,
            let written = letter["written"]?.integer, (now - 300...now + 60).contains(written),
            let subject = letter["ring"]?.string, (1...64).contains(subject.utf8.count)
        else { throw MethodError(.untrusted, "the letter is not for this transaction") }
        var attributes = IdentityAttributes()
        func source(_ claim: String) -> Provenance { Provenance(claim: claim, basis: .upstream) }
        attributes.set(.givenName, to: letter["given_name"]?.string, from: source("given_name"))
        attributes.set(.familyName, to: letter["family_name"]?.string, from: source("family_name"))
        attributes.set(.email, to: letter["email"]?.string, from: source("email"))
        let birthdate = letter["hatched"]?.string.flatMap { CalendarDate(iso: $0) }
        attributes.set(.birthdate, to: birthdate, from: source("hatched"))
        return VerifiedIdentity(
            subject: UpstreamSubject(namespace: configuration.issuer.absoluteString, identifier: subject),
            assurance: try Self.descriptor.assurance.assurance(of: letter["level"]?.string, for: request),
            assertedACR: letter["level"]?.string,
            authenticatedAt: services.clock.now,
            attributes: attributes.restricted(to: request.attributes)
        )
    }
}
