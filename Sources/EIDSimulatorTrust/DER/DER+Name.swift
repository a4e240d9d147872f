extension DER {
    /// A distinguished name of one attribute per step, in this order.
    static func name(_ attributes: [(oid: String, value: String)]) -> DER {
        sequence(attributes.map { set(sequence(oid($0.oid), text($0.value))) })
    }
}

/// The attributes of names that certificates here use (X.520).
enum NameAttribute {
    static let commonName = "2.5.4.3"
    static let surname = "2.5.4.4"
    static let serialNumber = "2.5.4.5"
    static let country = "2.5.4.6"
    static let locality = "2.5.4.7"
    static let organization = "2.5.4.10"
    static let givenName = "2.5.4.42"
    static let organizationIdentifier = "2.5.4.97"
}
