import EIDJOSE
import EIDMethod

/// One entry of `methods`: which plugin, under which keys, with which settings.
enum MethodSection {
    /// The keys of an entry, with the plugin's own settings below `settings`.
    static func settings(provider: Setting.Kind, plugin: [Setting]) -> [Setting] {
        [
            .required("provider", provider, "The plugin that performs this method."),
            .optional("name", .text, "What people see; the plugin's own name, in their language, if absent."),
            .optional(
                "logo",
                .file(maximumBytes: MethodLogo.longest),
                "The picture beside the name, an SVG or PNG of at most 32 KiB; the plugin's own, if it has one, if absent."
            ),
            .optional("enabled", .boolean, default: true, "Whether the method runs."),
            .optional("keys", .list(.section(key)), "Private keys; their public halves are published per method."),
            .optional(
                "tls",
                .section(TLSSection.settings),
                "How we prove ourselves to the upstream's server, and whom we trust there."
            ),
            plugin.contains { $0.isRequired }
                ? .required("settings", .section(plugin), "The plugin's own settings.")
                : .optional("settings", .section(plugin), "The plugin's own settings."),
        ]
    }

    private static let key: [Setting] = [
        .optional("id", .text, "The key's kid; the RFC 7638 thumbprint without one."),
        .required("use", .choice(MethodKeys.Key.Use.allCases.map(\.rawValue)), "What the key is for."),
        .required("key", .secret, "A private key, PEM."),
    ]

    /// What `isID` accepts, as a regular expression.
    static let idPattern = "^[a-z0-9][a-z0-9-]{0,31}$"

    /// A method's id stands in URLs, in `acr_values` and in logs.
    static func isID(_ text: String) -> Bool {
        guard (1...32).contains(text.utf8.count), let first = text.utf8.first, first != UInt8(ascii: "-") else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "-") || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
        }
    }

    /// The keys of an entry that has passed its checks.
    static func keys(_ reader: SettingsReader) -> MethodKeys {
        MethodKeys(
            reader.sections("keys").compactMap { key in
                guard let use = key.text("use").flatMap(MethodKeys.Key.Use.init(rawValue:)),
                    let pem = key.secret("key")
                else { return nil }
                return MethodKeys.Key(id: key.text("id"), use: use, pem: pem)
            }
        )
    }

    /// The same keys by their public halves, for checks that are not the broker's own: no private key leaves it.
    static func publicHalves(of keys: MethodKeys) -> MethodKeys {
        MethodKeys(
            keys.all.map { key in
                let half = try? JWK(pem: key.pem.reveal(), keyID: key.id).publicPEM()
                // What cannot be read keeps its place, so that whoever counts keys counts right.
                return MethodKeys.Key(id: key.id, use: key.use, pem: Secret(half ?? ""))
            }
        )
    }

    /// The logo of an entry, or what is wrong with it.
    static func logo(_ reader: SettingsReader) -> Result<MethodLogo?, MethodLogo.Refusal> {
        guard let bytes = reader.file("logo") else { return .success(nil) }
        do throws(MethodLogo.Refusal) { return .success(try MethodLogo(reading: bytes)) } catch {
            return .failure(error)
        }
    }

    /// What is wrong with the keys themselves; paths are relative to the entry.
    static func issues(keys: MethodKeys) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        var names: Set<[UInt8]> = []
        for (index, key) in keys.all.enumerated() {
            let use: KeyUse = key.use == .signing ? .signature : .encryption
            do throws(JOSEError) {
                let parsed = try JWK(pem: key.pem.reveal(), keyID: key.id, use: use, algorithm: nil)
                if !parsed.isPrivate {
                    issues.append(.init("keys[\(index)].key", "is a public key; the private one is needed"))
                }
                // The upstream picks our keys by name.
                if !names.insert(Array((parsed.keyID ?? parsed.thumbprint).utf8)).inserted {
                    issues.append(.init("keys[\(index)]", "has the same id as another key of this method"))
                }
            } catch {
                issues.append(.init("keys[\(index)].key", "is not a usable private key: \(error.detail)"))
            }
        }
        return issues
    }
}
