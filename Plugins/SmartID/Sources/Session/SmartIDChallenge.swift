import EIDJOSE
import EIDMethod
import FoundationEssentials

/// What a person signs to identify themselves.
struct SmartIDChallenge: Sendable {
    /// The challenge, base64.
    let encoded: String
    /// The salt, where there is a commitment.
    let salt: Data?

    /// 64 random bytes; with a commitment, the SHA-256 of a salt and the commitment (`MethodRequest.commitment`), which is as
    /// random to all who do not know the salt.
    init(_ commitment: Data?, _ random: RandomSource) {
        guard let commitment else {
            encoded = Base64.encode(random.bytes(64))
            salt = nil
            return
        }
        let salt = random.bytes(32)
        encoded = Base64.encode(SHA256.digest(salt + Array(commitment)))
        self.salt = Data(salt)
    }
}
