/// What is wrong with a timestamp, on purpose.
package enum TimestampFault: String, CaseIterable, Sendable {
    /// Repeats another nonce than the one sent.
    case wrongNonce = "wrong_nonce"
    /// Is about something else.
    case wrongImprint = "wrong_imprint"
    /// States yesterday's time.
    case stale
}
