import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// The way back from a method's upstream.
extension AuthorizeFlow {
    /// The browser came back from a method's upstream.
    func callback(_ methodID: String, _ parameters: RequestParameters, browser: BrowserContext) async throws
        -> FlowAnswer
    {
        guard let state = parameters["state"] else { throw PageFailure(.badRequest, reason: "no state") }
        guard let id = state.split(separator: ".", maxSplits: 1).first.map(String.init), state.utf8.count <= 128 else {
            throw PageFailure(.unknownTransaction)
        }
        let page = FlowAnswer.redirect(to: "/transaction/\(id)", cookie: nil)
        return try await step(of: id, browser) {
            try await OnlyReturn.answer { try await take(id, state, methodID, parameters, browser) } ?? page
        }
    }

    /// Goes on with a return as the transaction stands now; `nil` while another step is under way.
    private func take(
        _ id: String,
        _ state: String,
        _ methodID: String,
        _ parameters: RequestParameters,
        _ browser: BrowserContext
    ) async throws -> FlowAnswer? {
        let held = try await open(id, browser: browser)
        guard held.value.methodID.sameBytes(as: methodID), let request = held.value.methodRequest,
            constantTimeEquals(request.callbackState, state)
        else { throw PageFailure(.unknownTransaction) }
        guard let callback = CallbackParameters(parameters.fields) else {
            throw PageFailure(.badRequest, held.value, reason: "duplicate")
        }
        // A second click: the browser shows this answer, and not the one to its first, which is yet to come.
        if held.value.isSpent { return .redirect(to: "/transaction/\(id)", cookie: nil) }
        guard isIdle(held.value) else { return nil }
        do {
            return try await advance(held, .callback(callback))
        } catch let failure as PageFailure where failure.failure == .alreadyAnswered {
            // Either a poll was quicker, or it is over, which the next look at it says.
            return nil
        }
    }
}
