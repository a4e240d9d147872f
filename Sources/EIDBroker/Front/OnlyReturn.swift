/// The one return of a browser to a step that is under way.
///
/// There is one return and no second: one that meets a poll waits for its end, for about as long as a call may take. It does
/// not overrule the poll either, since an upstream may tell its answer once only.
enum OnlyReturn {
    /// Tries until there is an answer; `nil` when somebody was at work on it all the time.
    static func answer(_ attempt: () async throws -> FlowAnswer?) async throws -> FlowAnswer? {
        for _ in 0..<60 {
            if let answer = try await attempt() { return answer }
            try await Task.sleep(for: .milliseconds(200))
        }
        return nil
    }
}
