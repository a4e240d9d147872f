/// Thrown behind the last byte of an answer, so that nothing more is read from a connection.
///
/// What follows a request that was refused for its framing may be a smuggled one; it must not even be parsed.
struct ConnectionEnd: Error {
    /// How long the answer may take to arrive: closing with unread input makes the kernel reset the connection, and a
    /// client that is still sending would lose the answer.
    static let grace = Duration.milliseconds(250)
}
