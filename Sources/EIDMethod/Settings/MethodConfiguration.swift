/// The settings of one method, decoded into a type that its provider can rely on.
public protocol MethodConfiguration: Sendable {
    /// Every setting, in the order in which documentation lists them.
    static var settings: [Setting] { get }

    /// Reads settings that were checked against `settings` before.
    init(reading settings: SettingsReader)

    /// What is wrong across settings, in an otherwise well-formed section; paths are relative to it.
    ///
    /// The keys are public halves, since no private key leaves the broker; that it holds the private ones, and can read them, it
    /// checks itself.
    func issues(keys: MethodKeys) -> [ConfigurationIssue]
}

extension MethodConfiguration {
    /// Nothing wrong.
    public func issues(keys: MethodKeys) -> [ConfigurationIssue] { [] }
}
