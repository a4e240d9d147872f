import EIDJSON
import EIDMethod
import FoundationEssentials

/// A toy method of three steps, each of another kind: a question, an app, and then the dove's page.
struct Stork: MethodProvider {
    static let descriptor = describe(email: .maybe)

    let dove: Dove
    var flaw: StorkFlaw?
    var queue = StorkQueue()
    let memory = StorkMemory()

    init(configuration: DoveConfiguration, services: MethodServices) {
        dove = Dove(configuration: configuration, services: services)
    }

    var descriptor: MethodDescriptor { Self.describe(email: flaw == .promisesTooMuch ? .always : .maybe) }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<StorkState> {
        question(keeping: StorkState(id: dove.services.random.token(bytes: 8)))
    }

    func resume(
        _ request: MethodRequest,
        from state: StorkState,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<StorkState> {
        if flaw == .isSpoiledByStrays, memory.knows(state.id) { throw MethodError(.untrusted, "spoiled") }
        switch (state.order, state.dove, event) {
        case (nil, _, .answered(let answer)):
            guard answer.text.utf8.count == 4 else { return question(keeping: state) }
            return try await order(state)
        case (_?, nil, .answered) where flaw == .takesASecondAnswer:
            return try await order(state)
        case (let order?, nil, .polled):
            return try await look(request, state, order)
        case (_, let page?, .callback(let callback)):
            return try await land(request, state, page, callback)
        case (_, _?, .polled) where flaw == .pollingSkipsThePage:
            return .finished(DoveMemory.anyone)
        default:
            memory.note(state.id)
            throw MethodError(.untrusted, "nobody waits for this")
        }
    }

    func abandon(_ request: MethodRequest, from state: StorkState) async {
        guard flaw != .leavesTheOrderOpen, let order = state.order, state.dove == nil else { return }
        _ = try? await call("/forget", order)
    }

    private func order(_ state: StorkState) async throws(MethodError) -> MethodStep<StorkState> {
        guard
            let order = try await call("/call", flaw == .ringsWithTheSameNonce ? "nonce=ring" : "ring")["order"]?.string
        else {
            throw MethodError(.untrusted, "no order")
        }
        memory.note(order)
        var next = state
        next.order = order
        return .present(Self.app(order, nil), keeping: next)
    }

    private func look(
        _ request: MethodRequest,
        _ state: StorkState,
        _ order: String
    ) async throws(MethodError) -> MethodStep<StorkState> {
        if flaw == .remembersOrdersItself, !memory.knows(order) { throw MethodError(.untrusted, "ordered elsewhere") }
        if memory.knows("after \(order)") { return .finished(DoveMemory.anyone) }
        let answer = try await call("/look", order)
        if let words = answer["message"]?.string, state.misses == 0 {
            var next = state
            next.misses = 1
            return .present(Self.app(order, LocalizedText(words)), keeping: next)
        }
        switch answer["phase"]?.string {
        case "waiting": return .present(Self.app(order, nil), keeping: state)
        case "cancelled":
            if flaw == .pollingAfterCancellingFinishes { memory.note("after \(order)") }
            throw MethodError(.cancelled, "cancelled")
        case "declined":
            if flaw == .pollingAfterDecliningFinishes { memory.note("after \(order)") }
            throw MethodError(.declined, "declined")
        case "late": throw MethodError(.expired, "no answer")
        case "done":
            var dove = dove
            if flaw == .showsTheSameChallenge { dove.flaw = .sameChallengeForAll }
            guard case .present(let page, let inner) = try await dove.begin(request) else {
                throw MethodError(.untrusted, "no page")
            }
            var next = state
            next.dove = inner
            return .present(page, keeping: next)
        default: throw MethodError(.untrusted, "no order")
        }
    }

    private func land(
        _ request: MethodRequest,
        _ state: StorkState,
        _ page: Dove.State,
        _ callback: CallbackParameters
    ) async throws(MethodError) -> MethodStep<StorkState> {
        do throws(MethodError) {
            guard case .finished(let identity) = try await dove.resume(request, from: page, after: .callback(callback))
            else { throw MethodError(.untrusted, "no identity") }
            return .finished(identity)
        } catch {
            if flaw == .cancelledLateIsUnavailable, error.code == .cancelled {
                throw MethodError(.unavailable, "something went wrong")
            }
            throw error
        }
    }

    private func call(_ path: String, _ body: String) async throws(MethodError) -> JSONValue {
        guard let url = URL(string: "https://stork.example\(path)") else { throw MethodError(.misconfigured, "no URL") }
        let limits = HTTPLimits(time: .seconds(5), bodyBytes: 65_536)
        let response: HTTPResponse
        if flaw == .holdsUpOthers { await queue.enter() }
        do throws(HTTPFailure) {
            response = try await dove.services.http.send(
                HTTPRequest(.post, url, body: Array(body.utf8), limits: limits)
            )
            if flaw == .holdsUpOthers { await queue.leave() }
        } catch {
            if flaw == .holdsUpOthers { await queue.leave() }
            throw MethodError(error.code == .tooLarge ? .untrusted : .unavailable, "no answer", underlying: error)
        }
        let answer = try? JSONValue.parse(response.body)
        if flaw == .repeatsTheUpstream, path == "/look", let answer, answer["message"] != nil { return answer }
        switch response.status {
        case 200: break
        case 403 where flaw == .blamesThePersonForRejections: throw MethodError(.declined, "not allowed")
        case 429, 500...599: throw MethodError(.unavailable, "status \(response.status)")
        default: throw MethodError(.untrusted, "status \(response.status)")
        }
        guard let answer else {
            let isEven = dove.services.random.bytes(1).allSatisfy { $0 % 2 == 0 }
            throw MethodError(flaw == .codeByChance && isEven ? .misconfigured : .untrusted, "not an answer")
        }
        return answer
    }

    private func question(keeping state: StorkState) -> MethodStep<StorkState> {
        .present(.ask(Prompt(kind: .text, label: LocalizedText("The ring's number"))), keeping: state)
    }

    private static func app(_ order: String, _ hint: LocalizedText?) -> Interaction {
        .openApp(link: URL(string: "stork://\(order)"), qr: nil, pollAfter: .seconds(1), hint: hint)
    }

    private static func describe(email: AttributeOffer.Availability) -> MethodDescriptor {
        MethodDescriptor(
            provider: "stork",
            displayName: LocalizedText("Stork"),
            types: [.verification, .authentication],
            attributes: Dove.descriptor.attributes.map { offer in
                offer.name == Attribute<String>.email.name ? AttributeOffer(offer.name, email) : offer
            },
            assurance: Dove.descriptor.assurance,
            keepsEvidence: true
        )
    }
}
