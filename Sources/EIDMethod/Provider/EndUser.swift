/// The person's browser as the broker's server sees it: personal data, for upstreams that ask for it and for nobody else.
public struct EndUser: Sendable, Codable, Hashable {
    /// The IP address that the browser calls from.
    public let address: String
    /// What the browser says that it is; never trusted.
    public let userAgent: String?

    /// Whether the browser says that it is on a phone or tablet, whose screen nobody scans with the same device.
    public var isOnMobile: Bool {
        guard let userAgent else { return false }
        return ["Android", "iPhone", "iPad", "Mobile"].contains { userAgent.contains($0) }
    }

    /// Makes an end user.
    public init(address: String, userAgent: String? = nil) {
        self.address = address
        self.userAgent = userAgent
    }
}
