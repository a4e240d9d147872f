import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

extension Finch {
    /// The code that came back; `nil` for a poll after that.
    func code(
        in event: MethodEvent,
        _ state: inout FinchState,
        _ request: SigningRequest
    ) throws(MethodError) -> String? {
        if case .polled = event, state.hasReturned || flaw == .pollsAtOnce { return nil }
        guard case .callback(let callback) = event else { throw MethodError(.unsupported, "only a callback helps") }
        let ignoresState = flaw == .ignoresState || flaw == .ignoresStateAndSession || flaw == .samePlaceForAll
        guard callback["state"] == request.callbackState || ignoresState else {
            throw MethodError(.untrusted, "the state is another")
        }
        state.hasReturned = true
        if flaw == .refusesUnknownParameters, callback.names.count > 2 { throw MethodError(.untrusted, "a surprise") }
        switch callback["error"] {
        case "cancelled"?: throw MethodError(flaw == .cancelledIsUnavailable ? .unavailable : .cancelled, "cancelled")
        case "declined"?: throw MethodError(flaw == .declinedIsCancelled ? .cancelled : .declined, "declined")
        case "timeout"?: throw MethodError(flaw == .expiredIsUnavailable ? .unavailable : .expired, "no answer")
        case "blocked"?: throw MethodError(flaw == .refusedIsDeclined ? .declined : .refused, "may not sign")
        case nil: break
        default: throw MethodError(.misconfigured, "the upstream said no")
        }
        guard let code = callback["code"], (1...200).contains(code.utf8.count) else {
            throw MethodError(.untrusted, "no code")
        }
        return code
    }

    /// Who signs.
    func first(_ state: FinchState, _ code: String?) async throws(MethodError) -> SigningStep<FinchState> {
        var next = state
        let answer = try await call("/who", redeeming(code, state))
        if answer["pending"]?.boolean == true { return try wait(state) }
        guard let token = answer["token"]?.string else { throw MethodError(.untrusted, "no token") }
        if flaw == .logsTheToken { services.log.debug("opened \(token)") }
        next.token = token
        do throws(MethodError) {
            guard answer["fit"]?.boolean == true || flaw == .takesAnyCredential else {
                throw MethodError(.refused, "cannot sign")
            }
            let signer = try signer(answer)
            next.signer = signer
            return .ready(signer, keeping: next)
        } catch {
            await close(token)
            throw error
        }
    }

    /// What they signed.
    func second(_ state: FinchState, _ code: String?) async throws(MethodError) -> SigningStep<FinchState> {
        let answer = try await call("/values", redeeming(code, state))
        if answer["pending"]?.boolean == true { return try wait(state) }
        var values: [SigningResult.Value] = []
        for value in answer["values"]?.elements ?? [] {
            guard let name = value["name"]?.string, var bytes = value["value"]?.string.flatMap({ Base64.decode($0) })
            else { throw MethodError(.untrusted, "no value") }
            if flaw == .changesValues { bytes.reverse() }
            values.append(.init(name: name, bytes: bytes))
        }
        var matched = state.names.compactMap { name in values.first { $0.name == name } }
        if flaw == .fillsGaps {
            matched = state.names.map { name in values.first { $0.name == name } ?? .init(name: name, bytes: [0]) }
        } else if flaw == .matchesByPosition {
            matched = zip(state.names, values).map { .init(name: $0, bytes: $1.bytes) }
        }
        guard matched.count == state.names.count else { throw MethodError(.untrusted, "a value is missing") }
        guard values.count == state.names.count || flaw == .fillsGaps || flaw == .takesUnaskedValues else {
            throw MethodError(.untrusted, "a value too many")
        }
        let now = flaw == .repeatsTheFirstSigner ? state.signer : try signer(answer)
        return .signed(SigningResult(signer: now ?? FinchUpstream.signer(), values: matched))
    }

    /// A flaw: whatever happens, it ends well.
    func anyway(_ state: FinchState) -> SigningStep<FinchState> {
        guard state.isSecond else { return .ready(FinchUpstream.signer(), keeping: state) }
        let values = state.names.map { SigningResult.Value(name: $0, bytes: services.random.bytes(32)) }
        return .signed(SigningResult(signer: FinchUpstream.signer(), values: values))
    }

    func close(_ token: String?) async {
        guard let token, flaw != .leavesSessionsOpen else { return }
        _ = try? await call("/close", ["token": .string(token)])
    }

    func call(_ path: String, _ body: JSON) async throws(MethodError) -> JSONValue {
        for _ in 0..<500 where flaw == .retriesForever {
            if let answer = try? await attempt(path, body) { return answer }
        }
        return try await attempt(path, body)
    }

    private func attempt(_ path: String, _ body: JSON) async throws(MethodError) -> JSONValue {
        if flaw == .neverRecovers, memory.isBroken { throw MethodError(.unavailable, "once down, always down") }
        var body = body
        body["secret"] = .string(FinchUpstream.secret)
        guard let url = URL(string: "https://finch.example\(path)") else { throw MethodError(.misconfigured, "no URL") }
        let limits = HTTPLimits(time: flaw == .hasNoLimits ? .seconds(3600) : .seconds(5), bodyBytes: 65_536)
        let response: HTTPResponse
        do {
            response = try await services.http.send(HTTPRequest(.post, url, body: body.serialized(), limits: limits))
        } catch {
            memory.isBroken = true
            throw MethodError(error.code == .tooLarge ? .untrusted : .unavailable, "no answer", underlying: error)
        }
        guard response.status == 200 else {
            memory.isBroken = true
            throw MethodError(response.status >= 500 ? .unavailable : .untrusted, "status \(response.status)")
        }
        do { return try JSONValue.parse(response.body) } catch {
            throw MethodError(.untrusted, "not an answer", underlying: error)
        }
    }

    private func redeeming(_ code: String?, _ state: FinchState) -> JSON {
        var body: JSON = [:]
        if flaw != .ignoresStateAndSession || code == nil { body["session"] = .string(state.session) }
        if let code { body["code"] = .string(code) }
        if let token = state.token { body["token"] = .string(token) }
        return body
    }

    private func wait(_ state: FinchState) throws(MethodError) -> SigningStep<FinchState> {
        guard flaw != .pendingIsAnError, let link = URL(string: "https://finch.example/app") else {
            throw MethodError(.unavailable, "not done yet")
        }
        return .present(.openApp(link: link, qr: nil, pollAfter: .seconds(1)), keeping: state)
    }

    private func signer(_ answer: JSONValue) throws(MethodError) -> Signer {
        guard let subject = answer["subject"]?.string,
            let certificate = answer["certificate"]?.string.flatMap({ Base64.decode($0) })
        else { throw MethodError(.untrusted, "nobody") }
        return Signer(
            subject: UpstreamSubject(namespace: "finch", identifier: subject),
            certificates: flaw == .namesNoCertificate ? [] : [Data(certificate)],
            algorithm: .rsaSHA256
        )
    }
}
