import EIDMethod
import EIDMethodOIDC
import Foundation
import Testing

/// What a client demands beside what the operator has fixed.
@Suite struct FreshnessDemandTests {
    private func parameters(prompt: String? = nil, age: Int? = nil, _ freshness: Freshness) throws -> String {
        var parameters = AuthorizationParameters(
            redirectURI: try #require(URL(string: "https://broker.example/callback/m")),
            state: "s",
            prompt: prompt,
            maximumAge: age
        )
        parameters.demand(freshness)
        return "\(parameters.prompt ?? "-") \(parameters.maximumAge.map { "\($0)" } ?? "-")"
    }

    @Test func nothingIsAskedForThatNobodyDemands() throws {
        #expect(try parameters(Freshness()) == "- -")
        #expect(try parameters(prompt: "consent", age: 60, Freshness()) == "consent 60")
    }

    @Test func aDemandIsPassedOn() throws {
        #expect(try parameters(Freshness(reauthenticates: true)) == "login -")
        #expect(try parameters(Freshness(maximumAge: 300)) == "- 300")
    }

    @Test func noAgeAtAllAsksForANewProofInBothWords() throws {
        #expect(try parameters(Freshness(maximumAge: 0)) == "login 0")
    }

    @Test func theStricterCounts() throws {
        #expect(try parameters(age: 60, Freshness(maximumAge: 300)) == "- 60")
        #expect(try parameters(age: 300, Freshness(maximumAge: 60)) == "- 60")
        #expect(try parameters(prompt: "consent", Freshness(reauthenticates: true)) == "login consent -")
        #expect(try parameters(prompt: "login consent", Freshness(reauthenticates: true)) == "login consent -")
    }
}
