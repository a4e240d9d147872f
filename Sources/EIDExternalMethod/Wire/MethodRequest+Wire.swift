import EIDJSON
import EIDMethod
import FoundationEssentials

extension MethodRequest {
    /// The request as the broker sends it to a method that has chosen a version.
    func wire(_ version: Int64) -> JSON {
        .present([
            ("transaction", .string(transactionID)), ("type", .string(type.rawValue)),
            ("attributes", .strings(attributes.map(\.rawValue).sorted())),
            ("assurance", assurance.map { .string($0.rawValue) }),
            ("languages", .strings(languages.map(\.rawValue))),
            ("callbackURL", .string(callbackURL.absoluteString)), ("callbackState", .string(callbackState)),
            ("loginHint", loginHint.wire),
            ("freshness", freshness.isAny || version < ExternalProtocol.freshness ? JSON?.none : freshness.wire),
            ("commitment", commitment.map { .bytes($0) }),
            ("endUser", endUser?.wire),
        ])
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly([
            "transaction", "type", "attributes", "assurance", "languages", "callbackURL", "callbackState", "loginHint",
            "freshness", "commitment", "endUser",
        ])
        let endUser = try json.optionalObject("endUser").map { user throws(JSONError) in try EndUser(wire: user) }
        let attributes = try json.requireStrings("attributes").map { AttributeName(rawValue: $0) }
        let languages = try json.requireStrings("languages").compactMap { Language(rawValue: $0) }
        let callback = try json.requireURL("callbackURL")
        let transaction = try json.requireString("transaction")
        let type: MethodType = try json.requireWord("type")
        let assurance: Assurance? = try json.optionalWord("assurance")
        let state = try json.requireString("callbackState")
        let hint = try json.optionalString("loginHint")
        let freshness = try json.optionalObject("freshness").map { demand throws(JSONError) in
            try Freshness(wire: demand)
        }
        let commitment = try json.optionalBytes("commitment", upTo: ExternalProtocol.stateBytes)
        do throws(MethodError) {
            try self.init(
                transactionID: transaction,
                type: type,
                attributes: Set(attributes),
                assurance: assurance,
                languages: languages,
                callbackURL: callback,
                callbackState: state,
                loginHint: hint,
                freshness: freshness ?? Freshness(),
                commitment: commitment.map { Data($0) },
                endUser: endUser
            )
        } catch {
            throw JSONError(.outOfRange, at: json.path, error.detail)
        }
    }
}
