public import EIDSimulator

/// What it does wrong, by name; people meet it on its own page.
extension OpenIDConnectSimulator: FaultySimulator {
    /// Everything it can do wrong.
    public var faultNames: [String] { OpenIDConnectFault.allCases.map { "\($0)" } }

    /// Misbehaves by name.
    public func arm(faultNamed name: String?) -> Bool {
        let fault = OpenIDConnectFault.allCases.first { "\($0)" == name }
        guard name == nil || fault != nil else { return false }
        inject(fault)
        return true
    }
}
