import EIDJSON
import EIDMethod

extension Method.Step {
    /// `{ "present": interaction, "state": bytes }` or `{ "finished": identity }`.
    func wire(_ version: Int64) -> JSON {
        switch self {
        case .present(let interaction, let state): ["present": interaction.wire, "state": .bytes(state)]
        case .finished(let identity): ["finished": identity.wire(version)]
        }
    }

    init(wire json: JSONValue) throws(JSONError) {
        if json["finished"] != nil {
            try json.requireOnly(["finished"])
            self = .finished(try VerifiedIdentity(wire: try json.requireObject("finished")))
        } else {
            try json.requireOnly(["present", "state"])
            self = .present(
                try Interaction(wire: try json.requireObject("present")),
                keeping: try json.requireBytes("state", upTo: WireLimit.state.most)
            )
        }
    }
}
