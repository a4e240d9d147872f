import EIDJSON
import EIDSimulator
import FoundationEssentials
import Testing

/// The parts that any upstream look-alike needs.
@Suite struct SimulatorPartsTests {
    @Test func aFixedClockMovesOnlyWhenMoved() {
        let clock = SimulatorClock(fixedAt: Date(timeIntervalSince1970: 1_000))
        #expect(clock.seconds == 1_000)
        clock.advance(by: 60)
        #expect(clock.seconds == 1_060)
        clock.set(to: Date(timeIntervalSince1970: 5))
        #expect(clock.seconds == 5)
    }

    @Test func randomTextRepeatsUnderASeed() {
        var (one, same, other) = (SeededRandom(seed: 1), SeededRandom(seed: 1), SeededRandom(seed: 2))
        let text = one.text(36)
        #expect(text.utf8.count == 36)
        #expect(same.text(36) == text)
        #expect(other.text(36) != text)
    }

    @Test func formFieldsSurviveARoundTrip() {
        let fields = FormFields([("a b", "ü&=+%"), ("a b", "")])
        let again = FormFields(decoding: fields.encoded.utf8)
        #expect(again?.all.map(\.value) == ["ü&=+%", ""])
        #expect(again?.doubled == "a b")
        #expect(FormFields(decoding: "a=1+2".utf8)?["a"] == "1 2")
    }

    @Test(arguments: ["a=%", "a=%4", "a=%gg", "a=%00", "a=%ff"])
    func brokenFormsAreRefused(_ text: String) { #expect(FormFields(decoding: text.utf8) == nil) }

    @Test func maxAgeIsRead() {
        #expect(FetchedDocument.maximumAge(inCacheControl: "public, max-age=3600") == 3600)
        #expect(FetchedDocument.maximumAge(inCacheControl: "no-store") == nil)
        #expect(FetchedDocument.maximumAge(inCacheControl: "max-age=soon") == nil)
    }

    @Test func aQRCodeIsDrawn() throws {
        let svg = try #require(QRCodeDrawing.svg(of: "https://sim.example/phone/1", label: "a \"label\""))
        #expect(svg.hasPrefix("<svg"))
        #expect(svg.contains("aria-label=\"a &quot;label&quot;\""))
        #expect(QRCodeDrawing.svg(of: String(repeating: "x", count: 10_000), label: "") == nil)
    }

    @Test func settingsReportEveryProblem() {
        let problem = #expect(throws: SettingsProblem.self) {
            try SettingsNode.read(yaml: "a: 1\nb: [x]\nextra: 1") { root in
                _ = root.string("a")
                _ = root.integer("b")
                _ = root.requiredString("c")
                root.refuseUnknown()
            }
        }
        #expect(problem?.problems.map { String($0.prefix { $0 != " " }) } == ["a", "b", "c", "extra"])
    }

    @Test func doubledKeysInYAMLAreRefused() {
        #expect(throws: SettingsProblem.self) { try SettingsNode.read(yaml: "a: 1\na: 2") { _ in } }
    }

    @Test func aTraceListsItsViolations() {
        var trace = SimulatorTrace(id: "1")
        trace.add(.passed, rule: "§1", "", at: "now")
        trace.add(.failed, rule: "§2", "wrong", at: "now")
        #expect(trace.violations == ["§2: wrong"])
        #expect(trace.json["violations"] == ["§2: wrong"])
    }

    @Test func redactionKeepsLengthsOnly() {
        let text = Redaction.describe(FormFields([("code", "secret"), ("state", "open")])).text
        #expect(!text.contains("secret"))
        #expect(text.contains("6 bytes"))
        #expect(text.contains("open"))
    }
}
