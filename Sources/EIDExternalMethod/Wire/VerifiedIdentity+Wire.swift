import EIDJSON
import EIDMethod
import FoundationEssentials

extension VerifiedIdentity {
    /// The identity as a method sends it in a version of the protocol.
    func wire(_ version: Int64) -> JSON {
        .present([
            ("subject", subject.wire),
            ("assurance", .string(assurance.rawValue)), ("assertedACR", assertedACR.wire),
            ("authenticatedAt", .number(authenticatedAt.timeIntervalSince1970)),
            ("isTimeKnown", isTimeKnown ? JSON?.none : .boolean(false)),
            (
                "attributes",
                .object(
                    attributes.names.sorted().compactMap { name in
                        attributes[name].map {
                            (name.rawValue, ["value": $0.value.wire, "source": $0.provenance.wire(version)])
                        }
                    }
                )
            ),
            ("evidence", .array(evidence.map(\.wire))),
        ])
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly([
            "subject", "assurance", "assertedACR", "authenticatedAt", "isTimeKnown", "attributes", "evidence",
        ])
        let subject = try UpstreamSubject(wire: try json.requireObject("subject"))
        var attributes = IdentityAttributes()
        for (name, entry) in try json.requireObject("attributes").members ?? [] {
            try entry.requireOnly(["value", "source"])
            let (name, value) = (
                AttributeName(rawValue: name), try AttributeValue(wire: try entry.requireObject("value"))
            )
            guard AttributeCatalogue.definition(of: name)?.kind == value.kind else {
                throw JSONError(.outOfRange, at: entry.path, "is not of the catalogue's kind")
            }
            attributes.set(name, to: value, from: try Provenance(wire: try entry.requireObject("source")))
        }
        self.init(
            subject: subject,
            assurance: try json.requireWord("assurance"),
            assertedACR: try json.optionalText("assertedACR", upTo: WireLimit.assertedACR.most),
            authenticatedAt: Date(timeIntervalSince1970: try json.requireNumericDate("authenticatedAt")),
            isTimeKnown: try json.optionalBoolean("isTimeKnown") ?? true,
            attributes: attributes,
            evidence: try json.requireEach("evidence", upTo: WireLimit.evidence.most) { item throws(JSONError) in
                try EvidenceItem(wire: item)
            }
        )
    }
}

extension UpstreamSubject {
    /// `{ "namespace", "identifier" }`.
    var wire: JSON { ["namespace": .string(namespace), "identifier": .string(identifier)] }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["namespace", "identifier"])
        let limit = WireLimit.subject.most
        let (namespace, identifier) = (
            try json.requireText("namespace", upTo: limit), try json.requireText("identifier", upTo: limit)
        )
        guard !namespace.isEmpty, !identifier.isEmpty else {
            throw JSONError(.outOfRange, at: json.path, "names nobody")
        }
        self.init(namespace: namespace, identifier: identifier)
    }
}

extension Provenance {
    fileprivate func wire(_ version: Int64) -> JSON {
        .present([
            ("claim", .string(claim)), ("basis", .string(basis.rawValue)),
            ("verifiedAt", verifiedAt.map { .number($0.timeIntervalSince1970) }),
            ("issuingCountry", issuingCountry.wire),
            ("isChanged", isChanged && version >= ExternalProtocol.changedClaims ? .boolean(true) : JSON?.none),
        ])
    }

    fileprivate init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["claim", "basis", "verifiedAt", "issuingCountry", "isChanged"])
        self.init(
            claim: try json.requireText("claim", upTo: WireLimit.claim.most),
            basis: try json.requireWord("basis"),
            verifiedAt: try json.numericDate("verifiedAt").map { Date(timeIntervalSince1970: $0) },
            issuingCountry: try json.optionalText("issuingCountry", upTo: WireLimit.issuingCountry.most),
            isChanged: try json.optionalBoolean("isChanged") ?? false
        )
    }
}

extension EvidenceItem {
    var wire: JSON {
        .present([
            ("kind", .string(kind)), ("mediaType", .string(mediaType)), ("content", .bytes(content)),
            ("keys", keys.map { .bytes($0) }), ("nonceSalt", nonceSalt.map { .bytes($0) }),
        ])
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["kind", "mediaType", "content", "keys", "nonceSalt"])
        let limit = WireLimit.evidenceContent.most
        self.init(
            kind: try json.requireText("kind", upTo: WireLimit.evidenceKind.most),
            mediaType: try json.requireText("mediaType", upTo: WireLimit.mediaType.most),
            content: Data(try json.requireBytes("content", upTo: limit)),
            keys: try json.optionalBytes("keys", upTo: limit).map { Data($0) },
            nonceSalt: try json.optionalBytes("nonceSalt", upTo: WireLimit.nonceSalt.most).map { Data($0) }
        )
    }
}
