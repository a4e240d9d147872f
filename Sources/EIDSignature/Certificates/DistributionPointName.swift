import SwiftASN1

/// The name of the place of a revocation list, in certificates and in the list itself (RFC 5280 §4.2.1.13).
enum DistributionPointName {
    /// What two of them have in common where they mean the same place.
    ///
    /// DistributionPointName { [0] GeneralNames } gives each name. { [1] RelativeDistinguishedName } gives itself: both
    /// sides are relative to the same issuer.
    static func parts(of choice: ASN1Node, _ place: String) throws(SignatureError) -> [ASN1Node] {
        var inner = try DERReader(choice, choice.identifier, place)
        let parts: [ASN1Node]
        if let full = inner.tagged(0) {
            var names = try DERReader(full, full.identifier, place)
            parts = names.remaining()
        } else if let relative = inner.tagged(1) {
            parts = [relative]
        } else {
            parts = []
        }
        try inner.end()
        return parts
    }
}
