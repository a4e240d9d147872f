import EIDJSON
import EIDMethod
import Testing

@testable import EIDBroker

/// What the catalogue has for operators stands in the log.
@Suite struct OperatorTextTests {
    @Test func theEndOfASignInSaysWhatToDo() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.result = .failure(MethodError(.misconfigured, "as the test wished")) }
        _ = try await bench.callback(bench.start())
        let line = try #require(bench.log.text.split(separator: "\n").last { $0.contains("sign-in ended") })
        #expect(line.contains("as the test wished"))
        #expect(line.contains(ErrorCatalogue.entry(for: MethodError.Code.misconfigured).operatorText), "\(line)")
    }

    @Test func aPageInsteadOfAnAnswerSaysWhatItMeans() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        _ = try await bench.callback(started)
        _ = try await bench.callback(started)
        let text = ErrorCatalogue.entry(for: .alreadyAnswered).operatorText
        let line = try #require(bench.log.text.split(separator: "\n").last { $0.contains("page shown instead") })
        #expect(line.contains(text), "\(line)")
    }

    @Test func theEndOfASigningSaysWhatToDo() async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.approvalFailure = MethodError(.misconfigured, "as the test wished") }
        _ = try await bench.walk(try await bench.create().json.requireString("id"))
        let line = try #require(bench.log.text.split(separator: "\n").last { $0.contains("signing ended") })
        #expect(line.contains(ErrorCatalogue.entry(for: .providerMisconfigured).operatorText), "\(line)")
    }

    @Test(arguments: [
        (MethodError.Code.misconfigured, "error"), (.untrusted, "warning"), (.cancelled, "info"),
        (.unavailable, "info"),
    ])
    func theEndIsAsLoudAsItIsUrgent(_ code: MethodError.Code, _ level: String) async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.result = .failure(MethodError(code, "as the test wished")) }
        _ = try await bench.callback(bench.start())
        let line = try #require(bench.log.text.split(separator: "\n").last { $0.contains("sign-in ended") })
        #expect(line.hasPrefix("\(level) "), "\(line)")
        let signing = try SigningFlowBench()
        signing.script.change { $0.approvalFailure = MethodError(code, "as the test wished") }
        _ = try await signing.walk(try await signing.create().json.requireString("id"))
        let end = try #require(signing.log.text.split(separator: "\n").last { $0.contains("signing ended") })
        #expect(end.hasPrefix("\(level) "), "\(end)")
    }

    @Test func aSignInThatGoesWellNeedsNoHint() async throws {
        let bench = try BrokerBench()
        _ = try await bench.callback(bench.start())
        #expect(bench.log.text.contains("identified") && !bench.log.text.contains("hint"))
    }
}
