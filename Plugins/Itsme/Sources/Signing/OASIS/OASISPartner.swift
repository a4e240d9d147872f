import EIDJSON

/// Who we are to the OASIS interface.
struct OASISPartner: Sendable {
    let code: String
    let service: String
    /// Where user codes of this partner are unique: they are the `sub` of sign-ins of the same partner.
    let subjectNamespace: String

    /// The two codes, as every call has them.
    var codes: JSON { ["partnerCode": .string(code), "serviceCode": .string(service)] }
}
