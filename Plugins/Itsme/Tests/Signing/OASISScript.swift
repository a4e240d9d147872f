import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization

/// itsme's OASIS interface as its guide describes it, by a script: strict about what it is asked, and what can go wrong.
final class OASISScript: HTTPTransport {
    struct Session {
        var isSigning = false
        var digests: [(id: String, bytes: Data)] = []
        /// What the person has done: `nil` while nothing.
        var action: PersonAction?
        var hasBeenAsked = false
    }

    struct World {
        var sessions: [String: Session] = [:]
        /// The session of each page, by the page's `q`, which is known to the browser.
        var pages: [String: String] = [:]
        var approvals: [[Data]] = []
        var texts: [String] = []
        var fault: SigningFault?
        var count = 0
        var bodies: [(path: String, body: JSON)] = []
        /// Changes an answer on its way: by path.
        var edits: [String: @Sendable (inout JSON) -> Void] = [:]
        /// Another answer than the script's, by path.
        var answers: [String: HTTPResponse] = [:]
    }

    static let base = "https://b2b.example/qes-partners/1.0.0"
    static let partner = "BrkDemo01x"
    static let service = "BRK_SIGN"
    static let userCode = "k3v9q0w2m5x7c1b8n4z6a0s3d5f7g9h1j2l4"
    static let redirectURL = "https://broker.example/callback/bench"
    let world = Mutex(World())

