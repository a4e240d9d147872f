/// Which module may import which: the table of Documentation/Architecture.md.
enum ImportRules {
    /// Our modules that a module may import; a module that stands in no row may import none of ours.
    static let ours: [String: Set<String>] = [
        "COpenSSL": [], "CJansson": [], "CQREncode": [], "CZlib": [], "CChildProcess": [],
        "EIDJSON": ["CJansson"],
        "EIDJOSE": ["EIDJSON", "COpenSSL"],
        "EIDSignature": ["EIDPDF", "EIDJOSE", "EIDJSON", "COpenSSL"],
        "EIDMethod": [],
        "EIDPDF": ["CZlib"],
        "EIDMethodOIDC": ["EIDMethod", "EIDJOSE", "EIDJSON"],
        "EIDKeyring": ["EIDMethod", "EIDJOSE", "EIDJSON"],
        "EIDMethodTesting": ["EIDMethod", "EIDKeyring", "EIDSimulator", "EIDJOSE", "EIDJSON"],
        "EIDExternalMethod": ["EIDMethod", "EIDKeyring", "EIDJOSE", "EIDJSON", "CChildProcess"],
        "EIDBroker": ["EIDMethod", "EIDSignature", "EIDJOSE", "EIDJSON"],
        "EIDStorageTesting": ["EIDBroker", "EIDMethod"],
        "EIDStorageSQLite": ["EIDBroker", "EIDMethod"],
        "EIDServer": ["EIDBroker", "EIDMethod", "CQREncode"],
        "EIDSettings": ["EIDBroker", "EIDExternalMethod", "EIDMethod", "EIDJOSE", "EIDJSON"],
        "EIDSimulator": ["EIDJOSE", "EIDJSON", "CQREncode"],
        "EIDSimulatorTrust": ["COpenSSL"],
        "EIDSimulatorServer": ["EIDSimulator", "COpenSSL"],
        "EIDProgram": [
            "EIDServer", "EIDBroker", "EIDSettings", "EIDStorageSQLite", "EIDMethod", "EIDMethodOIDC",
            "EIDExternalMethod", "EIDKeyring",
            "EIDSignature", "EIDPDF", "EIDJOSE", "EIDJSON",
        ],
        "eid-broker": ["EIDProgram", "EIDMethod", plugins],
        "library-broker": ["EIDProgram", "EIDMethod", "EIDJOSE"],
        "external-template": ["EIDExternalMethod", plugins],
        "template-broker": ["EIDProgram", "EIDMethod", plugins],
        "template-simulator": ["EIDSimulator", "EIDSimulatorServer", simulators],
        "eid-simulator": ["EIDSimulator", "EIDSimulatorServer", "EIDSimulatorTrust", "EIDJOSE", "EIDJSON", simulators],
        "relying-party": ["EIDJOSE", "EIDJSON"],
        plugins: ["EIDMethod", "EIDMethodOIDC", "EIDSignature", "EIDJOSE", "EIDJSON"],
        simulators: ["EIDSimulator", "EIDSimulatorTrust", "EIDJOSE", "EIDJSON"],
    ]

    /// Packages that appear only where they are needed, so that the core and the plugins build in seconds.
    static let others: [String: Set<String>] = [
        "Hummingbird": ["EIDServer", "EIDSimulatorServer", "relying-party"],
        "HummingbirdCore": ["EIDServer", "EIDSimulatorServer", "relying-party"],
        "HummingbirdTLS": ["EIDServer", "EIDSimulatorServer"],
        "Mustache": ["EIDServer"],
        "AsyncHTTPClient": ["EIDServer", "EIDSimulatorServer", "relying-party"],
        "NIOCore": ["EIDServer", "EIDSimulatorServer", "relying-party"],
        "NIOPosix": ["EIDServer", "EIDSimulatorServer"],
        "NIOHTTP1": ["EIDServer", "EIDSimulatorServer", "relying-party"],
        "NIOSSL": ["EIDServer", "EIDSimulatorServer"],
        "SwiftASN1": ["EIDSignature"],
        "GRDB": ["EIDStorageSQLite"],
        "Yams": ["EIDSettings", "EIDSimulator", simulators],
        "ArgumentParser": ["EIDProgram", "eid-simulator"],
        "Testing": ["EIDMethodTesting", "EIDStorageTesting"],
        "XCTest": [],
    ]

    /// Stands for the sources of any plugin, and for any plugin's simulator.
    static let plugins = "Plugins/*/Sources"
    static let simulators = "Plugins/*/Simulator"

    /// Everything that a file imports against the rules, as sentences; `pluginNames` are the folders below `Plugins`.
    static func violations(in file: SourceFile, pluginNames: [String]) -> [String] {
        guard let module = module(of: file.path) else { return [] }
        guard let allowed = ours[module] else {
            return ["\(file.path): the module \(module) stands in no row of the import rules"]
        }
        return file.imports.compactMap { name in
            let role = role(of: name, pluginNames: pluginNames)
            if ours[role] != nil {
                guard allowed.contains(role) else { return "\(file.path): \(module) must not import \(name)" }
            } else if let places = others[name], !places.contains(module) {
                return "\(file.path): \(module) must not import \(name)"
            }
            return nil
        }
    }

    /// The row for a file; `nil` for a plugin's tests and for data.
    static func module(of path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 2 else { return nil }
        switch parts[0] {
        case "Sources": return parts[1]
        case "Plugins" where parts[2] == "Sources": return plugins
        case "Plugins" where parts[2] == "Simulator": return simulators
        case "Samples" where parts[1] == "RelyingParty" && parts[2] == "Sources": return "relying-party"
        case "Samples" where parts[1] == "OutOfTreeMethod" && parts[2] == "Sources": return "library-broker"
        case "Samples" where parts[1] == "ExternalMethod" && parts[2] == "Sources": return "external-template"
        case "Samples" where parts[1] == "NewPlugin": return parts[2]
        default: return nil
        }
    }

    /// The row for an imported module's name.
    private static func role(of name: String, pluginNames: [String]) -> String {
        for plugin in pluginNames {
            if name == "EID\(plugin)" { return plugins }
            if name == "EID\(plugin)Simulator" { return simulators }
        }
        return name
    }
}
