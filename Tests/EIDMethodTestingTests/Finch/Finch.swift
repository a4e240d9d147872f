import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// A toy method that signs: right without a flaw, and wrong in one place with one.
struct Finch: SigningProvider {
    struct Configuration: MethodConfiguration {
        static let settings: [Setting] = []
        init(reading settings: SettingsReader) {}
    }

    static let descriptor = MethodDescriptor(
        provider: "finch",
        displayName: LocalizedText("Finch"),
        types: [.verification, .signing],
        attributes: [],
        assurance: AssuranceTable([.init("finch", .low)])
    )

    let services: MethodServices
    var flaw: SigningFlaw?
    let memory = FinchMemory()

    init(configuration: Configuration, services: MethodServices) { self.services = services }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<Int> {
        throw MethodError(.unavailable, "a finch only signs")
    }

    func resume(
        _ request: MethodRequest,
        from state: Int,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<Int> {
        throw MethodError(.unavailable, "a finch only signs")
    }

    var signing: SigningOffer? {
        let most =
            switch flaw {
            case .offersTooMuch: FinchUpstream.mostDigests + 1
            case .offersNothing: 0
            default: FinchUpstream.mostDigests
            }
        return SigningOffer(kind: .values, maximumDigests: most, isQualified: false)
    }

    func beginSigning(_ request: SigningRequest) async throws(MethodError) -> SigningStep<FinchState> {
        if flaw == .logsTheBrowser { services.log.debug("begun by \(request.endUser?.userAgent ?? "none")") }
        if flaw == .logsTheAddress { services.log.debug("begun from \(request.endUser?.address ?? "nowhere")") }
        let answer = try await call("/open", [:])
        var state = FinchState(session: answer["session"]?.string ?? "")
        state.showsItsToken = flaw == .printsItsState
        state.showsItsSigner = flaw == .printsTheSigner
        memory.begin(state.session)
        if flaw == .samePlaceForAll { state.session = "finch-session-1" }
        return .present(try page(state, request), keeping: state)
    }

    func resumeSigning(
        _ request: SigningRequest,
        from state: FinchState,
        after event: MethodEvent
    ) async throws(MethodError) -> SigningStep<FinchState> {
        if flaw == .forgetfulState, !memory.hasBegun(state.session) {
            throw MethodError(.untrusted, "begun by another provider")
        }
        var state = state
        do throws(MethodError) {
            let code = try code(in: event, &state, request)
            let step = try await state.isSecond ? second(state, code) : first(state, code)
            if case .signed = step { await close(state.token) }
            return step
        } catch {
            let wasForged = error.detail == "the state is another" && flaw != .forgetsAfterForgery
            if state.isSecond, !wasForged { await close(state.token) }
            if flaw == .errorTellsTheToken, let token = state.token {
                throw MethodError(error.code, "\(error.detail) with \(token)")
            }
            if flaw == .signsAnyway { return anyway(state) }
            if flaw == .blamesThePerson, error.code != .untrusted || error.underlying != nil {
                throw MethodError(.declined, "something went wrong")
            }
            throw error
        }
    }

    func authorise(
        _ digests: [SigningDigest],
        for request: SigningRequest,
        from state: FinchState
    ) async throws(MethodError) -> SigningStep<FinchState> {
        let isRightNumber = digests.count == request.count && (1...FinchUpstream.mostDigests).contains(digests.count)
        guard isRightNumber || flaw == .takesAnyNumber || flaw == .offersTooMuch else {
            await close(state.token)
            throw MethodError(.unsupported, "another number of digests")
        }
        guard digests.allSatisfy({ $0.bytes.count == 32 }) || flaw == .takesAnyLength else {
            await close(state.token)
            throw MethodError(.unsupported, "another length of digests")
        }
        let sent = flaw == .sendsDigestsReversed ? digests.reversed() : digests
        let text = flaw == .sendsAnyText ? request.description[.en] : Self.shown(request.description[.en])
        let body: JSON = [
            "token": .string(state.token ?? ""), "text": .string(text), "names": .strings(sent.map(\.name)),
            "digests": .strings(sent.map { Base64.encode($0.bytes) }),
        ]
        if flaw == .asksTwice { _ = try await call("/approve", body) }
        var next = state
        let answer: JSONValue
        do throws(MethodError) {
            answer = try await call("/approve", body)
        } catch {
            await close(state.token)
            if flaw == .blamesThePerson { throw MethodError(.declined, "something went wrong") }
            throw error
        }
        next.session = answer["session"]?.string ?? ""
        next.isSecond = true
        next.hasReturned = false
        next.names = digests.map(\.name)
        memory.begin(next.session)
        return .present(try page(next, request), keeping: next)
    }

    func abandonSigning(_ request: SigningRequest, from state: FinchState) async {
        guard flaw != .ignoresGivingUp else { return }
        await close(state.token)
    }

    private static func shown(_ text: String) -> String {
        let ascii = text.unicodeScalars.map { 0x20...0x7E ~= $0.value ? Character($0) : "?" }
        return String(ascii.prefix(FinchUpstream.longestText))
    }

    private func page(_ state: FinchState, _ request: SigningRequest) throws(MethodError) -> Interaction {
        var components = URLComponents()
        components.scheme = "https"
        components.host = "finch.example"
        components.path = "/page"
        components.queryItems = [
            URLQueryItem(name: "session", value: state.session),
            URLQueryItem(name: "state", value: flaw == .samePlaceForAll ? "s" : request.callbackState),
        ]
        if flaw == .secretInURL { components.queryItems?.append(URLQueryItem(name: "t", value: FinchUpstream.secret)) }
        guard let url = components.url else { throw MethodError(.misconfigured, "no URL") }
        return .redirect(to: url)
    }
}