    /// The person acts on a page.
    func act(_ action: PersonAction, page: String) {
        world.withLock { world in
            guard let session = world.pages[page], world.sessions[session]?.action == nil else { return }
            world.sessions[session]?.action = action
        }
    }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let path = request.url.absoluteString.replacing(Self.base + "/", with: "")
        guard let body = try? JSONValue.parse(request.body) else { return Self.refusal(400, "NO_REQUEST") }
        return world.withLock { world in
            world.bodies.append((path, JSON(body)))
            if let answer = world.answers[path] { return answer }
            var response: HTTPResponse
            switch path {
            case "user_identification": response = identify(body, &world)
            case "user_identification/status": response = status(body, &world)
            case "sign_document" where body["asyncRespID"]?.isNull == true: response = approve(body, &world)
            case "sign_document": response = values(body, &world)
            default: response = HTTPResponse(status: 404)
            }
            if let edit = world.edits[path], response.status == 200, let value = try? JSONValue.parse(response.body) {
                var json = JSON(value)
                edit(&json)
                response.body = json.serialized()
            }
            return response
        }
    }

    private static func isPartner(_ codes: JSONValue?) -> Bool {
        codes?["partnerCode"]?.string == partner && codes?["serviceCode"]?.string == service
    }

    private func begin(_ session: Session, _ world: inout World) -> (id: String, page: String) {
        world.count += 1
        let id = "h2k4m6p8r0t2v4x6z8b0d2f4g6j8l0n2q4s\(world.count)"
        let page = "page-\(world.count)"
        world.sessions[id] = session
        world.pages[page] = id
        return (id, page)
    }

    private func identify(_ body: JSONValue, _ world: inout World) -> HTTPResponse {
        guard Self.isPartner(body) else { return Self.refusal(400, "INVALID_REQUESTOR") }
        guard body["redirectUrl"]?.string == Self.redirectURL else { return Self.refusal(400, "UNAUTHORIZED_URL") }
        guard ["EN", "FR", "NL", "DE"].contains(body["lang"]?.string ?? "") else {
            return Self.refusal(400, "INVALID_LANG")
        }
        if world.fault == .notAllowed { return Self.refusal(400, "NOT_ALLOWED_TO_SIGN") }
        let (id, page) = begin(Session(), &world)
        return Self.ok([
            "status": "OK", "asyncRespID": .string(id),
            "identificationUrl": .string("https://merchant.example/qes/identify_yourself?language=NL&q=\(page)"),
        ])
    }

    /// What stands in the way of a session's answer.
    private func obstacle(_ id: String, isSigning: Bool, _ world: inout World) -> HTTPResponse? {
        guard let session = world.sessions[id], session.isSigning == isSigning else {
            return Self.refusal(409, "No payload")
        }
        switch session.action {
        case .cancel?, .decline?: return Self.refusal(409, "REJECTED")
        case .ignore?: return Self.refusal(409, "EXPIRED")
        case .approve? where world.fault != .slowPerson || session.hasBeenAsked: return nil
        default:
            world.sessions[id]?.hasBeenAsked = session.action != nil
            return isSigning ? Self.ok(Self.pending(id)) : Self.refusal(409, "PENDING")
        }
    }

    private func status(_ body: JSONValue, _ world: inout World) -> HTTPResponse {
        guard Self.isPartner(body), let id = body["asyncRespID"]?.string else {
            return Self.refusal(400, "MISSING_ASYNC_RESP_ID")
        }
        if let obstacle = obstacle(id, isSigning: false, &world) { return obstacle }
        let leaf = world.fault == .unfitCredential ? SigningPerson.otherChain : SigningPerson.chain
        return Self.ok([
            "status": "OK", "userCode": .string(Self.userCode),
            "certificate": .string(SigningPerson.pem(Array(leaf.prefix(1)))),
            "fullCertificateChain": .string(SigningPerson.pem(SigningPerson.chain)),
        ])
    }

    private func approve(_ body: JSONValue, _ world: inout World) -> HTTPResponse {
        let options = body["optInp"]?["itsme"]
        guard Self.isPartner(options), options?["redirectUrl"]?.string == Self.redirectURL,
            options?["signer"]?["userCode"]?.string == Self.userCode, body["reqID"]?.string?.isEmpty == false
        else { return Self.failure("INCOMPLETE_REQUEST") }
        var session = Session(isSigning: true)
        for document in body["inDocs"]?["docHash"]?.elements ?? [] {
            guard let id = document["id"]?.string, let infos = document["di"]?.elements, infos.count == 1,
                infos[0]["alg"]?.string == "http://www.w3.org/2001/04/xmlenc#sha256",
                let bytes = infos[0]["value"]?.string.flatMap({ Base64.decode($0) })
            else { return Self.failure("INVALID_DIGEST_INFO") }
            session.digests.append((id, Data(bytes)))
        }
        guard (1...70).contains(session.digests.count) else { return Self.refusal(400, "BATCH_TOO_LARGE") }
        let descriptions = options?["description"]?.elements ?? []
        guard [0, 4].contains(descriptions.count) else { return Self.failure("INVALID_LANGUAGE") }
        world.texts += descriptions.compactMap { $0["value"]?.string }
        world.approvals.append(session.digests.map(\.bytes))
        let (id, page) = begin(session, &world)
        var answer = Self.pending(id)
        let code = world.fault == .otherSigner ? "z" + Self.userCode.dropFirst() : Self.userCode
        answer["optOutp"] = [
            "itsme": [
                "signingUrl": .string("https://merchant.example/qes/prove_its_you_poka?q=\(page)"),
                "userCode": .string(code),
            ]
        ]
        return Self.ok(answer)
    }

    private func values(_ body: JSONValue, _ world: inout World) -> HTTPResponse {
        guard Self.isPartner(body["optInp"]?["itsme"]), body["inDocs"]?.isNull == true,
            let id = body["asyncRespID"]?.string
        else { return Self.failure("INCOMPLETE_REQUEST") }
        if let obstacle = obstacle(id, isSigning: true, &world) { return obstacle }
        var values = (world.sessions[id]?.digests ?? []).map { ($0.id, SigningPerson.value(over: $0.bytes)) }
        switch world.fault {
        case .valuesReordered: values.reverse()
        case .valueMissing: values.removeLast()
        case .valueRepeated:
            values.removeLast()
            values.append(values.first ?? ("another", [1]))
        case .valueUnasked: values.append(("unasked", [1]))
        default: break
        }
        return Self.ok([
            "result": ["maj": "urn:oasis:names:tc:dss:1.0:resultmajor:Success"], "reqID": "req-0001",
            "respID": .string(id),
            "sigObj": .array(
                values.map { ["b64Sig": ["value": .string(Base64.encode($0.1))], "whichDoc": .string($0.0)] }
            ),
        ])
    }

    private static func pending(_ id: String) -> JSON {
        [
            "result": ["maj": "urn:oasis:names:tc:dss:1.0:profiles:asynchronousprocessing:resultmajor:Pending"],
            "reqID": "req-0001", "respID": .string(id),
        ]
    }

    static func failure(_ minor: String) -> HTTPResponse {
        ok(["result": ["maj": "urn:oasis:names:tc:dss:1.0:resultmajor:RequesterError", "min": .string(minor)]])
    }

    static func refusal(_ status: Int, _ reason: String) -> HTTPResponse {
        let body: JSON = ["status": "NOK", "statusReason": .string(reason)]
        return HTTPResponse(status: status, body: body.serialized())
    }

    static func ok(_ json: JSON) -> HTTPResponse { HTTPResponse(status: 200, body: json.serialized()) }
}
