import EIDJOSE
import EIDMethod
import FoundationEssentials

/// The random value of one order: in the address of the return, and in what is signed without being shown.
struct BankIDBinding: Codable, Sendable, Hashable {
    /// The value; with a commitment, the base64url SHA-256 of the salt and the commitment (`MethodRequest.commitment`).
    let nonce: String
    /// The salt, where there is a commitment.
    let salt: Data?

    init(_ purpose: BankIDErrand.Purpose, _ random: RandomSource) {
        guard case .identification(let commitment?, _) = purpose else {
            nonce = random.token(bytes: 16)
            salt = nil
            return
        }
        let salt = random.bytes(32)
        nonce = Base64URL.encode(SHA256.digest(salt + Array(commitment)))
        self.salt = Data(salt)
    }
}
