extension TrustBench {
    /// The identifiers in the qcStatements of a certificate, as `openssl asn1parse` reads them.
    func statements(_ certificate: [UInt8]) throws -> [String] {
        let leaf = try openssl.file("leaf.cer", certificate)
        let lines = try openssl.run("asn1parse -inform DER -in @", leaf).output.split(separator: "\n")
        guard
            let place = lines.firstIndex(where: { $0.contains(":qcStatements") || $0.contains(":1.3.6.1.5.5.7.1.3") }),
            let offset = lines[lines.index(after: place)].split(separator: ":").first
        else { return [] }
        let start = offset.trimmingPrefix { $0 == " " }
        let parsed = try openssl.run("asn1parse -inform DER -in @ -strparse \(start)", leaf).output
        return try parsed.split(separator: "\n").filter { $0.contains("OBJECT") }.compactMap { line in
            guard let name = line.split(separator: ":").last.map(String.init) else { return nil }
            if name.allSatisfy({ $0.isNumber || $0 == "." }) { return name }
            return try identifier(named: name)
        }
    }

    /// The number of an identifier that the command shows by name.
    private func identifier(named name: String) throws -> String {
        let config = try openssl.file("oid.cnf", "asn1 = OID:\(name)\n")
        let out = openssl.path("oid.der")
        _ = try openssl.run("asn1parse -genconf @ -noout -out @", config, out)
        return try openssl.bytes("oid.der").dropFirst(2).isEmpty ? name : Self.dotted(openssl.bytes("oid.der"))
    }

    private static func dotted(_ der: [UInt8]) -> String {
        var numbers: [Int] = []
        var number = 0
        for byte in der.dropFirst(2) {
            number = number << 7 | Int(byte & 0x7F)
            guard byte < 0x80 else { continue }
            numbers += numbers.isEmpty ? [min(number / 40, 2), number - min(number / 40, 2) * 40] : [number]
            number = 0
        }
        return numbers.map(String.init).joined(separator: ".")
    }
}
