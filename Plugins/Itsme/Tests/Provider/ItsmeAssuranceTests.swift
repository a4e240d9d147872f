import EIDJSON
import EIDMethod
import Testing

@testable import EIDItsme

/// What an `acr` is worth.
@Suite struct ItsmeAssuranceTests {
    @Test(
        arguments: [
            ("http://itsme.services/v2/claim/acr_basic", .substantial),
            ("http://itsme.services/V2/claim/acr_basic", .substantial),
            ("http://itsme.services/v2/claim/acr_advanced", .high),
            ("http://itsme.services/V2/claim/acr_advanced", .high),
        ] as [(String, Assurance)]
    )
    func itsmesLevelsAreTranslated(_ acr: String, _ assurance: Assurance) throws {
        #expect(try ItsmeAssurance.granted(acr, required: true) == assurance)
    }

    @Test func aMissingLevelCountsAsBasic() throws {
        #expect(try ItsmeAssurance.granted(nil, required: false) == .substantial)
    }

    @Test func aMissingLevelIsRefusedWhereItIsRequired() {
        #expect(throws: MethodError(.insufficientAssurance, "")) { try ItsmeAssurance.granted(nil, required: true) }
    }

    @Test(arguments: [
        "", "high", "https://itsme.services/v2/claim/acr_advanced", "http://itsme.services/v2/claim/ACR_BASIC",
    ])
    func anUnknownLevelIsRefused(_ acr: String) {
        #expect(throws: MethodError(.insufficientAssurance, "")) { try ItsmeAssurance.granted(acr, required: false) }
    }

    @Test(arguments: [#"{"acr":1}"#, #"{"acr":["http://itsme.services/v2/claim/acr_advanced"]}"#, #"{"acr":{}}"#])
    func aLevelThatIsNoTextIsRefused(_ claims: String) throws {
        let claims = try JSONValue.parse(claims)
        #expect(throws: MethodError(.insufficientAssurance, "")) { try ItsmeAssurance.asserted(in: claims) }
    }

    @Test(arguments: ["{}", #"{"acr":null}"#])
    func noLevelIsNone(_ claims: String) throws {
        #expect(try ItsmeAssurance.asserted(in: JSONValue.parse(claims)) == nil)
    }

    @Test func bothLevelsAreOffered() { #expect(ItsmeProvider.descriptor.assurance.levels == [.substantial, .high]) }
}
