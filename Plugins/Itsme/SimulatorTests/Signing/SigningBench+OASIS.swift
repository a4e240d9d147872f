import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator

/// What a partner does at the OASIS API.
extension SigningBench {
    static let certificate = [(name: "X-Client-Certificate-Subject", value: "CN=broker.example")]
    static let pending = "urn:oasis:names:tc:dss:1.0:profiles:asynchronousprocessing:resultmajor:Pending"
    static let major = "urn:oasis:names:tc:dss:1.0:resultmajor:"

    func identifying(_ changes: [String: JSON?] = [:]) -> JSON {
        JSON.object([
            ("partnerCode", .string(Self.batch)), ("serviceCode", "SIGN"), ("redirectUrl", .string(Self.redirect)),
            ("lang", "NL"),
        ]).changed(changes)
    }

    func oasis(
        _ path: String,
        _ body: JSON,
        headers: [(name: String, value: String)] = SigningBench.certificate
    ) async -> SimulatorResponse {
        await post("/qes-partners/1.0.0/\(path)", body, headers: headers)
    }

    /// Status and reason of an answer.
    static func reason(_ answer: SimulatorResponse) -> String {
        let body = try? JSONValue.parse(answer.body)
        return "\(answer.status) \(body?["statusReason"]?.string ?? "-")"
    }

    /// Starts an identification: its identifier and where the browser goes.
    func startIdentification(_ changes: [String: JSON?] = [:]) async throws -> (session: String, url: String) {
        let answer = try JSONValue.parse(await oasis("user_identification", identifying(changes)).body)
        return (try answer.requireString("asyncRespID"), try answer.requireString("identificationUrl"))
    }

    func status(_ session: String, _ changes: [String: JSON?] = [:]) async -> SimulatorResponse {
        await oasis(
            "user_identification/status",
            JSON.object([
                ("partnerCode", .string(Self.batch)), ("serviceCode", "SIGN"), ("asyncRespID", .string(session)),
            ]).changed(changes)
        )
    }

    /// A whole first leg: the user code.
    func userCode(persona: String = "lotte") async throws -> String {
        let (session, url) = try await startIdentification()
        _ = try await control.walk(url, persona: persona)
        return try JSONValue.parse(await status(session).body).requireString("userCode")
    }

    func document(_ id: String, _ digest: [UInt8], _ changes: [String: JSON?] = [:]) -> JSON {
        let info: JSON = [
            "alg": "http://www.w3.org/2001/04/xmlenc#sha256", "value": .string(Base64.encode(digest)),
        ]
        return JSON.object([("id", .string(id)), ("di", .array([info]))]).changed(changes)
    }

    /// A correct start of a signature; changes go to `optInp.itsme`.
    func signing(
        _ userCode: String,
        documents: [JSON]? = nil,
        outer: [String: JSON?] = [:],
        _ changes: [String: JSON?] = [:]
    ) -> JSON {
        let hashes = documents ?? [document("a.pdf", Self.digests[0]), document("b.pdf", Self.digests[1])]
        let itsme = JSON.object([
            ("signer", ["userCode": .string(userCode)]), ("partnerCode", .string(Self.batch)),
            ("serviceCode", "SIGN"), ("redirectUrl", .string(Self.redirect)),
        ]).changed(changes)
        return JSON.object([
            ("inDocs", ["docHash": .array(hashes)]), ("reqID", "req-1"), ("asyncRespID", .null),
            ("optInp", ["lang": "NL", "itsme": itsme]),
        ]).changed(outer)
    }

    /// Starts a signature: its identifier and where the browser goes.
    func startSigning(_ userCode: String, _ changes: [String: JSON?] = [:]) async throws -> (
        session: String, url: String
    ) {
        let answer = try JSONValue.parse(await oasis("sign_document", signing(userCode, changes)).body)
        let url = try answer.requireObject("optOutp").requireObject("itsme").requireString("signingUrl")
        return (try answer.requireString("respID"), url)
    }

    func result(_ session: String, _ changes: [String: JSON?] = [:]) async -> SimulatorResponse {
        let itsme: JSON = ["partnerCode": .string(Self.batch), "serviceCode": "SIGN"]
        return await oasis(
            "sign_document",
            JSON.object([
                ("inDocs", .null), ("reqID", "req-2"), ("asyncRespID", .string(session)),
                ("optInp", ["itsme": itsme]),
            ]).changed(changes)
        )
    }

    /// Signature values of a result, by document.
    static func values(ofResult answer: SimulatorResponse) throws -> [(document: String, value: [UInt8])] {
        try JSONValue.parse(answer.body).requireArray("sigObj").map { object in
            let value = try object.requireObject("b64Sig").requireString("value")
            return (try object.requireString("whichDoc"), Base64.decode(value) ?? [])
        }
    }

    /// One text in all four languages.
    static func texts(_ text: String) -> JSON {
        .array(["EN", "FR", "NL", "DE"].map { ["lang": .string($0), "value": .string("\(text) \($0)")] })
    }
}
