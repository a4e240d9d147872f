import EIDJSON
import EIDMethod
import Testing

@testable import EIDBroker

/// What the catalogue has for operators stands in the log.
@Suite struct OperatorTextTests {
    @Test func anErrorThatOnlyABrowserBringsCallsNobodyOut() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.result = .failure(MethodError(.misconfigured, "the callback reports invalid_scope")) }
        let started = try await bench.start()
        _ = await bench.broker.callback(
            method: "toy",
            try BrokerBench.parameters(["state": started.state, "error": "invalid_scope"]),
            browser: started.browser
        )
        let line = try #require(bench.log.text.split(separator: "\n").first { $0.contains("sign-in ended") })
        #expect(line.hasPrefix("warning "), "\(line)")
    }

    @Test(arguments: [("code", "error "), ("error", "warning ")])
    func anErrorThatOnlyABrowserBringsIntoASigningCallsNobodyOut(parameter: String, level: String) async throws {
        let bench = try SigningFlowBench()
        bench.script.change { $0.certificateFailure = MethodError(.misconfigured, "as the test wished") }
        let id = try await bench.create().json.requireString("id")
        let visitor = try await bench.open(id)
        let state = try #require(try await bench.consent(visitor).query["state"])
        _ = await bench.broker.callback(
            method: "signer",
            try BrokerBench.parameters(["state": state, parameter: "invalid_scope"]),
            browser: visitor.browser
        )
        let line = try #require(bench.log.text.split(separator: "\n").first { $0.contains("signing ended") })
        #expect(line.hasPrefix(level), "\(line)")
    }

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
        _ = try await bench.callback(started, browser: BrowserContext())
        let text = ErrorCatalogue.entry(for: .alreadyAnswered).operatorText
        let line = try #require(bench.log.text.split(separator: "\n").last { $0.contains("page shown instead") })
        #expect(line.contains(text), "\(line)")
    }

    @Test func aRefusedWayBackNamesTheClientAndTheReason() async throws {
        let bench = try BrokerBench()
        _ = try await ServedRequest.$id.withValue("request-1") {
            try await bench.authorize(["redirect_uri": "https://shop.example/private"])
        }
        let line = try #require(bench.log.text.split(separator: "\n").last { $0.contains("page shown instead") })
        for part in ["bad_redirect_uri", #""client": shop"#, #""reason": not registered"#, "request-1"] {
            #expect(line.contains(part), "\(part) in \(line)")
        }
        #expect(!line.contains("private"), "what the browser sent")
    }

    @Test func aRefusedRequestAndAWrongSecretNameTheRequest() async throws {
        let bench = try BrokerBench()
        try await ServedRequest.$id.withValue("request-1") {
            _ = try await bench.authorize(["prompt": "none"])
            _ = try await bench.redeem("x", authorization: "Basic c2hvcDp3cm9uZw==")
        }
        for message in ["request refused", "client authentication failed"] {
            let line = try #require(bench.log.text.split(separator: "\n").last { $0.contains(message) })
            #expect(line.contains("request-1"), "\(line)")
        }
    }

    @Test func aPageAboutASignInNamesItsClient() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        _ = try await bench.callback(started)
        _ = try await bench.callback(started, browser: BrowserContext())
        let line = try #require(bench.log.text.split(separator: "\n").last { $0.contains("page shown instead") })
        #expect(line.contains(#""client": shop"#) && line.contains(started.id), "\(line)")
    }

    @Test func aRefusedSigningRequestNamesTheClientAndTheReason() async throws {
        let bench = try SigningFlowBench()
        let body = Array(#"{"documents":[],"levels":"qes"}"#.utf8)
        let token = try await bench.token()
        let answer = await ServedRequest.$id.withValue("request-1") {
            await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        }
        #expect(answer.status == 400)
        let line = try #require(bench.log.text.split(separator: "\n").last { $0.contains("signing request refused") })
        for part in ["invalid_request", #""client": shop"#, #""reason": levels is not known here."#, "request-1"] {
            #expect(line.contains(part), "\(part) in \(line)")
        }
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
