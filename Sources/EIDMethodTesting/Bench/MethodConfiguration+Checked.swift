import EIDKeyring
public import EIDMethod

extension MethodConfiguration {
    /// Reads settings as the broker does: checked first, then decoded; anything wrong fails with the whole list.
    ///
    /// - Parameter keys: those of the operator; the check gets their public halves.
    public init(checking settings: SettingValue, keys: MethodKeys = MethodKeys()) throws {
        let wellFormed = Setting.issues(in: settings, against: Self.settings)
        guard wellFormed.isEmpty else {
            throw ConformanceFailure(wellFormed.map(\.description).joined(separator: "; "))
        }
        self.init(reading: SettingsReader(settings, describedBy: Self.settings))
        let issues = self.issues(keys: keys.publicHalves)
        guard issues.isEmpty else { throw ConformanceFailure(issues.map(\.description).joined(separator: "; ")) }
    }
}
