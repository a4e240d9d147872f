import EIDMethod
import FoundationEssentials
import Testing

/// A commitment is worth nothing unless somebody knows when the person acted for it.
@Suite struct CommitmentTimeTests {
    private func resume(isTimeKnown: Bool, committed: Bool) async throws {
        let identity = VerifiedIdentity(
            subject: UpstreamSubject(namespace: "n", identifier: "i"),
            assurance: .low,
            authenticatedAt: Date(timeIntervalSince1970: 1),
            isTimeKnown: isTimeKnown
        )
        let descriptor = MethodDescriptor(
            provider: "closures",
            displayName: LocalizedText("Closures"),
            types: [.authentication],
            attributes: [],
            assurance: AssuranceTable([.init("one", .low)])
        )
        let method = Method(
            id: "m",
            displayName: nil,
            descriptor: descriptor,
            types: [.authentication],
            begin: { _ throws(MethodError) in .finished(identity) },
            resume: { _, _, _ throws(MethodError) in .finished(identity) },
            redraw: { _, _ in nil },
            abandon: { _, _ in }
        )
        let request = try MethodRequest(
            transactionID: "t",
            type: .authentication,
            callbackURL: try #require(URL(string: "https://broker.example/callback/m")),
            callbackState: "state",
            commitment: committed ? Data([1]) : nil
        )
        _ = try await method.begin(request)
        _ = try await method.resume(request, from: [], after: .polled)
    }

    @Test func `An answer to a commitment without a known time is refused`() async throws {
        await #expect(throws: MethodError(.untrusted, "")) { try await resume(isTimeKnown: false, committed: true) }
        try await resume(isTimeKnown: true, committed: true)
        try await resume(isTimeKnown: false, committed: false)
    }
}
