import EIDSmartIDSimulator
import Testing

@testable import EIDSmartID

/// Digits that show a mistake in typing.
@Suite struct CheckDigitTests {
    @Test(arguments: [
        "PNOEE-40404040009", "PNOEE-30303039914", "PNOEE-38001085718", "PNOLT-60105171238", "PNOLV-329042-12345",
        "PNOBE-79082712207", "PNOBE-04040400287", "PASEE-A1234567",
    ])
    func `What fits is believed`(text: String) throws {
        #expect(try #require(SemanticsIdentifier(text)).hasFittingDigits)
    }

    @Test(arguments: SmartIDPersona.all) func `Every persona fits`(persona: SmartIDPersona) throws {
        #expect(try #require(SemanticsIdentifier(persona.identifier)).hasFittingDigits)
    }

    @Test(arguments: [
        "PNOEE-40404040008", "PNOEE-04404040009", "PNOLT-60105171239", "PNOBE-79082712208", "PNOBE-97082712207",
        "PNOEE-99999999999", "PNOBE-00000000000",
    ])
    func `What does not fit is doubted`(text: String) throws {
        #expect(try !#require(SemanticsIdentifier(text)).hasFittingDigits)
    }
}
