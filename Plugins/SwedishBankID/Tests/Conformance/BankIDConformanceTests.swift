import EIDMethodTesting
import Testing

/// Each way to the app is a method of its own to the suite; what of it has no meaning there is said here.
@Suite struct BankIDConformanceTests {
    /// BankID states no level and names no issuer, an order has one client, and each person has a key of their own.
    static let always: Set<String> = [
        "a key rotation at the upstream is followed",
        "an assurance that nobody has heard of is never guessed",
        "an assurance that the upstream does not state is never invented",
        "an assurance that the upstream states lower is never overstated",
        "an identity for another client beside us is refused",
        "an identity of another issuer is refused",
    ]
    /// The browser never comes back.
    static let withoutReturn: Set<String> = [
        "a callback played twice is refused or names the same person",
        "a callback that lacks a parameter is refused",
        "a callback with a changed parameter is refused",
        "a callback with a wrong state is refused",
        "a callback with an unheard-of error is neither a success nor the person's doing",
        "a fresh callback of another transaction is refused",
        "a used callback is refused in a later transaction",
        "an unknown callback parameter is ignored",
        "hostile callback values are refused",
        "what a callback says about an error is in no log line and no error",
    ]
    /// Nobody in particular is asked, and the app has one button.
    static let anybody: Set<String> = [
        "answers about two people are refused",
        "declining at the upstream is reported as declined",
    ]

    static let withLink = always.union(anybody)
    static let withCode = withLink.union(withoutReturn)
    static let onThePhone = always.union(withoutReturn)

    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a code`(_ behaviour: MethodConformance) async throws {
        let isShown = try await behaviour(BankIDBench(start: "code")) == .shown
        #expect(isShown != Self.withCode.contains(behaviour.description), "\(behaviour.description)")
    }

    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a link`(_ behaviour: MethodConformance) async throws {
        let isShown = try await behaviour(BankIDBench(start: "link")) == .shown
        #expect(isShown != Self.withLink.contains(behaviour.description), "\(behaviour.description)")
    }

    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, on the phone`(_ behaviour: MethodConformance) async throws {
        let isShown = try await behaviour(BankIDBench(start: "phone")) == .shown
        #expect(isShown != Self.onThePhone.contains(behaviour.description), "\(behaviour.description)")
    }
}
