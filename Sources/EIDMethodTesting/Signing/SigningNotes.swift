import Synchronization

/// What must not leak, and where it might have; shared by a stage and the providers that it makes.
final class SigningNotes: Sendable {
    struct Content: Sendable {
        var confidential: [String] = []
        var errors: [String] = []
        var states: [String] = []
    }

    private let content = Mutex(Content())

    func withLock<Result: Sendable>(_ body: (inout Content) -> Result) -> Result {
        content.withLock { body(&$0) }
    }
}
