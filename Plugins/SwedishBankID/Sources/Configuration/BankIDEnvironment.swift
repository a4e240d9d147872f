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

/// A kind of BankID, by where it is kept.
public enum BankIDKind: String, Sendable, CaseIterable, Hashable {
    case file, card, mobile

    /// The certificate policy that names it.
    public func policy(in environment: BankIDEnvironment) -> String {
        switch (self, environment) {
        case (.file, .production): "1.2.752.78.1.1"
        case (.card, .production): "1.2.752.78.1.2"
        case (.mobile, .production): "1.2.752.78.1.5"
        case (.file, _): "1.2.3.4.5"
        case (.card, _): "1.2.3.4.10"
        case (.mobile, _): "1.2.3.4.25"
        }
    }
}
