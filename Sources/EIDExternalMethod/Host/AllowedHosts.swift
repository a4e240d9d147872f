import EIDMethod
import FoundationEssentials

/// Where an external method may call: the hosts in its descriptor, and those of the URLs that its settings name.
struct AllowedHosts: Sendable {
    private let places: Set<String>

    init(_ descriptor: MethodDescriptor, settings: SettingValue, describedBy description: [Setting]) {
        places = Set(
            descriptor.hosts.map { Self.place($0) } + Self.places(in: settings, as: .section(description))
        )
    }

    /// The first host of a descriptor that another one does not declare.
    static func undeclared(of descriptor: MethodDescriptor, in declaration: MethodDescriptor) -> String? {
        let declared = Set(declaration.hosts.map { place($0) })
        return descriptor.hosts.first { !declared.contains(place($0)) }
    }

    /// Whether a text is a host, with or without a port: what is none would never be called, and nobody would know why.
    static func isHost(_ text: String) -> Bool {
        guard let url = URL(string: "https://\(text)/"), url.host?.isEmpty == false, url.path == "/", url.user == nil
        else {
            return false
        }
        return !text.contains("/") && url.query == nil && url.fragment == nil
            && url.port.map { (1...65_535).contains($0) } ?? true
    }

    /// Whether a URL leads there; host and port must both be named.
    func allow(_ url: URL) -> Bool { Self.place(of: url).map { places.contains($0) } ?? false }

    /// A declared host, with the port of https where it names none.
    private static func place(_ text: String) -> String {
        let text = text.lowercased()
        let isBare = !text.contains(":") || text.hasSuffix("]")
        return isBare ? "\(text):443" : text
    }

    /// Host and port of a URL; the host alone may be declared, with another port.
    static func place(of url: URL) -> String? {
        guard let host = url.host?.lowercased(), !host.isEmpty else { return nil }
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return "\(name):\(url.port ?? (url.scheme?.lowercased() == "http" ? 80 : 443))"
    }

    private static func places(in value: SettingValue, as kind: Setting.Kind) -> [String] {
        switch (kind, value) {
        case (.url, .text(let text)): URL(string: text).flatMap { place(of: $0) }.map { [$0] } ?? []
        case (.list(let kind), .list(let values)): values.flatMap { places(in: $0, as: kind) }
        case (.map(let kind), .section(let section)): section.values.flatMap { places(in: $0, as: kind) }
        case (.section(let settings), .section(let section)):
            settings.flatMap { setting in
                (section[setting.key] ?? setting.defaultValue).map { places(in: $0, as: setting.kind) } ?? []
            }
        default: []
        }
    }
}
