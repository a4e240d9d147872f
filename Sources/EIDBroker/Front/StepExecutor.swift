/// Where the broker runs its steps.
///
/// A step is a task of its own, so that it outlives its request, and such a task inherits no executor. Without this one every
/// request would wake another thread and later its connection's thread again.
package enum StepExecutor {
    /// The executor of the connection that asks; `nil` leaves the choice to the runtime.
    @TaskLocal package static var current: (any TaskExecutor)?

    /// Lets steps run away from the connection: whoever reads a whole document would hold up everybody on its loop.
    static func elsewhere<Answer>(_ ask: () async -> Answer) async -> Answer {
        await $current.withValue(nil) { await ask() }
    }
}
