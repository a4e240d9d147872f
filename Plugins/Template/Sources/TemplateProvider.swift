import EIDJOSE
import EIDJSON
public import EIDMethod
import FoundationEssentials

/// The smallest complete method: people prove who they are to a pigeon post, which answers with a sealed letter.
public struct TemplateProvider: MethodProvider {
    /// What must come back with the person.
    public struct State: Codable, Sendable {
        let nonce: String
    }

    /// What the method is and offers.
    public static let descriptor = MethodDescriptor(
        provider: "template",
        displayName: LocalizedText(
            nl: "Postduif",
            fr: "Pigeon voyageur",
            de: "Brieftaube",
            en: "Carrier pigeon",
            sv: "Brevduva"
        ),
        types: [.verification, .authentication],
        attributes: [
            AttributeOffer(.givenName, .always), AttributeOffer(.familyName, .always),
            AttributeOffer(.birthdate, .maybe), AttributeOffer(.email, .maybe),
        ],
        assurance: AssuranceTable([.init("ring", .low), .init("ring+pin", .substantial)]),
        logo: MethodLogo(
            svg: #"""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">\#
                <path fill="#35516b" d="M4 20c7 0 8-11 15-11 3 0 4 2 4 4l5 2-5 2c-1 6-7 9-12 8l-4 3z"/>\#
                <circle cx="20" cy="13" r="1.2" fill="#fff"/></svg>
                """#
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
        guard let level = Self.descriptor.assurance.acr(atLeast: request.assurance ?? .low) else {
            throw MethodError(.insufficientAssurance, "pigeons are not that sure of anybody")
        }
        let state = State(nonce: services.random.token())
        let url = configuration.issuer.appending(path: "fly").appending(queryItems: [
            URLQueryItem(name: "client", value: configuration.clientID),
            URLQueryItem(name: "return", value: request.callbackURL.absoluteString),
            URLQueryItem(name: "state", value: request.callbackState),
            URLQueryItem(name: "nonce", value: state.nonce),
            URLQueryItem(name: "level", value: level),
        ])
        return .present(.redirect(to: url), keeping: state)
    }

    /// Fetches the letter that the person allowed, and reads it.
    public func resume(
        _ request: MethodRequest,
        from state: State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<State> {
        guard case .callback(let callback) = event, callback["state"].sameBytes(as: request.callbackState) else {
            throw MethodError(.untrusted, "this is not the return of this transaction's pigeon")
        }
        switch callback["error"] {
        case nil: break
        case "stopped": throw MethodError(.cancelled, "the person called the pigeon back")
        case "refused": throw MethodError(.declined, "the person sent no letter")
        case "lost": throw MethodError(.expired, "the pigeon did not return in time")
        default: throw MethodError(.misconfigured, "the pigeon post reports an unknown error")
        }
        guard let code = callback["code"], (1...128).contains(code.utf8.count) else {
            throw MethodError(.untrusted, "the pigeon brings no code")
        }
        return .finished(try identity(in: try await letter(for: code), for: request, nonce: state.nonce))
    }

    private func letter(for code: String) async throws(MethodError) -> JSONValue {
        let form: JSON = [
            "client": .string(configuration.clientID), "secret": .string(configuration.clientSecret.reveal()),
            "code": .string(code),
        ]
        let call = HTTPRequest(
            .post,
            configuration.issuer.appending(path: "letter"),
            headers: [("content-type", "application/json")],
            body: form.serialized(),
            limits: HTTPLimits(bodyBytes: 64 * 1024)
        )
        let response: HTTPResponse
        do { response = try await services.http.send(call) } catch {
            throw MethodError(error.code == .tooLarge ? .untrusted : .unavailable, "no letter", underlying: error)
        }
        switch response.status {
        case 200: break
        case 401: throw MethodError(.misconfigured, "the pigeon post does not know us")
        case 500...: throw MethodError(.unavailable, "the pigeon post answers \(response.status)")
        default: throw MethodError(.untrusted, "the pigeon post answers \(response.status)")
        }
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
        let level = letter["level"]?.string
        // A level that the letter does not state, or that nobody knows, counts as the lowest.
        let assurance = level.flatMap { Self.descriptor.assurance.assurance(of: $0) } ?? .low
        guard assurance >= request.assurance ?? .low else {
            throw MethodError(.insufficientAssurance, "the pigeon post is less sure than was asked for")
        }
        var attributes = IdentityAttributes()
        func source(_ claim: String) -> Provenance { Provenance(claim: claim, basis: .upstream) }
        attributes.set(.givenName, to: letter["given_name"]?.string, from: source("given_name"))
        attributes.set(.familyName, to: letter["family_name"]?.string, from: source("family_name"))
        attributes.set(.email, to: letter["email"]?.string, from: source("email"))
        let birthdate = letter["hatched"]?.string.flatMap { CalendarDate(iso: $0) }
        attributes.set(.birthdate, to: birthdate, from: source("hatched"))
        return VerifiedIdentity(
            subject: UpstreamSubject(namespace: configuration.issuer.absoluteString, identifier: subject),
            assurance: assurance,
            assertedACR: level,
            authenticatedAt: services.clock.now,
            attributes: attributes.restricted(to: request.attributes)
        )
    }
}
