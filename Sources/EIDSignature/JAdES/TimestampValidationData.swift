import EIDJOSE
package import EIDJSON

/// What validates the timestamps over a token's value, beside them in its unprotected header: `tstVD` with certificates
/// and answers about revocation (ETSI TS 119 182-1 §5.3).
package enum TimestampValidationData {
    /// How many certificates, answers and lists are read; more is nobody's path.
    private static let maximumCount = 64
    // A list may take megabytes.
    static let limits = JSONLimits(maximumBytes: 32 * 1024 * 1024, maximumDepth: 8, maximumValues: 10_000)

    /// As an entry of `etsiU`; `nil` where there is nothing.
    package static func entry(_ material: ValidationMaterial) -> JSON? {
        guard material != ValidationMaterial() else { return nil }
        var members: [(String, JSON)] = []
        if !material.certificates.isEmpty {
            members.append(("xVals", .array(material.certificates.map { ["x509Cert": value($0.der)] })))
        }
        var answers: [(String, JSON)] = []
        if !material.lists.isEmpty { answers.append(("crlVals", .array(material.lists.map(value)))) }
        if !material.responses.isEmpty { answers.append(("ocspVals", .array(material.responses.map(value)))) }
        if !answers.isEmpty { members.append(("rVals", .object(answers))) }
        return .string(Base64URL.encode(JSON.object([("tstVD", .object(members))]).serialized()))
    }

    /// What an unprotected header has of it; nothing in it is believed before its own signatures are verified.
    package static func read(_ header: JSONValue?) throws(SignatureError) -> ValidationMaterial {
        var material = ValidationMaterial()
        for property in try JAdESTimestamps.properties(header) {
            guard let data = property["tstVD"] else { continue }
            for item in data["xVals"]?.elements ?? [] {
                guard let certificate = item["x509Cert"] else { continue }
                material.certificates.append(try Certificate(der: octets(certificate)))
            }
            for item in data["rVals"]?["ocspVals"]?.elements ?? [] { material.responses.append(try octets(item)) }
            for item in data["rVals"]?["crlVals"]?.elements ?? [] { material.lists.append(try octets(item)) }
            let counts = [material.certificates.count, material.responses.count, material.lists.count]
            guard counts.allSatisfy({ $0 <= maximumCount }) else {
                throw JAdESSignature.malformed("too much validation data")
            }
        }
        return material
    }

    private static func value(_ der: [UInt8]) -> JSON { ["val": .string(Base64.encode(der))] }

    private static func octets(_ item: JSONValue) throws(SignatureError) -> [UInt8] {
        guard let bytes = item["val"]?.string.flatMap({ Base64.decode($0) }) else {
            throw JAdESSignature.malformed("validation data cannot be read")
        }
        return bytes
    }
}
