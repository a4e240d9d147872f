import EIDSignature

/// How files are called that come out.
enum SignedFileName {
    /// The name of a signed file, made from that of the document; tokens are compact at B-B and JSON above.
    static func of(_ name: String, _ format: SignatureOrder.Format, at level: SignatureLevel = .baseline) -> String {
        let name = safe(name)
        let dot = name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? $0 : nil } ?? name.endIndex
        return switch format {
        case .pades: "\(name[..<dot])-signed\(name[dot...])"
        case .cades: "\(name).p7s"
        case .cadesEnveloping: "\(name).p7m"
        case .jades: level == .baseline ? "\(name).jws" : "\(name).jws.json"
        case .asice: "\(name[..<dot]).asice"
        case .raw: "\(name).sig"
        }
    }

    /// The name of the document inside a container, where some names are taken.
    static func inContainer(_ name: String) -> String {
        let name = safe(name)
        return ["mimetype", "meta-inf"].contains(name.lowercased()) ? "document-\(name)" : name
    }

    /// A name without folders, control characters and what no file system takes, at most 200 bytes long.
    static func safe(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        var safe = ""
        for scalar in last.unicodeScalars {
            let isControl =
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
            guard !isControl, !"\"<>|:*?".unicodeScalars.contains(scalar) else { continue }
            safe.unicodeScalars.append(scalar)
        }
        while safe.utf8.count > 200 { safe.removeFirst() }
        while safe.hasPrefix(".") || safe.hasPrefix(" ") { safe.removeFirst() }
        return safe.isEmpty ? "document" : safe
    }
}
