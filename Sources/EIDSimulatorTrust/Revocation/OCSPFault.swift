/// What is wrong with a responder's answer, on purpose.
package enum OCSPFault: String, CaseIterable, Sendable {
    /// Says that the certificate was revoked an hour ago.
    case revoked
    /// Says that it knows nothing of the certificate.
    case unknown
    /// Is two days old, and news were due yesterday.
    case stale
    /// Repeats another nonce than the one sent.
    case wrongNonce = "wrong_nonce"
    /// Asks to come back later.
    case tryLater = "try_later"
}
