import EIDMethodTesting
import Testing

/// BankID as a method that signs, and what of the suite has no meaning for it.
@Suite struct BankIDSigningConformanceTests {
    static let always: Set<String> = [
        "a value that arrives twice is refused", "a value that nobody asked for is refused",
        "a missing value is refused",
        "values that arrive in another order are matched by name", "declining in either half is reported as declined",
        "another signer in the second half is refused or reported as such",
        "the first half's callback, played again, approves nothing",
        "whatever comes of a signing, no session stays open at the upstream",
    ]
    /// The browser never comes back.
    static let withCode: Set<String> = always.union([
        "a callback of the second half played twice is refused or gives the same values",
        "a callback that lacks a parameter is refused in either half",
        "a callback with a wrong state is refused in either half",
        "an approval in one signing ends no other, though its callback is delivered there",
        "an event that nobody waits for ends no half, even after an approval",
        "an unknown callback parameter is ignored in either half", "hostile callback values are refused in either half",
    ])

    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a code`(_ behaviour: SigningConformance) async throws {
        let isShown = try await behaviour(BankIDSigningBench(start: "code")) == .shown
        #expect(isShown != Self.withCode.contains(behaviour.description), "\(behaviour.description)")
    }

    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a link`(_ behaviour: SigningConformance) async throws {
        let isShown = try await behaviour(BankIDSigningBench(start: "link")) == .shown
        #expect(isShown != Self.always.contains(behaviour.description), "\(behaviour.description)")
    }
}
