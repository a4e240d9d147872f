import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials

/// The calls of the CSC interface, each answer read strictly.
struct CSCService: Sendable {
    /// The two kinds of token that it issues.
    enum TokenKind: String {
        case bearer = "Bearer"
        /// Signature activation data: good for the approved digests alone.
        case activation = "SAD"
    }

    let call: SigningCall
    private static let longestToken = 8 * 1024
    private static let longestValue = 1024

    /// Where the person authorises, as `info` says it: the address itself, or the base that the specification means.
    func authorizeURL(language: String) async throws(MethodError) -> URL {
        let answer = try await answer(to: ["lang": .string(language)], at: "info")
        let url = try call.destination(answer["oauth2"]?.string, named: "the oauth2 address of info")
        guard url.query == nil else { throw MethodError(.untrusted, "the oauth2 address of info has a query") }
        let text = url.absoluteString
        let path = "/oauth2/authorize"
        if text.hasSuffix(path) { return url }
        let base = text.hasSuffix("/") ? String(text.dropLast()) : text
        return try call.destination(base + path, named: "the oauth2 address of info")
    }

    /// Redeems a code.
    func token(_ kind: TokenKind, form: [(String, String)]) async throws(MethodError) -> String {
        let place = "oauth2/token"
        let answer = try Self.success(try await call.post(form: form, to: place), place, sentToken: false)
        guard let token = answer["access_token"]?.string, UpstreamCall.isHeaderSafe(token),
            token.utf8.count <= Self.longestToken
        else { throw MethodError(.untrusted, "\(place) issues no usable token") }
        guard answer["token_type"]?.string?.lowercased() == kind.rawValue.lowercased() else {
            throw MethodError(.untrusted, "\(place) issues another kind of token than \(kind.rawValue)")
        }
        return token
    }

    /// The person's only credential.
    func credentialID(_ bearer: String) async throws(MethodError) -> String {
        let place = "credentials/list"
        let answer = try await answer(to: ["maxResults": 10], at: place, bearer: bearer)
        guard let ids = answer["credentialIDs"]?.strings, let id = ids.first, ids.count == 1,
            (1...255).contains(id.utf8.count), id.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else { throw MethodError(.untrusted, "\(place) does not name exactly one credential") }
        return id
    }

    /// A credential and its certificates.
    func credential(_ id: String, _ bearer: String, language: String) async throws(MethodError) -> CSCCredential {
        let place = "credentials/info"
        let body: JSON = [
            "credentialID": .string(id), "certificates": "chain", "certInfo": true, "lang": .string(language),
        ]
        return try CSCCredential(try await answer(to: body, at: place, bearer: bearer))
    }

    /// Signature values in the order of the digests.
    func sign(_ digests: [Data], in session: CSCSession, activation: String) async throws(MethodError) -> [[UInt8]] {
        let place = "signatures/signHash"
        let body: JSON = [
            "credentialID": .string(session.credentialID), "SAD": .string(activation),
            "hash": .strings(digests.map { Base64.encode($0) }), "signAlgo": .string(CSCCredential.algorithm),
        ]
        let answer = try await answer(to: body, at: place, bearer: session.bearer)
        let texts = answer["signatures"]?.strings ?? []
        let values = texts.compactMap { Base64.decode($0) }
        guard texts.count == digests.count, values.count == texts.count,
            values.allSatisfy({ (1...Self.longestValue).contains($0.count) })
        else { throw MethodError(.untrusted, "\(place) does not answer with a value for each digest") }
        return values
    }

    /// Closes a session.
    func revoke(_ bearer: String) async throws(MethodError) {
        let place = "auth/revoke"
        let body: JSON = ["token": .string(bearer), "token_type_hint": "access_token"]
        let response = try await call.post(body, to: place, bearer: bearer)
        guard (200..<300).contains(response.status) else {
            throw ItsmeErrors.signing(response, at: place, sentToken: true)
        }
    }

    private func answer(to body: JSON, at place: String, bearer: String? = nil) async throws(MethodError) -> JSONValue {
        try Self.success(try await call.post(body, to: place, bearer: bearer), place, sentToken: bearer != nil)
    }

    private static func success(
        _ response: HTTPResponse,
        _ place: String,
        sentToken: Bool
    ) throws(MethodError) -> JSONValue {
        guard response.status == 200 else {
            throw ItsmeErrors.signing(response, at: place, sentToken: sentToken)
        }
        return try SigningCall.object(response, from: place)
    }
}
