import EIDJOSE
import EIDJSON
import EIDMethod

/// The statement that opens itsme's authorization server for one account (CSC 1.0.4 §8.3.2), good once.
struct AccountToken: Sendable {
    let clientID: String
    let secret: Secret<String>
    let key: ItsmeSigning.AccountTokenKey
    let issuer: String?

    func signed(for account: String, now: Int, id: String) throws(MethodError) -> String {
        var claims: JSON = ["sub": .string(account), "iat": .integer(Int64(now)), "jti": .string(id)]
        if let issuer { claims["iss"] = .string(issuer) }
        claims["azp"] = .string(clientID)
        let bytes: [UInt8] =
            switch key {
            case .secret: Array(secret.reveal().utf8)
            case .sha256: SHA256.digest(secret.reveal())
            }
        do throws(JOSEError) {
            let key = try JWK(secret: bytes, algorithm: .hs256)
            return try JWSSigner(key: key, algorithm: .hs256).sign(claims.serialized(), type: "JWT")
        } catch {
            throw MethodError(.misconfigured, "the account token cannot be signed", underlying: error)
        }
    }
}
