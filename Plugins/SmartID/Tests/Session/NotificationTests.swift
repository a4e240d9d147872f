import EIDJOSE
import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import Testing

@testable import EIDSmartID

/// A message to the phone of somebody who is named.
@Suite struct NotificationTests {
    @Test func `The person types who they are and compares four digits`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"])
        try await walk.begin()
        #expect(walk.question == "Country (EE, LV, LT, BE) and personal number, such as EE 40404040009")
        try await walk.resume(.answered(PromptAnswer(text: "ee 48801126018")))
        let session = try #require(walk.simulator.sessions.first)
        #expect(session.addressee == SmartIDPersona.kadri.identifier)
        let code = VerificationCode.of(challenge: Base64.decode(session.challenge) ?? [])
        #expect(walk.hint == SmartIDTexts.compare(code)[.en])
        #expect(walk.code == nil && walk.link == nil)
        try walk.simulator.decide(.approve, on: try walk.simulator.pickUp())
        #expect(try await walk.poll()?.subject.identifier == SmartIDPersona.kadri.identifier)
    }

    @Test func `Where one country is possible only the number is asked for`() async throws {
        let walk = try SmartIDWalk(["flow": "notification", "countries": ["BE"]])
        try await walk.begin()
        #expect(walk.question == "Personal number (11 digits)")
        try await walk.resume(.answered(PromptAnswer(text: "79.08.27-122.07")))
        #expect(walk.simulator.sessions.map(\.addressee) == [SmartIDPersona.marie.identifier])
    }

    @Test func `What is no number is asked for again`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"])
        try await walk.begin()
        try await walk.resume(.answered(PromptAnswer(text: "48801126018")))
        #expect(walk.question?.hasPrefix("That is no personal number.") == true)
        #expect(walk.simulator.sessions.isEmpty)
    }

    @Test(arguments: [["EE", "BE"], ["EE"]] as [SettingValue])
    func `A number with a digit that is wrong is asked for again, and nobody gets a message`(
        countries: SettingValue
    ) async throws {
        let walk = try SmartIDWalk(["flow": "notification", "countries": countries])
        try await walk.begin()
        try await walk.resume(.answered(PromptAnswer(text: "EE 48801126019")))
        #expect(walk.question?.hasPrefix("A digit seems to be wrong.") == true, "\(walk.question ?? "")")
        #expect(walk.simulator.sessions.isEmpty)
        try await walk.resume(.answered(PromptAnswer(text: "EE 48801126018")))
        #expect(walk.simulator.sessions.map(\.addressee) == [SmartIDPersona.kadri.identifier])
    }

    @Test func `Another wrong number is doubted as the first was`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"])
        try await walk.begin()
        for text in ["EE 48801126019", "EE 48801126017", "junk"] {
            try await walk.resume(.answered(PromptAnswer(text: text)))
            #expect(walk.question != nil && walk.simulator.sessions.isEmpty, "\(text)")
        }
    }

    @Test func `Whoever insists on a number is believed`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"])
        try await walk.begin()
        try await walk.resume(.answered(PromptAnswer(text: "EE 48801126019")))
        // Smart-ID has nobody of that number.
        await #expect(throws: MethodError(.refused, "")) {
            try await walk.resume(.answered(PromptAnswer(text: "ee-48801126019")))
        }
    }

    @Test func `A hint that names the person in full replaces the question`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"], loginHint: "PNOLV-329042-12345")
        try await walk.begin()
        #expect(walk.simulator.sessions.map(\.addressee) == [SmartIDPersona.janis.identifier])
    }

    @Test(arguments: ["48801126018", "kadri@example.com", "PNOSE-199001012385"])
    func `Any other hint replaces nothing`(hint: String) async throws {
        let walk = try SmartIDWalk(["flow": "notification"], loginHint: hint)
        try await walk.begin()
        #expect(walk.question != nil && walk.simulator.sessions.isEmpty)
    }

    @Test func `A second answer is refused`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"])
        try await walk.begin()
        try await walk.resume(.answered(PromptAnswer(text: "EE 48801126018")))
        await #expect(throws: MethodError(.untrusted, "")) {
            try await walk.resume(.answered(PromptAnswer(text: "EE 48801126018")))
        }
    }
}
