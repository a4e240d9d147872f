public import FoundationEssentials

/// Which BankID: each environment has an address, its own people, and its own names for kinds of BankID.
public enum BankIDEnvironment: String, Sendable, CaseIterable {
    case test, production, custom

    /// The address of the Relying Party API; `nil` for a custom environment, which brings its own.
    public var baseURL: URL? {
        switch self {
        case .test: URL(string: "https://appapi2.test.bankid.com/rp/v6.0/")
        case .production: URL(string: "https://appapi2.bankid.com/rp/v6.0/")
        case .custom: nil
        }
    }
}
