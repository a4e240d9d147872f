public import FoundationEssentials

/// Which Smart-ID: each environment has an address, its own people, and a name that everything signed there carries.
public enum SmartIDEnvironment: String, Sendable, CaseIterable {
    case demo, live, custom

    /// The address of the Relying Party API; `nil` for a custom environment, which brings its own.
    public var baseURL: URL? {
        switch self {
        case .demo: URL(string: "https://sid.demo.sk.ee/smart-id-rp/v3/")
        case .live: URL(string: "https://rp-api.smart-id.com/v3/")
        case .custom: nil
        }
    }

    /// What stands in device links and in everything that is signed, so that one environment's cannot pass in another.
    public var schemeName: String { self == .live ? "smart-id" : "smart-id-demo" }
}
