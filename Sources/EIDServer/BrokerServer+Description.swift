// Service groups write their services into log metadata. Without a description of its own that would be a walk through
// everything a service holds, down to clients and keys: slow at start, and nothing for a log.

extension BrokerServer: CustomStringConvertible {
    /// The type's name only.
    public var description: String { "BrokerServer" }
}

extension ExpiryService: CustomStringConvertible {
    var description: String { "ExpiryService" }
}
