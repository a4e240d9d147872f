import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization

/// A toy signing service with toy signatures: a checksum keyed by the signer.
final class FinchUpstream: HTTPTransport {
    struct Session {
        var digests: [(name: String, bytes: Data)] = []
        var isApproved = false
        var hasBeenAsked = false
    }

    struct World {
        var sessions: [String: Session] = [:]
        var codes: [String: String] = [:]
        var tokens: Set<String> = []
        var issued: [String] = []
        var approvals: [[Data]] = []
        var texts: [String] = []
        var fault: SigningFault?
        var count = 0
    }

    static let secret = "finch-client-secret-0123456789"
    static let mostDigests = 5
    static let longestText = 100
    let world = Mutex(World())

    static func canShow(_ text: String) -> Bool {
        text.utf8.count <= longestText && text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
    }

    /// The person approves: a code for a session.
    func approve(session: String) -> String {
        world.withLock { world in
            world.count += 1
            let code = "finch-code-\(world.count)-for-one-use"
            world.codes[code] = session
            world.sessions[session]?.isApproved = true
            return code
        }
    }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard let body = try? JSONValue.parse(request.body), body["secret"]?.string == Self.secret else {
            return HTTPResponse(status: 401)
        }
        let answer: JSON? = world.withLock { world in
            switch request.url.path {
            case "/open": open(body, &world)
            case "/who": who(body, &world)
            case "/approve": ask(body, &world)
            case "/values": values(body, &world)
            case "/close": close(body, &world)
            default: nil
            }
        }
        guard let answer else { return HTTPResponse(status: 400, body: Array("{}".utf8)) }
        return HTTPResponse(status: 200, body: answer.serialized())
    }

    private func open(_ body: JSONValue, _ world: inout World) -> JSON? {
        world.count += 1
        let session = "finch-session-\(world.count)"
        world.sessions[session] = Session()
        return ["session": .string(session)]
    }

    /// The session of a code; pending where the person is slow.
    private func redeem(_ body: JSONValue, _ world: inout World) -> (session: Session?, isPending: Bool) {
        guard let id = body["session"]?.string ?? body["code"]?.string.flatMap({ world.codes[$0] }),
            let session = world.sessions[id], session.isApproved
        else {
            return (nil, false)
        }
        if let code = body["code"]?.string, world.codes.removeValue(forKey: code) != id { return (nil, false) }
        if world.fault == .slowPerson, !session.hasBeenAsked {
            world.sessions[id]?.hasBeenAsked = true
            return (nil, true)
        }
        world.sessions[id] = nil
        return (session, false)
    }

    private func who(_ body: JSONValue, _ world: inout World) -> JSON? {
        let (session, isPending) = redeem(body, &world)
        if isPending { return ["pending": true] }
        guard session != nil else { return nil }
        world.count += 1
        let token = "finch-token-\(world.count)-opens-a-session"
        world.tokens.insert(token)
        world.issued.append(token)
        var answer = identity(of: "finch-person-0001")
        answer["token"] = .string(token)
        answer["fit"] = .boolean(world.fault != .unfitCredential)
        return answer
    }

    private func ask(_ body: JSONValue, _ world: inout World) -> JSON? {
        guard let token = body["token"]?.string, world.tokens.contains(token), let text = body["text"]?.string,
            let names = body["names"]?.strings,
            let digests = body["digests"]?.strings?.compactMap({ Base64.decode($0) }),
            names.count == digests.count, names.count <= Self.mostDigests
        else { return nil }
        world.texts.append(text)
        world.approvals.append(digests.map { Data($0) })
        guard Self.canShow(text), let answer = open(body, &world), let id = answer["session"]?.string else {
            return nil
        }
        world.sessions[id]?.digests = Array(zip(names, digests.map { Data($0) }))
        return answer
    }

    private func values(_ body: JSONValue, _ world: inout World) -> JSON? {
        guard let token = body["token"]?.string, world.tokens.contains(token) else { return nil }
        let (session, isPending) = redeem(body, &world)
        if isPending { return ["pending": true] }
        guard let session else { return nil }
        let signer = world.fault == .otherSigner ? "finch-person-0002" : "finch-person-0001"
        var values = session.digests.map { ($0.name, Self.value(over: $0.bytes, signer)) }
        switch world.fault {
        case .valuesReordered: values.reverse()
        case .valueMissing: values.removeLast()
        case .valueRepeated:
            values.removeLast()
            values.append(values.first ?? ("digest-9", [1]))
        case .valueUnasked: values.append(("unasked", [1]))
        default: break
        }
        var answer = identity(of: signer)
        answer["values"] = .array(
            values.map { ["name": .string($0.0), "value": .string(Base64.encode($0.1))] }
        )
        return answer
    }

    private func close(_ body: JSONValue, _ world: inout World) -> JSON? {
        guard let token = body["token"]?.string, world.tokens.remove(token) != nil else { return nil }
        return [:]
    }

    private func identity(of person: String) -> JSON {
        ["subject": .string(person), "certificate": .string(Base64.encode(Array("certificate of \(person)".utf8)))]
    }

    static func signer(_ person: String = "finch-person-0001") -> Signer {
        Signer(
            subject: UpstreamSubject(namespace: "finch", identifier: person),
            certificates: [Data("certificate of \(person)".utf8)],
            algorithm: .rsaSHA256
        )
    }

    static func value(over digest: Data, _ signer: String = "finch-person-0001") -> [UInt8] {
        SHA256.digest(digest + Data(signer.utf8))
    }
}
