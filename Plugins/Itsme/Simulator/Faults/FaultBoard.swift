import EIDJSON

/// The faults that are armed, used up one occasion at a time.
struct FaultBoard: Sendable {
    private(set) var armed: [ArmedFault] = []

    mutating func arm(_ fault: ArmedFault) { armed.append(fault) }

    mutating func clear() { armed = [] }

    /// Uses up one occasion of a fault, if it is armed for this place and client.
    mutating func take(_ fault: ItsmeFault, at endpoint: ItsmeEndpoint, client: String? = nil) -> ArmedFault? {
        use {
            $0.fault == fault && ($0.endpoint.map { [$0] } ?? fault.usualEndpoints).contains(endpoint)
                && ($0.client == nil || $0.client == client)
        }
    }

    /// Uses up one occasion for each attribute that is to be missing, of those that an answer would hold.
    ///
    /// Without an endpoint the fault waits for the answer in which its attribute was asked.
    mutating func takeMissing(
        of asked: [String],
        at endpoint: ItsmeEndpoint,
        client: String
    ) -> Set<String> {
        var missing: Set<String> = []
        for attribute in asked {
            let found = use {
                $0.fault == .missingAttribute && $0.attribute.sameBytes(as: attribute)
                    && ($0.endpoint ?? endpoint) == endpoint && ($0.client == nil || $0.client == client)
            }
            if found != nil { missing.insert(attribute) }
        }
        return missing
    }

    private mutating func use(_ fits: (ArmedFault) -> Bool) -> ArmedFault? {
        guard let index = armed.firstIndex(where: fits) else { return nil }
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
                if fault.fault == .missingAttribute { tree["attribute"] = .string(fault.attribute) }
                // Nothing where it waits at several places.
                let usual = fault.fault.usualEndpoints
                let only = fault.fault == .missingAttribute || usual.count != 1 ? nil : usual.first
                tree["endpoint"] = (fault.endpoint ?? only).map { .string($0.rawValue) }
                return tree
            }
        )
    }
}
