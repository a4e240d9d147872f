import EIDJOSE
import FoundationEssentials

/// One order at BankID: what it is called there, and what shows the person the way to it.
struct BankIDOrder: Codable, Sendable, Hashable {
    /// How the person gets to the app.
    enum Way: String, Codable, Sendable {
        case code, link, both, phone

        var showsCode: Bool { self == .code || self == .both }
        var showsLink: Bool { self == .link || self == .both }
    }

    /// The tokens of an order that an app opens; phone orders have none.
    struct Tokens: Codable, Sendable, Hashable {
        let autoStart: String
        let codeStart: String
        let codeSecret: String
    }

    let reference: String
    let tokens: Tokens?
    let way: Way
    /// When BankID's answer arrived: codes count from here.
    let receivedAt: Date
    /// What the order commits to: in the address of the return, and in the data that is signed unseen.
    let binding: BankIDBinding
    /// What the person signs.
    let content: BankIDContent
    /// The personal number that was asked for.
    let personalNumber: String?

    /// The text of the code at a moment; never a code from before the order.
    func code(at now: Date) -> String? {
        guard let tokens, way.showsCode else { return nil }
        // A clock that was set back, or one that is years ahead, must not trap.
        let seconds = min(max(now.timeIntervalSince(receivedAt), 0), 86_400)
        return Self.code(tokens, second: Int(seconds))
    }

    /// The text of the code after so many seconds.
    static func code(_ tokens: Tokens, second: Int) -> String {
        let proof = HMACSHA256.code(for: Array(String(second).utf8), key: Array(tokens.codeSecret.utf8))
        return "bankid.\(tokens.codeStart).\(second).\(Hexadecimal.text(proof))"
    }

    /// What opens the app on this device.
    func link(onMobile: Bool) -> URL? {
        guard let tokens, way.showsLink else { return nil }
        // The way back is the order's own returnUrl, so none stands in the link.
        let query = "autostarttoken=\(tokens.autoStart)&redirect=null"
        return URL(string: onMobile ? "https://app.bankid.com/?\(query)" : "bankid:///?\(query)")
    }
}
