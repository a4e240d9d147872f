import FoundationEssentials

/// Where the shop and its broker are; the defaults are those of the demo.
struct ShopSettings: Sendable {
    /// The address to listen on.
    var host = "127.0.0.1"
    /// The port to listen on.
    var port = 8482
    /// Where browsers reach the shop.
    var baseURL = "http://localhost:8482"
    /// The broker's issuer, exactly as its discovery document says it.
    var issuer = "http://localhost:8480"
    /// The shop's registration at the broker.
    var clientID = "sample-shop"
    /// The secret that belongs to it; never sent to a browser.
    var clientSecret = ""
    /// The method to use; without one the broker shows its chooser.
    var method: String? = "itsme"

    /// Where the broker sends people back to.
    var redirectURI: String { "\(baseURL)/callback" }
    /// Cookies are for https only, except on a developer's machine.
    var isSecure: Bool { baseURL.hasPrefix("https://") }

    /// Reads the variables named `SHOP_…`.
    static func fromEnvironment() throws -> ShopSettings {
        let environment = ProcessInfo.processInfo.environment
        var settings = ShopSettings()
        settings.host = environment["SHOP_HOST"] ?? settings.host
        settings.port = environment["SHOP_PORT"].flatMap { Int($0) } ?? settings.port
        settings.baseURL = environment["SHOP_BASE_URL"] ?? "http://localhost:\(settings.port)"
        settings.issuer = environment["SHOP_ISSUER"] ?? settings.issuer
        settings.clientID = environment["SHOP_CLIENT_ID"] ?? settings.clientID
        settings.method = environment["SHOP_METHOD"] ?? settings.method
        if settings.method == "" { settings.method = nil }
        if let path = environment["SHOP_CLIENT_SECRET_FILE"] {
            let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            settings.clientSecret = String(text.filter { !$0.isNewline })
        }
        guard !settings.clientSecret.isEmpty else { throw ShopError("SHOP_CLIENT_SECRET_FILE names no secret") }
        return settings
    }
}

/// Why something did not work, for the log and for the page of a sample; a real shop would say less to people.
struct ShopError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
