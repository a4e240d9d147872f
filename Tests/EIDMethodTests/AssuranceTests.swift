import EIDMethod
import FoundationEssentials
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

    private func request(_ assurance: Assurance?) throws -> MethodRequest {
        try MethodRequest(
            transactionID: "t",
            type: .authentication,
            assurance: assurance,
            callbackURL: URL(filePath: "/callback"),
            callbackState: "s"
        )
    }

    @Test func `A request is asked for at the lowest level that will do`() throws {
        #expect(try table.acr(for: request(nil)) == "urn:two")
        #expect(try table.acr(for: request(.high)) == "urn:three")
    }

    @Test func `A request for more than the method ever gives is refused`() throws {
        let table = AssuranceTable([.init("urn:two", .substantial)])
        let request = try request(.high)
        #expect(throws: MethodError(.insufficientAssurance, "")) { try table.acr(for: request) }
    }

    @Test func `An answer is worth what the table says, and the lowest where it says nothing`() throws {
        #expect(try table.assurance(of: "urn:three", for: request(.substantial)) == .high)
        #expect(try table.assurance(of: nil, for: request(nil)) == .low)
        #expect(try table.assurance(of: "urn:four", for: request(.low)) == .low)
    }

    @Test(arguments: [nil, "urn:four", "urn:two"])
    func `An answer worth less than the request demands is refused`(_ acr: String?) throws {
        let request = try request(.high)
        #expect(throws: MethodError(.insufficientAssurance, "")) { try table.assurance(of: acr, for: request) }
    }
}
