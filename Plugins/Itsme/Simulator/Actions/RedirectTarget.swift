import EIDJSON
import EIDSimulator

/// Where a browser may be sent back to; made only for a registered redirect URI.
struct RedirectTarget: Sendable {
    let uri: String
    let state: String?

    /// The way back with a code or an error; `state` is echoed byte for byte.
    func location(_ parameters: [(name: String, value: String)], faults: Set<ItsmeFault> = []) -> String {
        var fields = parameters
        if let state {
            fields.append(("state", faults.contains(.wrongState) ? state + "x" : state))
            if faults.contains(.duplicateState) { fields.append(("state", "another-state")) }
        }
        if faults.contains(.extraParameters) {
            fields += [("session_state", "simulated"), ("unknown_extra", "1")]
        }
        let separator = uri.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        return uri + separator + FormFields(fields).encoded
    }

    /// The way back with an error.
    func location(error refusal: ItsmeRefusal, faults: Set<ItsmeFault> = []) -> String {
        location([("error", refusal.code), ("error_description", refusal.description)], faults: faults)
    }
}
