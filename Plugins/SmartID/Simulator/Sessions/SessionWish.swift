import EIDJOSE
import EIDJSON

/// What a session asks for, checked as strictly as Smart-ID's description reads.
struct SessionWish: Sendable {
    /// What is wrong with a request.
    struct Problem: Error {
        let text: String
        var status = 400
    }

    let relyingPartyName: String
    let level: String
    /// The challenge or the digest, base64.
    let challenge: String
    let hash: String
    let interactions: String
    let interactionTypes: [String]
    let shownTexts: [String]
    let callback: String
    let sharesAddress: Bool
    let linkedSession: String?
    let members: Set<String>

    /// Reads a request of the relying party that has this UUID and this name.
    init(_ body: JSONValue, for route: SmartIDRoute, uuid: String, name: String) throws(Problem) {
        guard let all = body.members else { throw Problem(text: "the body is no object") }
        members = Set(all.map(\.name))
        for name in members.sorted() where !Self.members(of: route).contains(name) {
            throw Problem(text: "\(name) is not a member of \(route.rawValue)")
        }
        func text(_ name: String, _ lengths: ClosedRange<Int>) throws(Problem) -> String {
            guard let text = body[name]?.string, lengths.contains(text.utf8.count) else {
                throw Problem(text: "\(name) is no text of \(lengths) bytes")
            }
            return text
        }
        relyingPartyName = try text("relyingPartyName", 1...100)
        guard try text("relyingPartyUUID", 36...36) == uuid, relyingPartyName.sameBytes(as: name) else {
            throw Problem(text: "no relying party has this UUID and this name", status: 401)
        }
        level = body["certificateLevel"] == nil ? "QUALIFIED" : try text("certificateLevel", 4...9)
        guard ["ADVANCED", "QUALIFIED", "QSCD"].contains(level), level != "QSCD" || !route.isAuthentication else {
            throw Problem(text: "certificateLevel is unknown")
        }
        callback = body["initialCallbackUrl"] == nil ? "" : try text("initialCallbackUrl", 9...512)
        guard callback.isEmpty || callback.hasPrefix("https://") && !callback.contains("|") && !callback.contains("\\")
        else { throw Problem(text: "initialCallbackUrl is not https, or has a bar in it") }
        if body["nonce"] != nil { _ = try text("nonce", 1...30) }
        let properties = body["requestProperties"]
        guard properties == nil || properties?["shareMdClientIpAddress"]?.boolean != nil else {
            throw Problem(text: "requestProperties is not as described")
        }
        sharesAddress = properties?["shareMdClientIpAddress"]?.boolean == true
        linkedSession = route == .linkedSignature ? try text("linkedSessionID", 36...36) : nil
        guard !route.isChoice, route != .certificate else {
            (challenge, hash, interactions, interactionTypes, shownTexts) = ("", "", "", [], [])
            return
        }
        let parameters = body["signatureProtocolParameters"]
        guard try text("signatureProtocol", 1...40) == (route.isAuthentication ? "ACSP_V2" : "RAW_DIGEST_SIGNATURE"),
            parameters?["signatureAlgorithm"]?.string == "rsassa-pss",
            let hash = parameters?["signatureAlgorithmParameters"]?["hashAlgorithm"]?.string,
            let length = Self.lengths[hash]
        else { throw Problem(text: "the signature's protocol or algorithm is unknown") }
        self.hash = hash
        guard let challenge = parameters?[route.isAuthentication ? "rpChallenge" : "digest"]?.string,
            let bytes = Base64.decode(challenge),
            route.isAuthentication ? (32...64).contains(bytes.count) : bytes.count == length
        else { throw Problem(text: "the challenge or digest is of a wrong length") }
        self.challenge = challenge
        if route.isPushedAuthentication, try text("vcType", 1...20) != "numeric4" {
            throw Problem(text: "vcType is unknown")
        }
        interactions = try text("interactions", 4...4000)
        (interactionTypes, shownTexts) = try Self.interactions(interactions, for: route)
    }

    private static func interactions(
        _ encoded: String,
        for route: SmartIDRoute
    ) throws(Problem) -> (types: [String], texts: [String]) {
        guard let bytes = Base64.decode(encoded), let list = (try? JSONValue.parse(bytes))?.elements, !list.isEmpty
        else {
            throw Problem(text: "interactions is no base64 of a list")
        }
        var (types, texts): ([String], [String]) = ([], [])
        for item in list {
            guard let type = item["type"]?.string, let limit = limits[type],
                type != "confirmationMessageAndVerificationCodeChoice" || !route.isLink,
                let text = item["displayText\(limit)"]?.string, !text.isEmpty, text.utf16.count <= limit,
                item.count == 2
            else { throw Problem(text: "an interaction is unknown here, or its text is too long or missing") }
            types.append(type)
            texts.append(text)
        }
        guard Set(types).count == types.count else { throw Problem(text: "an interaction is asked for twice") }
        return (types, texts)
    }

    private static let limits = [
        "displayTextAndPIN": 60, "confirmationMessage": 200, "confirmationMessageAndVerificationCodeChoice": 200,
    ]
    private static let lengths = [
        "SHA-256": 32, "SHA-384": 48, "SHA-512": 64, "SHA3-256": 32, "SHA3-384": 48, "SHA3-512": 64,
    ]

    private static func members(of route: SmartIDRoute) -> Set<String> {
        var members: Set<String> = ["relyingPartyUUID", "relyingPartyName", "certificateLevel"]
        guard route != .certificate else { return members }
        members.insert("requestProperties")
        if route.isLink { members.insert("initialCallbackUrl") }
        if route.isPushedAuthentication { members.insert("vcType") }
        if route == .linkedSignature { members.insert("linkedSessionID") }
        if !route.isAuthentication { members.insert("nonce") }
        if !route.isChoice { members.formUnion(["signatureProtocol", "signatureProtocolParameters", "interactions"]) }
        return members
    }
}
