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
        let (isEnabled, certificate): (Bool, String)
        do throws(JSONError) {
            isEnabled = try answer.requireObject("key").requireString("status") == "enabled"
            certificate = try answer.requireObject("cert").requireString("status")
        } catch {
            throw Self.unusable(error)
        }
        // A credential that is disabled or has run out is the person's matter; whatever else is wrong with it is not.
        switch certificate {
        case "valid": break
        case "expired": throw MethodError(.expiredCertificate, "the signer's certificate has expired")
        case "revoked": throw MethodError(.revokedCertificate, "the signer's certificate was revoked")
        default: throw MethodError(.refused, "the signer's certificate is not valid")
        }
        guard isEnabled else { throw MethodError(.refused, "the signer's key is not enabled") }
        do throws(JSONError) {
            try Self.require(key: try answer.requireObject("key"))
            guard try answer.requireString("SCAL") == "2" else {
                throw JSONError(.outOfRange, at: "/SCAL", "is not 2")
            }
            signer = Signer(
                certificates: try Self.chain(try answer.requireObject("cert").requireStrings("certificates")),
                algorithm: .rsaSHA256
            )
        } catch {
            throw Self.unusable(error)
        }
    }

    private static func unusable(_ error: JSONError) -> MethodError {
        MethodError(.untrusted, "the signer's credential cannot be used", underlying: error)
    }

    private static func require(key: JSONValue) throws(JSONError) {
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
