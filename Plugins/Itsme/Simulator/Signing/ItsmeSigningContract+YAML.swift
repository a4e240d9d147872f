import EIDSimulator

extension ItsmeSigningContract {
    /// Reads a contract.
    init(reading node: SettingsNode) {
        self.init(
            secret: node.string("secret"),
            accounts: Set(node.strings("accounts") ?? []),
            accountTokenKey: node.word("accountTokenKey", default: .secret),
            redirectPattern: node.string("redirectPattern"),
            allowsBatch: node.boolean("batch", default: false),
            certificateName: node.string("certificate"),
            addresses: Set(node.strings("addresses") ?? [])
        )
        node.refuseUnknown()
        if let redirectPattern, (try? Regex(redirectPattern)) == nil {
            node.report("redirectPattern", "is not a regular expression")
        }
        if !addresses.isEmpty, certificateName == nil { node.report("addresses", "belong to a certificate") }
    }
}

extension ItsmeClient {
    /// What is wrong between a client's services and its contract.
    func reportSigningProblems(to node: SettingsNode) {
        guard let signing else {
            if !signingServices.isEmpty { node.report("signing", "is missing for a service of type signing") }
            return
        }
        if signingServices.isEmpty { node.report("services", "have none of type signing") }
        if signingSecret == nil, signing.certificateName == nil {
            node.report("signing", "needs a secret for the CSC API or a certificate for the OASIS API")
        }
        // §19.1: the OASIS API compares with the one address of the service.
        if signing.certificateName != nil, signingServices.contains(where: { $0.redirectURIs.count != 1 }) {
            node.report("services", "of type signing must have one redirect URI each where a certificate is registered")
        }
    }
}
