import EIDJSON
import EIDMethod
import FoundationEssentials

extension SigningRequest {
    /// The most digests that one approval covers, whatever a method offers.
    static let mostDigests = 1000

    /// The request as the broker sends it.
    var wire: JSON {
        .present([
            ("transaction", .string(transactionID)), ("count", .integer(Int64(count))),
            ("description", description.wire), ("documentNames", .strings(documentNames)),
            ("clientName", clientName.wire), ("languages", .strings(languages.map(\.rawValue))),
            ("policy", policy?.wire), ("signerHint", signerHint.wire),
            ("callbackURL", .string(callbackURL.absoluteString)), ("callbackState", .string(callbackState)),
            ("endUser", endUser?.wire),
        ])
    }

    /// Whether its texts can be sent: messages carry no NUL.
    var isWithoutNUL: Bool {
        let texts = Language.allCases.compactMap { description[$0] } + documentNames + [signerHint].compactMap(\.self)
        return !texts.contains { $0.utf8.contains(0) }
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly([
            "transaction", "count", "description", "documentNames", "clientName", "languages", "policy", "signerHint",
            "callbackURL", "callbackState", "endUser",
        ])
        self.init(
            transactionID: try json.requireString("transaction"),
            count: try json.requireInteger("count", in: 0...Int64(Self.mostDigests)),
            description: try LocalizedText(unbounded: try json.requireObject("description")),
            documentNames: try json.requireStrings("documentNames"),
            clientName: try LocalizedText(unbounded: try json.requireObject("clientName")),
            languages: try json.requireStrings("languages").compactMap { Language(rawValue: $0) },
            policy: try json.optionalObject("policy").map { policy throws(JSONError) in try Policy(wire: policy) },
            signerHint: try json.optionalString("signerHint"),
            callbackURL: try json.requireURL("callbackURL"),
            callbackState: try json.requireString("callbackState"),
            endUser: try json.optionalObject("endUser").map { user throws(JSONError) in try EndUser(wire: user) }
        )
    }
}

extension SigningRequest.Policy {
    fileprivate var wire: JSON {
        .present([("identifier", .string(identifier)), ("commitment", commitment.wire)])
    }

    fileprivate init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["identifier", "commitment"])
        self.init(identifier: try json.requireString("identifier"), commitment: try json.optionalString("commitment"))
    }
}

extension SigningDigest {
    /// `{ "name", "bytes", "documentName" }`.
    var wire: JSON {
        ["name": .string(name), "bytes": .bytes(bytes), "documentName": .string(documentName)]
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["name", "bytes", "documentName"])
        self.init(
            name: try json.requireString("name"),
            bytes: Data(try json.requireBytes("bytes", upTo: 1024)),
            documentName: try json.requireString("documentName")
        )
    }
}
