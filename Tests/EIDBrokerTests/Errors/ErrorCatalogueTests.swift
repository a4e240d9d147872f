import EIDMethod
import Testing

@testable import EIDBroker

@Suite struct ErrorCatalogueTests {
    @Test(arguments: MethodError.Code.all)
    func everyMethodErrorHasItsOwnEntry(_ code: MethodError.Code) {
        #expect(ErrorCatalogue.entry(for: code).code == code.description)
    }

    @Test(arguments: BrokerFailure.allCases)
    func everyBrokerFailureHasItsOwnEntry(_ failure: BrokerFailure) {
        #expect(ErrorCatalogue.entry(for: failure).code == failure.rawValue)
    }

    @Test(arguments: SigningFailure.Code.allCases)
    func everyFailureToSignHasItsOwnEntry(_ code: SigningFailure.Code) {
        let entry = ErrorCatalogue.entry(for: code)
        #expect(entry.code == code.rawValue)
        #expect(entry.sentence != entry.title)
    }

    @Test func everyFailureIsListedOnce() {
        let codes = ErrorCatalogue.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(
            codes.count == MethodError.Code.all.count + BrokerFailure.allCases.count
                + SigningFailure.Code.allCases.count
        )
    }

    @Test(arguments: ErrorCatalogue.all)
    func hasThreeTextsInFourLanguages(_ entry: ErrorCatalogue.Entry) {
        for text in [entry.title, entry.sentence] {
            let texts = Language.allCases.map { text[$0] }
            #expect(texts.allSatisfy { !$0.isEmpty }, "\(entry.code)")
            #expect(Set(texts).count == Language.allCases.count, "\(entry.code) is not translated")
        }
        #expect(Language.allCases.allSatisfy { entry.sentence[$0].hasSuffix(".") })
        #expect((400...599).contains(entry.status))
        #expect(!entry.operatorText.isEmpty && !entry.clientError.isEmpty)
        // RFC 6749 §4.1.2.1
        #expect(entry.clientDescription.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
        #expect(!entry.clientDescription.isEmpty)
    }

    @Test func whoMeetsAReturnUnderWayIsNotToldThatAllIsOver() {
        // What is stored is the same in both cases.
        #expect(ErrorCatalogue.entry(for: .alreadyAnswered).sentence[.en].contains("is being finished"))
    }

    @Test func noTwoFailuresReadAlike() {
        for language in Language.allCases {
            #expect(Set(ErrorCatalogue.all.map { $0.sentence[language] }).count == ErrorCatalogue.all.count)
        }
    }
}
