import EIDMethod
import Testing

@Suite struct AssuranceTests {
    private let table = AssuranceTable([
        .init("urn:two", .substantial), .init("urn:two-again", .substantial), .init("urn:three", .high),
    ])

    @Test func `Levels are ordered as eIDAS orders them`() {
        #expect(Assurance.allCases.sorted() == [.low, .substantial, .high])
        #expect(Assurance.low < .substantial)
        #expect(Assurance.substantial < .high)
    }

    @Test func `The lowest level that will do is asked for, by its first row`() {
        #expect(table.acr(atLeast: .low) == "urn:two")
        #expect(table.acr(atLeast: .substantial) == "urn:two")
        #expect(table.acr(atLeast: .high) == "urn:three")
    }

    @Test func `A level that the method lacks has no name`() {
        #expect(AssuranceTable([.init("urn:two", .substantial)]).acr(atLeast: .high) == nil)
        #expect(AssuranceTable([]).acr(atLeast: .low) == nil)
    }

    @Test func `Every row is read back`() {
        #expect(table.assurance(of: "urn:two-again") == .substantial)
        #expect(table.assurance(of: "urn:three") == .high)
    }

    @Test(arguments: ["", "urn:four", "URN:THREE", "urn:three ", "urn:thre\u{301}e"])
    func `A value that is not in the table is worth nothing`(_ acr: String) {
        #expect(table.assurance(of: acr) == nil)
    }

    @Test func `Values are compared as bytes, not by Unicode equivalence`() {
        let table = AssuranceTable([.init("\u{E9}", .high)])
        #expect(table.assurance(of: "\u{E9}") == .high)
        #expect(table.assurance(of: "e\u{301}") == nil)
    }

    @Test func `Levels on offer are listed once, lowest first`() {
        #expect(table.levels == [.substantial, .high])
    }
}
