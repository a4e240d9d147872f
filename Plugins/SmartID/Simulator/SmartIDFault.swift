/// What Smart-ID can do wrong on demand, beside its end results and statuses.
public enum SmartIDFault: String, Sendable, CaseIterable {
    /// Signed with another key than the certificate's.
    case foreignKey
    /// No value comes with the answer.
    case noSignature
    /// The server's random was changed after the signature.
    case changedRandom
    /// The signature is over another challenge or digest.
    case otherChallenge
    /// The signature is for another relying party.
    case otherRelyingParty
    /// The signature is for another relying party below the same broker.
    case otherBrokered
    /// The signature is of another environment.
    case otherScheme
    /// The signature is over other interactions.
    case otherInteractions
    /// The signature is for another address of return.
    case otherCallback
    /// The app used an interaction that nobody asked for.
    case otherInteractionUsed
    /// The app came to know of the session by another way.
    case otherFlow
    /// The answer is of another protocol.
    case otherProtocol
    /// The answer names another algorithm.
    case otherAlgorithm
    /// The answer names another digest, and is signed with that.
    case otherHash
    /// The answer names another mask.
    case otherMask
    /// The answer names a shorter salt.
    case otherSalt
    /// The answer names another trailer.
    case otherTrailer
    /// A bar in a part of the signature moves the border between two.
    case barInRandom
    /// No certificate comes with the answer.
    case noCertificate
    /// The certificate was issued by somebody whom nobody trusts.
    case strangerIssuer
    /// The certificate has ended.
    case expiredCertificate
    /// The certificate begins tomorrow.
    case futureCertificate
    /// The certificate is under other policies.
    case otherPolicies
    /// The certificate is for another purpose.
    case otherPurpose
    /// No fault: the certificate is an old one, whose purpose is that of TLS clients.
    case oldPurpose
    /// The certificate's key is for the other use: signing instead of identifying, or the reverse.
    case otherUse
    /// The certificate has no number in it.
    case noNumber
    /// The certificate is somebody else's than was asked for, or than chose.
    case otherPerson
    /// The account is somebody else's than the certificate.
    case otherDocument
    /// The answer does not say which account it was.
    case noDocument
    /// Another certificate of the same person signs than was chosen.
    case otherCertificate
    /// People have new keys from now on.
    case newKeys
    /// The certificate has nothing of the person but their number.
    case bareName
    /// The certificate's names are empty.
    case emptyName
    /// What the answer says beside the certificate is of a wrong type.
    case mistyped
    /// The level is lower than was asked for, in word and certificate.
    case lowerLevel
    /// The level is said to be higher than the certificate is.
    case overstatedLevel
    /// No level is stated.
    case noLevel
    /// A level is stated that nobody has heard of.
    case unknownLevel
    /// The answer does not say how it ended.
    case noEndResult
    /// A member of the answer occurs twice.
    case doubledMember
    /// The browser comes back with another digest of the secret.
    case otherSecretDigest
    /// The browser comes back with another verifier.
    case otherVerifier
    /// The responder says that the certificate is revoked.
    case revokedCertificate
    /// The responder says that it does not know the certificate.
    case unknownCertificate
    /// The responder's answer is two days old.
    case staleStatus
    /// The responder's answer repeats another number than was sent.
    case otherNonce
    /// The responder asks to come back later.
    case laterStatus
    /// The responder answers something that is no answer.
    case junkStatus
    /// The responder does not answer.
    case silentResponder
    /// The certificate names neither responder nor list.
    case noResponder
    /// The account that was asked about cannot sign.
    case unusableAccount
    /// The first look at each session says that nothing has happened yet.
    case slowPerson
}
