import EIDMethod
import EIDMethodTesting
import EIDSwedishBankIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSwedishBankID

/// Signing with BankID's own signature, beside what the suite asks of every method.
@Suite struct BankIDSigningTests {
    private struct Walk {
        let bench: BankIDBench
        let provider: SwedishBankIDProvider
        let request: SigningRequest
        let digests: [SigningDigest]

        init(_ bench: BankIDBench, names: [String] = ["lease.pdf"], language: Language = .en) throws {
            self.bench = bench
            let services = MethodServices(
                http: bench.upstream,
                clock: bench.clock.wall,
                random: SeededRandom().source,
                log: LogCapture().logger()
            )
            provider = try bench.makeProvider(services: services)
            request = SigningRequest(
                transactionID: "t",
                count: names.count,
                description: LocalizedText(names.first ?? ""),
                documentNames: names,
                clientName: LocalizedText("Example"),
                languages: [language],
                callbackURL: try #require(URL(string: "https://broker.example/callback/bankid")),
                callbackState: "state",
                endUser: EndUser(address: "203.0.113.7")
            )
            digests = names.enumerated().map { index, name in
                SigningDigest(
                    name: "doc-\(index + 1)",
                    bytes: Data(repeating: UInt8(index), count: 32),
                    documentName: name
                )
            }
        }

        /// The order, and the state that waits for it.
        func ordered(number: String? = nil) async throws -> SwedishBankIDSigningState {
            var step = try await provider.beginSigning(request)
            if let number, case .present(_, let state) = step {
                step = try await provider.resumeSigning(
                    request,
                    from: state,
                    after: .answered(PromptAnswer(text: number))
                )
            }
            guard case .ready(_, let state) = step else { throw ConformanceFailure("not ready") }
            guard case .present(_, let waiting) = try await provider.authorise(digests, for: request, from: state)
            else {
                throw ConformanceFailure("nobody is asked")
            }
            return waiting
        }

        func collected(_ state: SwedishBankIDSigningState) async throws -> SigningResult? {
            bench.clock.advance(by: .seconds(2))
            let step = try await provider.resumeSigning(request, from: state, after: .polled)
            if case .signed(let result) = step { return result }
            return nil
        }
    }

    @Test func theAppShowsTheDocumentsAndTheClientInThePersonsLanguage() async throws {
        for (language, text) in [(Language.en, "I sign for Example:"), (.nl, "Ik onderteken voor Example:")] {
            let walk = try Walk(BankIDBench(), names: ["lease.pdf", "annex.pdf"], language: language)
            _ = try await walk.ordered()
            let order = try #require(walk.bench.simulator.orders.last)
            #expect(order.route == .sign && order.visible == "\(text)\n\n1. lease.pdf\n2. annex.pdf")
            #expect(!order.members.contains("userVisibleDataFormat") && order.members.contains("endUserIp"))
            let statement = try #require(order.unseen.flatMap { SigningStatement($0) })
            #expect(statement.digests == walk.digests.map(\.bytes))
        }
    }

    @Test func theResultNamesThePersonAndCarriesTheSignatureAndTheStatus() async throws {
        let walk = try Walk(BankIDBench())
        let state = try await walk.ordered()
        let order = try #require(walk.bench.simulator.orders.last)
        try walk.bench.simulator.decide(.approve, on: walk.bench.simulator.take(order.reference))
        let result = try #require(try await walk.collected(state))
        let native = try #require(result.native)
        #expect(native.identity.subject.identifier == BankIDPersona.astrid.personalNumber)
        #expect(native.identity.attributes[.familyName] == "Sjöholm" && native.identity.evidence.isEmpty)
        #expect(result.values.isEmpty && result.evidence.map(\.kind) == ["certificate_status"])
        let reading = try NativeSignatureReading(native.evidence)
        #expect(reading.unseen == order.unseen && reading.visible == order.visible)
    }

    @Test func somebodyOnThePhoneSigns() async throws {
        let walk = try Walk(BankIDBench(start: "phone"))
        let state = try await walk.ordered(number: BankIDPersona.astrid.personalNumber)
        #expect(walk.bench.simulator.orders.map(\.route) == [.phoneSign])
        try walk.bench.simulator.decide(.approve, on: walk.bench.simulator.pickUp())
        #expect(try await walk.collected(state)?.native != nil)
    }

    @Test func aNumberThatIsNoneIsAskedAgain() async throws {
        let walk = try Walk(BankIDBench(start: "phone"))
        guard case .present(_, let state) = try await walk.provider.beginSigning(walk.request) else {
            throw ConformanceFailure("nobody is asked")
        }
        let step = try await walk.provider.resumeSigning(
            walk.request,
            from: state,
            after: .answered(PromptAnswer(text: "1990"))
        )
        guard case .present(.ask(let prompt), _) = step else { throw ConformanceFailure("nobody is asked again") }
        #expect(prompt.label == BankIDTexts.personalNumberAgain)
    }

    @Test(arguments: [
        BankIDFault.otherPurpose, .otherText, .otherUnseenData, .changedData, .brokenValue, .wrappedSignature,
        .otherCertificate,
        .strangeIssuer, .expiredCertificate, .otherStatus, .strangeResponder,
    ])
    func aSignatureThatDoesNotHoldIsRefused(fault: BankIDFault) async throws {
        let walk = try Walk(BankIDBench())
        let state = try await walk.ordered()
        walk.bench.simulator.inject(fault)
        let order = try #require(walk.bench.simulator.orders.last)
        try walk.bench.simulator.decide(.approve, on: walk.bench.simulator.take(order.reference))
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.collected(state) }
    }

    @Test func theCodeMovesAndStoppingCancelsTheOrder() async throws {
        let walk = try Walk(BankIDBench())
        let state = try await walk.ordered()
        func code() -> String? {
            guard case .openApp(_, let code, _, _)? = walk.provider.redrawSigning(walk.request, from: state) else {
                return nil
            }
            return code
        }
        let first = code()
        walk.bench.clock.advance(by: .seconds(1))
        #expect(first != nil && code() != first)
        await walk.provider.abandonSigning(walk.request, from: state)
        #expect(walk.bench.simulator.orders.map(\.hint) == ["cancelled"])
    }

    @Test func withoutTheSettingNobodySigns() throws {
        let services = try Walk(BankIDBench()).provider.services
        let provider = try BankIDBench(["sign": false]).makeProvider(services: services)
        #expect(provider.signing == nil)
        #expect(Method(id: "bankid", provider: provider).types == [.verification, .authentication])
    }

    @Test func namesGiveWayBeforeTheListDoes() async throws {
        let names = (0..<100).map { "\($0) " + String(repeating: "å", count: 250) + ".pdf" }
        let walk = try Walk(BankIDBench(), names: names)
        _ = try await walk.ordered()
        let visible = try #require(walk.bench.simulator.orders.last?.visible)
        #expect(visible.utf8.count <= 30_000 && visible.contains("\n100. 99 å") && visible.hasSuffix(".pdf"))
    }

    @Test(arguments: ["a\r\nb", "a\u{202E}b", "a\u{0}b", "  a   b  "])
    func aNameThatChangesHowTheRestIsReadIsShownOnOneLine(name: String) async throws {
        let walk = try Walk(BankIDBench(), names: [name])
        _ = try await walk.ordered()
        #expect(walk.bench.simulator.orders.last?.visible?.hasSuffix("\n\n1. a b") == true)
    }
}
