import EIDJSON
import EIDMethod
import EIDSignature

/// How an answer says that a value was made, each part of which must be what was asked for.
enum SignatureParameters {
    /// Refuses anything but RSASSA-PSS with this hash throughout and a salt of its length.
    static func require(_ signature: JSONValue, _ hash: PSSHash) throws(MethodError) {
        guard signature["signatureAlgorithm"]?.string == "rsassa-pss" else {
            throw MethodError(.untrusted, "the value is not one of RSASSA-PSS")
        }
        let parameters = signature["signatureAlgorithmParameters"]
        guard parameters?["hashAlgorithm"]?.string == hash.rawValue else {
            throw MethodError(.untrusted, "the value is over another digest than was asked for")
        }
        let mask = parameters?["maskGenAlgorithm"]
        guard mask?["algorithm"]?.string == "id-mgf1",
            mask?["parameters"]?["hashAlgorithm"]?.string == hash.rawValue
        else { throw MethodError(.untrusted, "the value is made with another mask than was asked for") }
        guard parameters?["saltLength"]?.integer == Int64(hash.length) else {
            throw MethodError(.untrusted, "the value's salt is not as long as its digest")
        }
        guard parameters?["trailerField"]?.string == "0xbc" else {
            throw MethodError(.untrusted, "the value has another trailer than RSASSA-PSS gives it")
        }
    }
}
