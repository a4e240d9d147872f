import EIDJSON
import EIDMethod
import FoundationEssentials

extension SigningMethod.Step {
    /// `{ "present": interaction, "state" }`, `{ "ready": signer, "state" }` or `{ "signed": result }`.
    func wire(_ version: Int64) -> JSON {
        switch self {
        case .present(let interaction, let state): ["present": interaction.wire, "state": .bytes(state)]
        case .ready(let signer, let state): ["ready": signer.wire, "state": .bytes(state)]
        case .signed(let result): ["signed": result.wire(version)]
        }
    }

    init(wire json: JSONValue) throws(JSONError) {
        if json["signed"] != nil {
            try json.requireOnly(["signed"])
            self = .signed(try SigningResult(wire: try json.requireObject("signed")))
        } else if json["ready"] != nil {
            try json.requireOnly(["ready", "state"])
            self = .ready(
                try Signer(wire: try json.requireObject("ready")),
                keeping: try json.requireBytes("state", upTo: WireLimit.state.most)
            )
        } else {
            try json.requireOnly(["present", "state"])
            self = .present(
                try Interaction(wire: try json.requireObject("present")),
                keeping: try json.requireBytes("state", upTo: WireLimit.state.most)
            )
        }
    }
}

extension Signer {
    fileprivate var wire: JSON {
        .present([
            ("subject", subject?.wire), ("certificates", .array(certificates.map { .bytes($0) })),
            ("algorithm", algorithm.map { .string($0.rawValue) }),
        ])
    }

    fileprivate init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["subject", "certificates", "algorithm"])
        self.init(
            subject: try json.optionalObject("subject").map { subject throws(JSONError) in
                try UpstreamSubject(wire: subject)
            },
            certificates: try json.requireEach("certificates", upTo: WireLimit.certificates.most) {
                text throws(JSONError) in
                Data(try text.bytes(upTo: WireLimit.certificate.most))
            },
            algorithm: try json.optionalWord("algorithm")
        )
    }
}

extension SigningResult {
    fileprivate func wire(_ version: Int64) -> JSON {
        .present([
            ("signer", signer.wire),
            ("values", .array(values.map { ["name": .string($0.name), "bytes": .bytes($0.bytes)] })),
            ("native", native.map { ["evidence": $0.evidence.wire, "identity": $0.identity.wire(version)] }),
            ("evidence", .array(evidence.map(\.wire))),
        ])
    }

    fileprivate init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["signer", "values", "native", "evidence"])
        self.init(
            signer: try Signer(wire: try json.requireObject("signer")),
            values: try json.requireEach("values", upTo: WireLimit.values.most) { value throws(JSONError) in
                try value.requireOnly(["name", "bytes"])
                return Value(
                    name: try value.requireText("name", upTo: WireLimit.valueName.most),
                    bytes: try value.requireBytes("bytes", upTo: WireLimit.value.most)
                )
            },
            native: try json.optionalObject("native").map { native throws(JSONError) in
                try native.requireOnly(["evidence", "identity"])
                return Native(
                    evidence: try EvidenceItem(wire: try native.requireObject("evidence")),
                    identity: try VerifiedIdentity(wire: try native.requireObject("identity"))
                )
            },
            evidence: try json.requireEach("evidence", upTo: WireLimit.evidence.most) { item throws(JSONError) in
                try EvidenceItem(wire: item)
            }
        )
    }
}
