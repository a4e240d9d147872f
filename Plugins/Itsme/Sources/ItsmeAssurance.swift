import EIDJSON
import EIDMethod

/// itsme's levels of authentication, and what each is worth.
enum ItsmeAssurance {
    /// Basic may be a fingerprint or a face; advanced is always the itsme code.
    ///
    /// The capital `V2` is met in tokens of 2020 and 2021 and only ever read; the first row of a level is the one sent.
    static let table = AssuranceTable([
        .init("http://itsme.services/v2/claim/acr_basic", .substantial),
        .init("http://itsme.services/V2/claim/acr_basic", .substantial),
        .init("http://itsme.services/v2/claim/acr_advanced", .high),
        .init("http://itsme.services/V2/claim/acr_advanced", .high),
    ])

    /// The `acr` to ask for; basic where nothing particular is wanted.
    static func requested(for assurance: Assurance?) throws(MethodError) -> String {
        guard let acr = table.acr(atLeast: assurance ?? .low) else {
            throw MethodError(.unsupported, "itsme has no level for what was asked for")
        }
        return acr
    }

    /// The `acr` of a token; one that is there but no text is not the same as none, which counts as basic.
    static func asserted(in claims: JSONValue) throws(MethodError) -> String? {
        guard let acr = claims["acr"], !acr.isNull else { return nil }
        guard let text = acr.string else {
            throw MethodError(.insufficientAssurance, "the ID token has an acr that is no text")
        }
        return text
    }

    /// What an answer is worth: never more than itsme said.
    ///
    /// Without an `acr` it counts as basic, the least that itsme does, unless the settings insist on one. A value that is
    /// not in the table could be worth anything, so that it is worth nothing.
    static func granted(_ acr: String?, required: Bool) throws(MethodError) -> Assurance {
        guard let acr else {
            if required { throw MethodError(.insufficientAssurance, "the ID token has no acr, and requireACR is set") }
            return .substantial
        }
        guard let assurance = table.assurance(of: acr) else {
            throw MethodError(.insufficientAssurance, "the ID token has an acr that is not one of itsme's")
        }
        return assurance
    }
}
