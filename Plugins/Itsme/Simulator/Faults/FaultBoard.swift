import EIDJSON

/// The faults that are armed, used up one occasion at a time.
struct FaultBoard: Sendable {
    private(set) var armed: [ArmedFault] = []

    mutating func arm(_ fault: ArmedFault) { armed.append(fault) }

    mutating func clear() { armed = [] }

    /// Uses up one occasion of a fault, if it is armed for this place and client.
    mutating func take(_ fault: ItsmeFault, at endpoint: ItsmeEndpoint, client: String? = nil) -> ArmedFault? {
        let match = armed.firstIndex { candidate in
            candidate.fault == fault && (candidate.endpoint ?? fault.usualEndpoint) == endpoint
                && (candidate.client == nil || candidate.client == client)
        }
        guard let index = match else { return nil }
        let found = armed[index]
        if found.times == 1 {
            armed.remove(at: index)
        } else if found.times > 1 {
            armed[index].times -= 1
        }
        return found
    }

    /// What is armed, for the control API.
    var json: JSON {
        .array(
            armed.map { fault in
                var tree: JSON = ["fault": .string(fault.fault.rawValue), "times": .integer(Int64(fault.times))]
                tree["client"] = fault.client.map { .string($0) }
                tree["endpoint"] = .string((fault.endpoint ?? fault.fault.usualEndpoint).rawValue)
                return tree
            }
        )
    }
}
