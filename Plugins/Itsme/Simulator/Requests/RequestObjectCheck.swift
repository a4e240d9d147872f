import EIDJOSE
import EIDJSON
import EIDSimulator

/// The rules for signed and encrypted request objects (§6.5).
struct RequestObjectCheck {
    let client: ItsmeClient
    let issuer: String
    let keys: ItsmeKeys

    /// Opens an object and lays it over the query's parameters.
    func merge(
        _ token: String,
        into query: FormFields,
        partnerKeys: JWKSet,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> FormFields {
        let object = try open(token, partnerKeys, &exam)
        exam.note("§26.8", "decrypted request object", detail: JSON(object))
        try exam.require(
            object["iss"]?.string.sameBytes(as: client.id) ?? false,
            "§6.5",
            "invalid_request_object",
            "iss of the request object must be the client_id"
        )
        let audience = object["aud"]?.strings ?? [object["aud"]?.string].compactMap(\.self)
        try exam.require(
            audience.contains { $0.sameBytes(as: issuer) || $0.sameBytes(as: issuer + "/authorization") },
            "§6.5",
            "invalid_request_object",
            "aud of the request object must be \(issuer)"
        )
        if let expiry = object["exp"]?.number {
            try exam.require(
                expiry > Double(exam.clock.seconds - 60),
                "§25.15",
                "invalid_request_object",
                "the request object has expired",
                holds: "the request object has not expired"
            )
        }
        return try overlay(object, query, &exam)
    }

    private func open(
        _ token: String,
        _ partnerKeys: JWKSet,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> JSONValue {
        try exam.require(
            InboundTokens.parts(of: token) == 5,
            "§6.5",
            "invalid_request_object",
            "the request object must be encrypted"
        )
        let plaintext: [UInt8]
        do {
            plaintext = try InboundTokens.decrypt(token, with: keys.opening)
        } catch {
            throw exam.refuse("invalid_request_object", "§4.3", "the request object cannot be decrypted: \(error)")
        }
        exam.passed("§4.3", "the request object can be decrypted")
        do {
            let object = try InboundTokens.verify(String(decoding: plaintext, as: UTF8.self), with: partnerKeys)
            exam.passed("§4.2", "the request object is signed by a key of the partner")
            return object
        } catch {
            throw exam.refuse("invalid_request_object", "§4.2", "the request object's signature fails: \(error)")
        }
    }

    /// Object values win, but what must stand in both places must agree (§6.5, OIDC Core §6.1).
    private func overlay(
        _ object: JSONValue,
        _ query: FormFields,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> FormFields {
        let mismatch = "OAuth2 parameters do not match Request object"
        for name in ["client_id", "response_type"] {
            let outer = try exam.require(
                query[name],
                "§6.5",
                "invalid_request",
                "\(name) must also stand in the query"
            )
            let inner = object[name]?.string
            try exam.require(
                inner == nil || inner.sameBytes(as: outer),
                "§6.5",
                "invalid_request",
                "\(mismatch): \(name)",
                holds: "\(name) of the query and of the request object agree"
            )
        }
        let outer = Set((query["scope"] ?? "").split(separator: " "))
        let inner = Set((object["scope"]?.string ?? query["scope"] ?? "").split(separator: " "))
        try exam.require(
            outer.contains("openid"),
            "§6.5",
            "invalid_request",
            "scope in the query must contain openid"
        )
        try exam.require(
            outer.isSubset(of: inner),
            "§6.5",
            "invalid_request",
            "\(mismatch): scope",
            holds: "scope of the query and of the request object agree"
        )
        var merged = query
        for (name, value) in object.members ?? [] {
            merged.all.removeAll { $0.name.sameBytes(as: name) }
            let text =
                switch value.kind {
                case .string: value.string ?? ""
                default: JSON(value).text
                }
            merged.all.append((name, text))
        }
        merged.all.removeAll { $0.name == "request" || $0.name == "request_uri" }
        return merged
    }
}
