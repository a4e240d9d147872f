import EIDMethod
import FoundationEssentials

extension MethodConformance {
    /// What becomes of failures: the same code each time, in words of our own, and of no consequence to others.
    public static let failures: [MethodConformance] = [keepsErrorCodesStable, holdsUpNobodyElse]

    /// Clients act on codes, and operators count them; what an upstream writes is for neither.
    public static let keepsErrorCodesStable = MethodConformance(
        "the same failure has the same code each time, and no page repeats the upstream's words"
    ) { stage in
        for action in [PersonAction.cancel, .decline, .ignore] where stage.bench.inapplicableActions[action] == nil {
            _ = try await stage.requireStableEnd(action, of: action.rawValue)
        }
        stage.wire.arm(nil)
        try await stage.perform(with: try stage.method(), try stage.request())
        let count = stage.wire.requests.count
        let limit = CallLimit(clean: stage.wire.steps)
        for first in 0..<count {
            for fault in NetworkFault.allCases {
                let place = "\(fault.rawValue) at request \(first + 1) of \(count)"
                _ = try await stage.requireStableEnd(of: place, within: limit) {
                    stage.wire.arm(fault, fromRequest: first)
                }
            }
            for status in UpstreamRejection.statuses {
                let rejection = UpstreamRejection(status: status)
                let place = "an answer \(status) to request \(first + 1) of \(count)"
                let end = try await stage.requireStableEnd(of: place, within: limit) {
                    stage.wire.arm(answering: rejection.response, fromRequest: first)
                }
                // Nobody's decision looks like this.
                guard end != .failed(.cancelled), end != .failed(.declined) else {
                    throw ConformanceFailure("\(place): the person is blamed")
                }
            }
        }
        stage.wire.arm(nil)
    }

    /// One upstream that hangs must not take the others with it.
    public static let holdsUpNobodyElse = MethodConformance(
        "while the upstream is slow to answer one transaction, another method's transaction goes on"
    ) { stage in
        let gate = GatedTransport(stage.wire)
        let held = try stage.method(through: gate)
        let heldRequest = try stage.request()
        let waiting = Task { try await stage.perform(with: held, heldRequest) }
        guard await gate.isReached(before: waiting) else {
            _ = try await waiting.value
            throw Inapplicable(reason: "the method never calls its upstream")
        }
        let passes = try await stage.finishes(before: gate, with: try stage.method(), try stage.request())
        gate.open()
        // Time has passed for it meanwhile, so that it may have expired.
        do { _ = try await waiting.value } catch is MethodError {}
        guard passes else { throw ConformanceFailure("one slow answer holds up everybody") }
    }
}

/// How a transaction ended.
private enum End: Equatable {
    case identified
    case failed(MethodError.Code)
}

extension Stage {
    /// What a transaction may take beside one that hangs; only a method that fails waits for it.
    ///
    /// Turns, since a busy machine gives few of them; time as well, since other processes take no turns.
    private static let patience = (turns: 2000, time: Duration.seconds(10))

    /// Lets the same thing happen twice: with two providers, in two languages.
    fileprivate func requireStableEnd(
        _ action: PersonAction = .approve,
        of what: String,
        within limit: CallLimit? = nil,
        arming: () -> Void = {}
    ) async throws -> End {
        var ends: [End] = []
        for languages in [[Language.nl, .en], [.de]] {
            wire.arm(nil)
            let method = try method()
            arming()
            ends.append(try await end(action, with: method, try request(languages: languages)))
            try limit?.require(wire.steps, what)
        }
        guard let first = ends.first, ends.allSatisfy({ $0 == first }) else {
            throw ConformanceFailure("\(what) ends differently each time: \(ends)")
        }
        return first
    }

    private func end(_ action: PersonAction, with method: Method, _ request: MethodRequest) async throws -> End {
        do {
            var step = try await begin(method, request)
            for _ in 0..<Self.mostSteps {
                guard case .present(let interaction, let state) = step else { return .identified }
                guard !interaction.words.contains(where: { $0.contains(UpstreamRejection.words) }) else {
                    throw ConformanceFailure("the person reads what the upstream wrote")
                }
                step = try await resume(method, request, from: state, after: try await play(action, at: interaction))
            }
            throw ConformanceFailure("the transaction has not ended after \(Self.mostSteps) interactions")
        } catch let error as MethodError {
            return .failed(error.code)
        }
    }

    /// Whether a transaction ends while another one is held; opens the gate when that takes too long.
    fileprivate func finishes(
        before gate: GatedTransport,
        with method: Method,
        _ request: MethodRequest
    ) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await self.perform(with: method, request)
                return true
            }
            group.addTask {
                let start = ContinuousClock.now
                for _ in 0..<Self.patience.turns {
                    guard !Task.isCancelled else { return false }
                    await Task.yield()
                }
                do { try await Task.sleep(until: start + Self.patience.time) } catch { return false }
                // Whoever is held up could never end otherwise.
                gate.open()
                return false
            }
            let isFirst = try await group.next() ?? false
            group.cancelAll()
            return isFirst
        }
    }
}
