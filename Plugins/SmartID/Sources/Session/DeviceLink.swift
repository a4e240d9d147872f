import EIDJOSE
import EIDMethod
import FoundationEssentials

/// What opens one session in an app: a link whose HMAC shows that it was made by whoever began the session.
struct DeviceLink: Codable, Sendable, Hashable {
    /// How the app gets the link.
    enum Way: String, Codable, Sendable {
        /// As a code on the screen of another device, made anew each second.
        case code = "QR"
        /// As a link in a browser on the same device.
        case web = "Web2App"
    }

    /// What the session is for.
    enum Purpose: String, Codable, Sendable {
        case authentication = "auth"
        case certificate = "cert"

        /// The protocol's name in the HMAC; choosing a certificate signs nothing.
        var protocolName: String { self == .authentication ? "ACSP_V2" : "" }
    }

    /// Who asks, as the HMAC and what is signed name them.
    struct Party: Sendable, Hashable {
        let schemeName: String
        let name: String
        let brokeredName: String?

        /// Both names in base64, for whom we ask empty where nobody is named.
        var names: [String] {
            [Base64.encode(Array(name.utf8)), brokeredName.map { Base64.encode(Array($0.utf8)) } ?? ""]
        }
    }

    /// The address that opens the app.
    let base: String
    let token: String
    /// The key of the HMAC; never leaves the broker.
    let secret: [UInt8]
    let way: Way
    let purpose: Purpose
    /// The challenge, base64; empty for a choice of a certificate.
    let challenge: String
    /// The interactions, base64 of JSON; empty for a choice of a certificate.
    let interactions: String
    /// Where the app sends the browser; empty for a code.
    let callback: String
    /// When the answer with the secret arrived: codes count from here.
    let receivedAt: Date

    /// The link at a moment.
    func address(for party: Party, in language: Language?, at now: Date) -> String {
        // A clock that was set back, or one that is years ahead, must not trap.
        let age = now.timeIntervalSince(receivedAt)
        let seconds = age > 0 ? Int(min(age, 86_400)) : 0
        let link = unprotected(in: language, after: seconds)
        return "\(link)&authCode=\(authCode(of: link, for: party))"
    }

    /// The link without its HMAC.
    func unprotected(in language: Language?, after seconds: Int) -> String {
        let elapsed = way == .code ? "&elapsedSeconds=\(seconds)" : ""
        return "\(base)?deviceLinkType=\(way.rawValue)\(elapsed)&sessionToken=\(token)"
            + "&sessionType=\(purpose.rawValue)&version=1.0&lang=\(Self.code(of: language))"
    }

    /// The HMAC of a link, base64url.
    func authCode(of link: String, for party: Party) -> String {
        let parts =
            [party.schemeName, purpose.protocolName, challenge] + party.names + [interactions, callback, link]
        return Base64URL.encode(HMACSHA256.code(for: Array(parts.joined(separator: "|").utf8), key: secret))
    }

    /// What the app shows that it has seen the secret with, when it sends the browser back.
    var secretDigest: String { Base64URL.encode(SHA256.digest(secret)) }

    /// ISO 639-2.
    private static func code(of language: Language?) -> String {
        switch language {
        case .nl: "nld"
        case .fr: "fra"
        case .de: "deu"
        // Smart-ID has no Swedish; its app then speaks the language that most can read.
        case .sv, .en, nil: "eng"
        }
    }
}
