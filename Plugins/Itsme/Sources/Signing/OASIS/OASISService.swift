import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// The calls of the OASIS interface, each answer read strictly.
struct OASISService: Sendable {
    /// A session that has begun: its id, and the page where the person goes.
    struct Session {
        let id: String
        let page: URL
    }

    let call: SigningCall
    private static let identification = "user_identification"
    private static let status = "user_identification/status"
    private static let signing = "sign_document"
    private static let longestValue = 1024

    /// Begins an identification.
    func identify(_ body: JSON) async throws(MethodError) -> Session {
        let answer = try await answer(to: body, at: Self.identification)
        // The schema and the wire differ in the spelling.
        let id = answer["asyncRespID"]?.string ?? answer["asyncRespId"]?.string
        return try session(id, page: answer["identificationUrl"]?.string, Self.identification)
    }

    /// Who has identified themselves; `nil` while they have not.
    func signer(_ body: JSON) async throws(MethodError) -> OASISSigner? {
        guard let answer = try await answerUnlessPending(to: body, at: Self.status) else { return nil }
        guard let userCode = answer["userCode"]?.string, Self.isID(userCode, atMost: 64) else {
            throw MethodError(.untrusted, "\(Self.status) names no user")
        }
        guard let chain = answer["fullCertificateChain"]?.string.flatMap(SignerChain.reading(pem:)),
            let leaf = answer["certificate"]?.string.flatMap(SignerChain.reading(pem:)), leaf.count == 1,
            leaf.first == chain.first
        else {
            throw MethodError(.untrusted, "\(Self.status) brings no chain that begins with the signer's certificate")
        }
        return OASISSigner(userCode: userCode, certificates: chain)
    }

    /// Begins an approval, and says of whom it is asked.
    func approve(_ body: JSON) async throws(MethodError) -> (session: Session, userCode: String) {
        let answer = try await answer(to: body, at: Self.signing)
        guard try Self.isPending(answer) else {
            throw MethodError(.untrusted, "\(Self.signing) has signed before anybody could approve")
        }
        let page = answer["optOutp"]?["itsme"]
        guard let userCode = page?["userCode"]?.string else {
            throw MethodError(.untrusted, "\(Self.signing) does not say of whom the approval is asked")
        }
        return (try session(answer["respID"]?.string, page: page?["signingUrl"]?.string, Self.signing), userCode)
    }

    /// The values by document id; `nil` while nobody has approved.
    func values(_ body: JSON) async throws(MethodError) -> [(id: String, bytes: [UInt8])]? {
        guard let answer = try await answerUnlessPending(to: body, at: Self.signing) else { return nil }
        guard try !Self.isPending(answer) else { return nil }
        guard let objects = answer["sigObj"]?.elements, objects.count <= 70 else {
            throw MethodError(.untrusted, "\(Self.signing) succeeds without signatures")
        }
        var values: [(id: String, bytes: [UInt8])] = []
        for object in objects {
            guard let id = object["whichDoc"]?.string,
                let bytes = object["b64Sig"]?["value"]?.string.flatMap({ Base64.decode($0) }),
                (1...Self.longestValue).contains(bytes.count)
            else { throw MethodError(.untrusted, "\(Self.signing) answers with a signature that cannot be read") }
            values.append((id, bytes))
        }
        return values
    }

    private func session(_ id: String?, page: String?, _ place: String) throws(MethodError) -> Session {
        guard let id, Self.isID(id, atMost: 255) else { throw MethodError(.untrusted, "\(place) names no session") }
        return Session(id: id, page: try call.destination(page, named: "the page of \(place)"))
    }

    private func answer(to body: JSON, at place: String) async throws(MethodError) -> JSONValue {
        guard let answer = try await answerUnlessPending(to: body, at: place) else {
            throw MethodError(.untrusted, "\(place) is pending before it has begun")
        }
        return answer
    }

    private func answerUnlessPending(to body: JSON, at place: String) async throws(MethodError) -> JSONValue? {
        let response = try await call.post(body, to: place)
        guard response.status == 200 else {
            guard let answer = try? SigningCall.object(response, from: place),
                let reason = answer["statusReason"]?.string
            else { throw MethodError(.misconfigured, "\(place) answers \(response.status) without a reason") }
            if response.status == 409, reason == "PENDING" { return nil }
            throw ItsmeErrors.oasis(reason: reason, at: place)
        }
        let answer = try SigningCall.object(response, from: place)
        if let status = answer["status"]?.string, status != "OK" {
            throw ItsmeErrors.oasis(reason: answer["statusReason"]?.string ?? "no reason", at: place)
        }
        return answer
    }

    /// Whether a signing is pending; one that failed throws its reason.
    private static func isPending(_ answer: JSONValue) throws(MethodError) -> Bool {
        guard let result = answer["result"], let major = result["maj"]?.string else {
            throw MethodError(.untrusted, "\(signing) answers without a result")
        }
        switch major {
        case "urn:oasis:names:tc:dss:1.0:profiles:asynchronousprocessing:resultmajor:Pending": return true
        case "urn:oasis:names:tc:dss:1.0:resultmajor:Success": return false
        case "urn:oasis:names:tc:dss:1.0:resultmajor:RequesterError",
            "urn:oasis:names:tc:dss:1.0:resultmajor:ResponderError":
            throw ItsmeErrors.oasis(reason: result["min"]?.string ?? "no reason", at: signing)
        default: throw MethodError(.untrusted, "\(signing) answers with a result that nobody has heard of")
        }
    }

    private static func isID(_ text: String, atMost limit: Int) -> Bool {
        (1...limit).contains(text.utf8.count) && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    }
}
