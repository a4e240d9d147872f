import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// What `credentials/info` says about a signer's credential, refused unless it can sign.
struct CSCCredential: Sendable {
    /// RSASSA-PKCS1-v1_5 with SHA-256, the one algorithm that itsme signs with.
    static let algorithm = "1.2.840.113549.1.1.11"
    static let smallestKey: Int64 = 2048

    let signer: Signer

    init(_ answer: JSONValue) throws(MethodError) {
        do throws(JSONError) {
            let key = try answer.requireObject("key")
            let certificate = try answer.requireObject("cert")
            let scal = try answer.requireString("SCAL")
            try Self.require(key: key)
            guard try certificate.requireString("status") == "valid" else {
                throw JSONError(.outOfRange, at: "/cert/status", "is not valid")
            }
            guard scal == "2" else { throw JSONError(.outOfRange, at: "/SCAL", "is not 2") }
            signer = Signer(
                certificates: try Self.chain(try certificate.requireStrings("certificates")),
                algorithm: .rsaSHA256
            )
        } catch {
            // A credential that is disabled or has run out is the person's matter, one that cannot be read is not.
            let code: MethodError.Code = error.code == .outOfRange ? .refused : .untrusted
            throw MethodError(code, "the signer's credential cannot sign", underlying: error)
        }
    }

    private static func require(key: JSONValue) throws(JSONError) {
        guard try key.requireString("status") == "enabled" else {
            throw JSONError(.outOfRange, at: "/key/status", "is not enabled")
        }
        guard try key.requireInteger("len") >= smallestKey else {
            throw JSONError(.outOfRange, at: "/key/len", "is less than \(smallestKey) bits")
        }
        guard try key.requireStrings("algo").contains(algorithm) else {
            throw JSONError(.outOfRange, at: "/key/algo", "does not name RSA with SHA-256")
        }
    }

    private static func chain(_ texts: [String]) throws(JSONError) -> [Data] {
        let chain = texts.compactMap { Base64.decode($0) }
        guard chain.count == texts.count, SignerChain.isPlausible(chain) else {
            throw JSONError(.outOfRange, at: "/cert/certificates", "is no chain of certificates")
        }
        return chain.map { Data($0) }
    }
}
