import EIDJSON

/// Who we are to the OASIS interface.
struct OASISPartner: Sendable {
    let code: String
    let service: String

    /// The two codes, as every call has them.
    var codes: JSON { ["partnerCode": .string(code), "serviceCode": .string(service)] }
}
