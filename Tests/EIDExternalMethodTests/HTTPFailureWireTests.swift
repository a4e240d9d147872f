import EIDJSON
import EIDMethod
import Testing

@testable import EIDExternalMethod

/// What methods hear of calls that gave no answer.
@Suite struct HTTPFailureWireTests {
    @Test func aWordThatMethodsOfBeforeDoNotKnowIsNotSaid() throws {
        let words = [HTTPFailure.Code.forbidden, .unreachable, .timedOut, .tooLarge, .noConnectionFree].map {
            try? JSONValue.parse(HTTPFailure($0, "why").wire.serialized()).requireString("code")
        }
        #expect(words == ["forbidden", "unreachable", "timedOut", "tooLarge", "timedOut"])
    }
}
