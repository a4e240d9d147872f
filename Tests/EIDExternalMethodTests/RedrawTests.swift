import EIDExternalMethod
import EIDMethod
import EIDMethodTesting
import Foundation
import Testing

/// A code that moves with the clock is drawn where the method is, by the broker's time.
@Suite struct RedrawTests {
    private func code(_ misfit: Misfit, _ method: Method, _ state: String) async throws -> String? {
        let request = try MethodRequest(
            transactionID: "t",
            type: .verification,
            callbackURL: URL(filePath: "/callback"),
            callbackState: "good"
        )
        guard case .openApp(_, let code, _, _) = await method.redraw(request, from: Array(state.utf8)) else {
            return nil
        }
        return code
    }

    @Test func `Each second has a code of its own, from the stored state`() async throws {
        let misfit = try Misfit("moving")
        let method = try await misfit.method()
        let begun = Int(misfit.clock.now.timeIntervalSince1970)
        for second in 0..<3 {
            #expect(try await code(misfit, method, "ada") == "ada \(begun + second)")
            #expect(try await code(misfit, method, "bob") == "bob \(begun + second)")
            misfit.clock.advance(by: .seconds(1))
        }
        await misfit.host.stop()
    }

    @Test func `After a restart, the process draws the code of a sign-in that began before`() async throws {
        let misfit = try Misfit("moving")
        let method = try await misfit.method()
        let begun = Int(misfit.clock.now.timeIntervalSince1970)
        #expect(try await code(misfit, method, "ada") == "ada \(begun)")
        await #expect(throws: MethodError.self) { try await Misfit.begin(method, "die") }
        await misfit.host.greeted(times: 2)
        #expect(try await code(misfit, method, "ada") == "ada \(begun)")
        await misfit.host.stop()
    }

    @Test func `What is no interaction leaves the page as it was`() async throws {
        let misfit = try Misfit("scribble")
        let method = try await misfit.method()
        #expect(try await code(misfit, method, "ada") == nil)
        try await Misfit.begin(method)
        #expect(misfit.host.greetings == 1)
        await misfit.host.stop()
    }
}
