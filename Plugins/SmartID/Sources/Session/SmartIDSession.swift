import FoundationEssentials

/// One session at Smart-ID: what it is called there, what was asked, and what shows the person the way to it.
struct SmartIDSession: Codable, Sendable, Hashable {
    /// How the app came to know of a session, in the words of answers.
    enum FlowType: String, Codable, Sendable {
        case code = "QR"
        case web = "Web2App"
        case notification = "Notification"
    }

    /// Its name in addresses.
    let id: String
    /// The level that was asked for.
    let level: SmartIDLevel
    /// What was asked of the person; nothing for a choice of a certificate.
    var interactions: SmartIDInteractions?
    /// The challenge, base64; only for identifications.
    var challenge: String?
    /// The way to it; `nil` where Smart-ID sent a message.
    var link: DeviceLink?
    /// Our own word in the address of the return.
    var value: String?
    /// Who was asked.
    var addressee: SmartIDAddressee?
    /// What was hashed before a commitment, to make the challenge.
    var salt: Data?
    /// The four digits to compare.
    var code: String?

    /// How the app must have come to know of it.
    var flow: FlowType {
        switch link?.way {
        case .code: .code
        case .web: .web
        case nil: .notification
        }
    }
}
