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
