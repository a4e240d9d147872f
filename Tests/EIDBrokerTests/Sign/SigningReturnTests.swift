import EIDBroker
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

/// A browser's return and a method that is asked at the same moment; and what the method hears when nobody waits any more.
@Suite("A signing's return and its end") struct SigningReturnTests {
    private let bench: SigningFlowBench

    init() throws { bench = try SigningFlowBench() }

    @Test func aReturnThatMeetsAPollIsNotLost() async throws {
        let visitor = try await waiting(polls: 1)
        let request = try #require(bench.script.now.requests.first)
        let parameters = try BrokerBench.parameters(["state": request.callbackState])
        let (answers, answer) = AsyncStream<FlowAnswer>.makeStream()
        bench.script.change { [bench] content in
            content.meanwhile = {
                Task {
                    answer.yield(await bench.broker.callback(method: "signer", parameters, browser: visitor.browser))
                    answer.finish()
                }
                for _ in 0..<50 { await Task.yield() }
            }
        }
        bench.clock.advance(by: 6)
        _ = await bench.broker.showSigning(visitor.id, browser: visitor.browser)
        var returned = answers.makeAsyncIterator()
        #expect(await returned.next()?.location?.hasPrefix("https://upstream.example/") == true)
        #expect(bench.script.now.resumed == 2, "the poll, then the return")
        #expect(bench.script.now.digests.count == 1)
    }

    @Test func stoppingWhileTheMethodIsAskedEndsIt() async throws {
        let visitor = try await waiting(polls: 1)
        bench.script.change { [bench] content in
            content.meanwhile = {
                let form = try? BrokerBench.parameters(["csrf": visitor.csrf])
                guard let form else { return }
                _ = await bench.broker.declineSigning(visitor.id, form: form, browser: visitor.browser)
            }
        }
        bench.clock.advance(by: 6)
        _ = await bench.broker.showSigning(visitor.id, browser: visitor.browser)
        #expect(try await outcome(visitor) == "declined")
        #expect(bench.script.now.abandoned == 2, "what was under way, and what the poll has made of it")
    }

    @Test func whileAReturnIsWorkedOnOtherTabsWaitAndTheClientMayCancel() async throws {
        let visitor = try await waiting()
        let token = try await bench.token()
        let request = try #require(bench.script.now.requests.first)
        let parameters = try BrokerBench.parameters(["state": request.callbackState])
        bench.script.change { [bench] content in
            content.meanwhile = {
                let shown = await bench.broker.showSigning(visitor.id, browser: visitor.browser)
                if case .page(.waiting, 200, _) = shown {} else { Issue.record("\(shown)") }
                let cancelled = await bench.broker.cancelSigning(visitor.id, authorization: token)
                #expect(cancelled.status == 200)
            }
        }
        let late = await bench.broker.callback(method: "signer", parameters, browser: visitor.browser)
        #expect(try await outcome(visitor) == "cancelled", "\(late)")
    }

    @Test func aCancelledSigningIsAbandoned() async throws {
        let visitor = try await waiting()
        let token = try await bench.token()
        #expect(await bench.broker.cancelSigning(visitor.id, authorization: token).status == 200)
        #expect(bench.script.now.abandoned == 1)
        #expect(await bench.broker.cancelSigning(visitor.id, authorization: token).status == 200)
        #expect(bench.script.now.abandoned == 1, "once")
    }

    @Test func aRemovedSigningIsAbandoned() async throws {
        let visitor = try await waiting()
        let token = try await bench.token()
        #expect(await bench.broker.removeSigning(visitor.id, authorization: token).status == 204)
        #expect(bench.script.now.abandoned == 1)
        #expect(await bench.broker.signing(visitor.id, authorization: token).status == 404)
    }

    @Test func aSigningOutOfTimeIsAbandoned() async throws {
        let visitor = try await waiting()
        bench.clock.advance(by: 901)
        #expect(try await outcome(visitor) == "expired")
        #expect(bench.script.now.abandoned == 1)
    }

    @Test func aSigningWhoseCertificateDoesNotSuitIsAbandoned() async throws {
        bench.script.change { $0.certificates = [Data([0x30, 0x01])] }
        let visitor = try await bench.open(try await bench.create().json.requireString("id"))
        let page = try await bench.callback(visitor, after: try await bench.consent(visitor)).errorPage
        #expect(page?.code == "certificate_invalid", "\(page?.code ?? "none")")
        #expect(bench.script.now.abandoned == 1 && bench.script.now.digests.isEmpty)
    }

    @Test func aMethodThatIsSetUpWronglyIsNothingToTryAgain() async throws {
        bench.script.change { $0.certificateFailure = MethodError(.misconfigured, "the upstream knows no such client") }
        let visitor = try await bench.open(try await bench.create().json.requireString("id"))
        let page = try await bench.callback(visitor, after: try await bench.consent(visitor)).errorPage
        #expect(page?.code == "provider_misconfigured" && page?.status == 500)
    }

    @Test(arguments: [
        (MethodError.Code.unsupported, "provider_unsupported"), (.unencodable, "text_not_encodable"),
    ])
    func whatAMethodCannotDoIsTheClientsMatter(_ code: MethodError.Code, _ told: String) async throws {
        bench.script.change { $0.certificateFailure = MethodError(code, "not with this method") }
        let visitor = try await bench.open(try await bench.create().json.requireString("id"))
        let page = try await bench.callback(visitor, after: try await bench.consent(visitor)).errorPage
        #expect(page?.code == told && page?.status == 422)
    }

    /// A person before a code, who has consented.
    private func waiting(polls: Int = 0) async throws -> SigningFlowBench.Visitor {
        bench.script.change {
            $0.presented = .openApp(link: nil, qr: "QR", pollAfter: .seconds(5))
            $0.polls = polls
        }
        let visitor = try await bench.open(try await bench.create().json.requireString("id"))
        _ = try await bench.consent(visitor)
        return visitor
    }

    private func outcome(_ visitor: SigningFlowBench.Visitor) async throws -> String {
        try await bench.status(visitor.id, token: try await bench.token()).requireString("status")
    }
}
