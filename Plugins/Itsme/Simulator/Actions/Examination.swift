import EIDJSON
import EIDSimulator

/// Checks a request rule by rule and writes down each result.
struct Examination: Sendable {
    var trace: SimulatorTrace
    let clock: SimulatorClock

    /// Notes what came in.
    mutating func received(_ text: String, _ fields: FormFields) {
        trace.add(.received, rule: "", text, at: clock.text, detail: Redaction.describe(fields))
    }

    /// Demands that something holds.
    mutating func require(
        _ condition: Bool,
        _ rule: String,
        _ code: String,
        _ text: @autoclosure () -> String
    ) throws(ItsmeRefusal) {
        guard condition else { throw refuse(code, rule, text()) }
        trace.add(.passed, rule: rule, "", at: clock.text)
    }

    /// Demands that something is there.
    mutating func require<T>(
        _ value: T?,
        _ rule: String,
        _ code: String,
        _ text: @autoclosure () -> String
    ) throws(ItsmeRefusal) -> T {
        guard let value else { throw refuse(code, rule, text()) }
        trace.add(.passed, rule: rule, "", at: clock.text)
        return value
    }

    /// Writes down a broken rule and makes the error for it.
    mutating func refuse(_ code: String, _ rule: String, _ text: String) -> ItsmeRefusal {
        trace.add(.failed, rule: rule, text, at: clock.text)
        return ItsmeRefusal(code, rule, text)
    }

    /// Writes down what is odd but tolerated.
    mutating func note(_ rule: String, _ text: String, detail: JSON? = nil) {
        trace.add(.note, rule: rule, text, at: clock.text, detail: detail)
    }

    /// Writes down what was handed out.
    mutating func issued(_ rule: String, _ text: String, detail: JSON? = nil) {
        trace.add(.issued, rule: rule, text, at: clock.text, detail: detail)
    }
}
