/// What happens on a channel; called by its thread, so nothing here may wait.
protocol ChannelEvents: Sendable {
    /// A whole message has arrived.
    func received(_ message: [UInt8]) throws(ProtocolViolation)
    /// The other side's standard output or error has something.
    func printed(_ bytes: ArraySlice<UInt8>)
    /// Time has passed; answers with the next moment at which to be called at the latest.
    func passed(_ now: UInt64) throws(ProtocolViolation) -> UInt64
}
