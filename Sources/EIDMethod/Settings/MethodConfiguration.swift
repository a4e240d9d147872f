/// The settings of one method, decoded into a type that its provider can rely on.
public protocol MethodConfiguration: Sendable {
    /// Every setting, in the order in which documentation lists them.
    static var settings: [Setting] { get }

    /// Reads settings that were checked against `settings` before.
    init(reading settings: SettingsReader)

    /// What is wrong across settings, in an otherwise well-formed section; paths are relative to it.
    func issues(keys: MethodKeys) -> [ConfigurationIssue]
}

extension MethodConfiguration {
    /// Nothing wrong.
    public func issues(keys: MethodKeys) -> [ConfigurationIssue] { [] }
}
