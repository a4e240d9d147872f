/// The settings of one method, decoded into a type that its provider can rely on.
public protocol MethodConfiguration: Sendable {
    /// Every setting, in the order in which documentation lists them.
    static var settings: [Setting] { get }

    /// Reads settings that were checked against `settings` before.
    init(reading settings: SettingsReader)

    /// What is wrong across settings, in an otherwise well-formed section; paths are relative to it.
    ///
    /// That the keys are private, and can be read, the broker checks; in a process of its own their public halves stand here.
    func issues(keys: MethodKeys) -> [ConfigurationIssue]
}

extension MethodConfiguration {
    /// Nothing wrong.
    public func issues(keys: MethodKeys) -> [ConfigurationIssue] { [] }
}
