import EIDJOSE
import EIDJSON
import Glibc

/// What an order asks for, checked as strictly as BankID's description reads.
struct OrderWish: Sendable {
    /// What is wrong with an order.
    struct Problem: Error {
        let text: String
    }

    let visible: String?
    let unseen: String?
    let returnURL: String?
    let personalNumber: String?
    let endUserAddress: String?
    let wantsRisk: Bool
    let wantsDocument: Bool
    /// The kind of BankID that will be used: the first that was asked for, else a mobile one.
    let policy: String
    /// Which members came.
    let members: Set<String>

    init(_ body: JSONValue, for route: BankIDRoute) throws(Problem) {
        guard let all = body.members else { throw Problem(text: "the body is no object") }
        members = Set(all.map(\.name))
        let known = route.isPhone ? Self.phoneMembers : Self.members
        for name in members.sorted() where !known.contains(name) {
            throw Problem(text: "\(name) is not a member of \(route.rawValue)")
        }
        func text(_ name: String, in value: JSONValue? = nil, _ lengths: ClosedRange<Int>) throws(Problem) -> String? {
            guard let value = (value ?? body)[name] else { return nil }
            guard let text = value.string, lengths.contains(text.utf8.count) else {
                throw Problem(text: "\(name) is no text of \(lengths) characters")
            }
            return text
        }
        func encoded(_ name: String, _ longest: Int) throws(Problem) -> String? {
            guard let text = try text(name, 1...longest) else { return nil }
            guard Base64.decode(text) != nil else { throw Problem(text: "\(name) is no base64") }
            return text
        }
        visible = try encoded("userVisibleData", route.isSigning ? 40_000 : 1500)
        unseen = try encoded("userNonVisibleData", route.isSigning ? 200_000 : 1500)
        if route.isSigning, visible == nil { throw Problem(text: "userVisibleData is missing") }
        if let format = try text("userVisibleDataFormat", 1...32), format != "simpleMarkdownV1" || visible == nil {
            throw Problem(text: "userVisibleDataFormat is unknown, or formats nothing")
        }
        returnURL = try text("returnUrl", 1...512)
        if let returnURL, !returnURL.hasPrefix("https://"), !returnURL.hasPrefix("http://localhost") {
            throw Problem(text: "returnUrl is not https")
        }
        endUserAddress = try text("endUserIp", 1...45)
        if !route.isPhone {
            guard let endUserAddress, Self.isAddress(endUserAddress) else {
                throw Problem(text: "endUserIp is no IP address")
            }
        }
        wantsRisk = try Self.flag("returnRisk", in: body)
        try Self.checkDevice(body)
        if route.isPhone {
            guard let caller = try text("callInitiator", 1...8), ["user", "RP"].contains(caller) else {
                throw Problem(text: "callInitiator is neither user nor RP")
            }
        }
        let requirement = body["requirement"]
        wantsDocument = try Self.check(requirement)
        policy = requirement?["certificatePolicies"]?.strings?.first ?? BankIDSigners.mobile
        let owner = route.isPhone ? body : requirement
        let number = try owner.flatMap { owner throws(Problem) in try text("personalNumber", in: owner, 12...12) }
        if route.isPhone, number == nil { throw Problem(text: "personalNumber is missing") }
        if let number, !number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            throw Problem(text: "personalNumber is no number")
        }
        personalNumber = number
    }

    /// Checks `requirement`; whether a document must be read.
    private static func check(_ requirement: JSONValue?) throws(Problem) -> Bool {
        guard let requirement else { return false }
        guard let members = requirement.members, !members.isEmpty else { throw Problem(text: "requirement is empty") }
        for (name, _) in members where !requirements.contains(name) { throw Problem(text: "\(name) is no requirement") }
        _ = try flag("pinCode", in: requirement)
        let policies = requirement["certificatePolicies"].map { $0.strings ?? [] }
        if let policies, policies.isEmpty || !policies.allSatisfy({ kinds.contains($0) }) {
            throw Problem(text: "certificatePolicies names a policy that is not of this environment")
        }
        if let reader = requirement["cardReader"] {
            guard ["class1", "class2"].contains(reader.string ?? ""), policies == ["1.2.3.4.10"] else {
                throw Problem(text: "cardReader is unknown, or needs the policy of cards")
            }
        }
        return try flag("mrtd", in: requirement)
    }

    /// Checks what is told about the browser or the app that the person came with: one of both at most.
    private static func checkDevice(_ body: JSONValue) throws(Problem) {
        guard body["web"] == nil || body["app"] == nil else { throw Problem(text: "web and app exclude each other") }
        for (name, known) in devices {
            guard let device = body[name] else { continue }
            guard let members = device.members, !members.isEmpty else { throw Problem(text: "\(name) is empty") }
            for (member, value) in members {
                guard known.contains(member) else { throw Problem(text: "\(member) is not a member of \(name)") }
                guard let text = value.string, (1...256).contains(text.utf8.count) else {
                    throw Problem(text: "\(member) is no text of 1 to 256 characters")
                }
            }
        }
    }

    private static func flag(_ name: String, in value: JSONValue) throws(Problem) -> Bool {
        guard let member = value[name] else { return false }
        guard let flag = member.boolean else { throw Problem(text: "\(name) is neither true nor false") }
        return flag
    }

    private static func isAddress(_ text: String) -> Bool {
        var room = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET, text, &room) == 1 || inet_pton(AF_INET6, text, &room) == 1
    }

    private static let shared: Set<String> = [
        "requirement", "userVisibleData", "userVisibleDataFormat", "userNonVisibleData",
    ]
    private static let members = shared.union(["endUserIp", "returnUrl", "returnRisk", "web", "app"])
    private static let phoneMembers = shared.union(["personalNumber", "callInitiator"])
    private static let requirements: Set<String> = [
        "pinCode", "mrtd", "certificatePolicies", "personalNumber", "cardReader",
    ]
    private static let devices: [(name: String, members: Set<String>)] = [
        ("web", ["referringDomain", "userAgent", "deviceIdentifier"]),
        ("app", ["appIdentifier", "deviceOS", "deviceModelName", "deviceIdentifier"]),
    ]
    private static let kinds: Set<String> = ["1.2.3.4.5", "1.2.3.4.10", "1.2.3.4.25"]
}
