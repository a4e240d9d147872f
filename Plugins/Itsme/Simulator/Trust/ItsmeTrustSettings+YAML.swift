import EIDSimulator

extension ItsmeTrustSettings {
    /// Reads the part about trust.
    init(reading node: SettingsNode) {
        self.init(
            isEnabled: node.boolean("enabled", default: true),
            folder: node.string("keys"),
            certificateDays: node.integer("certificateDays") ?? 1095,
            revokesUnissued: node.boolean("revokeUnissued", default: false)
        )
        node.refuseUnknown()
        if folder?.isEmpty == true { node.report("keys", "is empty") }
        if !(1...3650).contains(certificateDays) { node.report("certificateDays", "must be 1 to 3650") }
    }
}
