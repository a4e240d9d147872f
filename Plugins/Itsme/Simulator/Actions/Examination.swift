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

    /// Notes a JSON body that came in.
    mutating func received(_ text: String, _ body: JSON) {
        trace.add(.received, rule: "", text, at: clock.text, detail: Redaction.describe(body))
    }

    /// Demands that something holds.
    ///
    /// `text` is what is wrong. Where it reads as a rule ("x must be y") it also names the check that passed; elsewhere
    /// `holds` does.
    mutating func require(
        _ condition: Bool,
        _ rule: String,
        _ code: String,
        _ text: @autoclosure () -> String,
        holds: @autoclosure () -> String? = nil
    ) throws(ItsmeRefusal) {
        guard condition else { throw refuse(code, rule, text()) }
        passed(rule, holds() ?? text())
    }

    /// Demands that something is there.
    mutating func require<T>(
        _ value: T?,
        _ rule: String,
        _ code: String,
        _ text: @autoclosure () -> String,
        holds: @autoclosure () -> String? = nil
    ) throws(ItsmeRefusal) -> T {
        guard let value else { throw refuse(code, rule, text()) }
        passed(rule, holds() ?? text())
        return value
    }

    /// Writes down a rule that was kept.
    mutating func passed(_ rule: String, _ text: String) {
        trace.add(.passed, rule: rule, text, at: clock.text)
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
