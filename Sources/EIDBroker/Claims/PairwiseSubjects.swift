import EIDJOSE
import EIDMethod

/// Turns an upstream's name for a person into the pseudonym that one sector knows (OpenID Connect Core §8.1).
struct PairwiseSubjects: Sendable {
    private let secret: Secret<[UInt8]>

    init(secret: Secret<[UInt8]>) { self.secret = secret }

    /// The same person gets the same subject in every transaction of a sector, whatever its type.
    func subject(for person: UpstreamSubject, sector: String) -> String {
        var message: [UInt8] = []
        // Lengths before texts: no two different inputs give the same message.
        for part in [sector, person.namespace, person.identifier] {
            let bytes = Array(part.utf8)
            for shift in stride(from: 24, through: 0, by: -8) { message.append(UInt8(bytes.count >> shift & 0xFF)) }
            message += bytes
        }
        return Base64URL.encode(HMACSHA256.code(for: message, key: secret.reveal()))
    }
}
