import EIDJSON
public import EIDSimulator

extension ItsmePersona {
    /// Reads people from YAML: a mapping `personas` from names to what they are.
    public static func load(yaml: String) throws(SettingsProblem) -> [ItsmePersona] {
        try SettingsNode.read(yaml: yaml) { root in
            let personas = root.member("personas").map(list(reading:)) ?? []
            root.refuseUnknown()
            return personas
        }
    }

    /// Reads a mapping from names to people.
    static func list(reading node: SettingsNode) -> [ItsmePersona] {
        node.members.map { ItsmePersona(id: $0.name, reading: $0.node) }
    }

    private init(id: String, reading node: SettingsNode) {
        self.init(
            id: id,
            summary: node.string("summary") ?? "",
            phone: node.requiredString("phone"),
            code: node.string("code") ?? "12345",
            document: Document(reading: node.member("document") ?? node),
            claims: node.member("claims")?.members.map { (ClaimName.full($0.name), $0.node.value) } ?? []
        )
        if node.member("document") == nil { node.report("document", "is missing") }
        state = node.word("state", default: .active)
        activationMechanism = node.string("activationMechanism") ?? activationMechanism
        activated = node.string("activated") ?? activated
        hasApp = node.boolean("app", default: true)
        hasBiometrics = node.boolean("biometrics", default: true)
        ongoingCall = node.boolean("ongoingCall", default: false)
        hasPhoto = node.boolean("photo", default: true)
        isTestAccount = node.boolean("testAccount", default: false)
        certificate = node.word("certificate", default: .none)
        age = node.integer("age")
        generation = node.integer("generation") ?? 0
        if code.utf8.count != 5 || !code.allSatisfy(\.isNumber) { node.report("code", "must have five digits") }
        if let age, age < 16 || age > 120 { node.report("age", "must be 16 to 120") }
        for (name, _) in claims where ClaimAvailability.of(name, country: document.country) == nil {
            node.report("claims", "\(name) is not a claim of itsme")
        }
        node.refuseUnknown()
    }
}

extension ItsmePersona.Document {
    fileprivate init(reading node: SettingsNode) {
        self.init(
            country: node.requiredString("country"),
            number: node.requiredString("number"),
            type: node.string("type") ?? "I",
            validFrom: node.string("validFrom"),
            validTo: node.string("validTo"),
            issuedAt: node.string("issuedAt"),
            verified: node.string("verified")
        )
        if !node.path.isEmpty, node.value["phone"] == nil { node.refuseUnknown() }
    }

    /// Makes a document.
    public init(country: String, number: String, type: String = "I", verified: String? = nil) {
        self.init(
            country: country,
            number: number,
            type: type,
            validFrom: nil,
            validTo: nil,
            issuedAt: nil,
            verified: verified
        )
    }
}
