import EIDJSON
import EIDMethod
import Testing

@testable import EIDItsme

/// National numbers: check digits of Belgian ones, form of the others.
@Suite struct NationalNumberTests {
    private func read(_ number: String, prefix: String = "BE") throws -> ItsmeAttributeMapping.Outcome {
        try ItsmeSamples.read([ItsmeSamples.vendor("\(prefix)NationalNumber"): .string(number)])
    }

    @Test(arguments: ["85031724680", "01090511740", "79062130587", "92043048887", "05081107279"])
    func aNumberWithFittingCheckDigitsIsTaken(_ number: String) throws {
        #expect(try read(number).attributes[.nationalNumber] == number)
    }

    @Test(arguments: [
        ("85.03.17-246.80", "85031724680"), ("85 03 17 246 80", "85031724680"), (" 85031724680 ", "85031724680"),
    ])
    func separatorsAreRemoved(_ written: String, _ number: String) throws {
        #expect(try read(written).attributes[.nationalNumber] == number)
    }

    @Test(arguments: ["85031724681", "01090511741", "85031724608", "58031724680"])
    func aNumberWithWrongCheckDigitsIsAbsentAndReported(_ number: String) throws {
        let outcome = try read(number)
        #expect(outcome.attributes.isEmpty)
        #expect(outcome.unreadable == [ItsmeSamples.vendor("BENationalNumber"): .checkDigits])
    }

    @Test(arguments: [
        "8503172468", "850317246800", "8503172468A", "８５０３１７２４６８０", "-5031724680", "0000000000000000000000",
    ])
    func aNumberOfAnotherFormIsAbsentAndReported(_ number: String) throws {
        let outcome = try read(number)
        #expect(outcome.attributes.isEmpty)
        #expect(outcome.unreadable == [ItsmeSamples.vendor("BENationalNumber"): .malformed])
    }

    @Test func aBisNumberWithAMonthBeyondTwelveIsTaken() throws {
        // 85 43 17: forty is added to the month of people who are not in the national register.
        let body = 854_317_246
        let number = "\(body)" + "\(97 - body % 97)"
        #expect(try read(number).attributes[.nationalNumber] == number)
    }

    @Test(arguments: [
        ("CZ", "855317/1238", "8553171238"), ("LV", "170385-10005", "17038510005"), ("MT", "0123485m", "0123485M"),
        ("RO", "1850317123456", "1850317123456"), ("RS", "1703985710009", "1703985710009"),
    ])
    func othersAreTakenWithoutSeparators(_ prefix: String, _ written: String, _ number: String) throws {
        let person = try read(written, prefix: prefix).attributes
        #expect(person[.nationalNumber] == number)
        #expect(person[.nationalNumberCountry] == prefix)
    }
}
