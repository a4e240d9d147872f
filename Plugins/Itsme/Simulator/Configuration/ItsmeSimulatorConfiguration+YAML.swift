import EIDJSON
public import EIDSimulator
import FoundationEssentials

/// Reading settings from YAML; every problem is reported at once, unknown settings are refused.
extension ItsmeSimulatorConfiguration {
    /// Reads settings; `personas` is the text of a second file that holds people.
    public static func load(yaml: String, personas: String? = nil) throws(SettingsProblem) -> Self {
        var configuration = try SettingsNode.read(yaml: yaml) { root in
            // Read by whoever starts the simulator; named here because unknown settings are refused.
            for name in ["upstream", "listen", "mutualTLS", "seed", "keys"] { _ = root.member(name) }
            _ = root.string("personasFile")
            let control = root.member("control")
            let configuration = ItsmeSimulatorConfiguration(
                baseURL: baseURL(root),
                environment: root.word("environment", default: .e2e),
                clients: root.list("clients").map(ItsmeClient.init(reading:)),
                personas: root.member("personas").map(ItsmePersona.list(reading:)) ?? [],
                allowsLocalRedirects: root.boolean("allowLocalRedirects", default: false),
                omitsAuthenticationContext: root.boolean("omitAcr", default: false),
                userInfoForm: root.word("userInfoForm", default: .json),
                slovenianNumber: root.word("slovenianNumber", default: .si),
                maximumAssertionLifetime: root.integer("maximumAssertionLifetime") ?? 3600,
                keySetLifetime: root.integer("keySetLifetime") ?? 24 * 3600,
                controlEnabled: control?.boolean("enabled", default: true) ?? true,
                controlToken: control?.string("token"),
                script: root.list("script").map(ItsmeScriptStep.init(reading:)),
                trust: root.member("trust").map(ItsmeTrustSettings.init(reading:)) ?? ItsmeTrustSettings()
            )
            control?.refuseUnknown()
            root.refuseUnknown()
            configuration.reportProblems(to: root)
            return configuration
        }
        if let personas { configuration.personas += try ItsmePersona.load(yaml: personas) }
        return configuration
    }

    /// Reads a script: a list of steps under `script`.
    public static func loadScript(yaml: String) throws(SettingsProblem) -> [ItsmeScriptStep] {
        try SettingsNode.read(yaml: yaml) { root in
            let steps = root.list("script").map(ItsmeScriptStep.init(reading:))
            root.refuseUnknown()
            return steps
        }
    }

    private static func baseURL(_ root: SettingsNode) -> String {
        let text = root.requiredString("baseURL")
        let scheme = URL(string: text)?.scheme
        if !text.isEmpty, scheme != "http" && scheme != "https" {
            root.report("baseURL", "must be an http or https URL")
        }
        if text.hasSuffix("/") { root.report("baseURL", "must not end with a slash") }
        return text
    }

    private func reportProblems(to root: SettingsNode) {
        for (index, client) in clients.enumerated() {
            let path = "clients[\(index)]"
            if clients[..<index].contains(where: { $0.id.sameBytes(as: client.id) }) {
                root.report("\(path).id", "is used twice")
            }
            for uri in client.services.flatMap(\.redirectURIs) {
                if let problem = redirectProblem(uri) { root.report("\(path).services", "\(uri) \(problem)") }
            }
        }
    }

    /// What §3.1 has against a redirect URI.
    func redirectProblem(_ uri: String) -> String? {
        guard let url = URL(string: uri), let scheme = url.scheme, url.host() != nil else { return "is not a URL" }
        if uri.utf8.contains(UInt8(ascii: "#")) { return "has a fragment" }
        if scheme == "https" { return nil }
        let isLocal = scheme == "http" && ["localhost", "127.0.0.1", "[::1]", "::1"].contains(url.host() ?? "")
        if isLocal { return allowsLocalRedirects ? nil : "is local, which allowLocalRedirects must permit" }
        return "must be https"
    }
}
