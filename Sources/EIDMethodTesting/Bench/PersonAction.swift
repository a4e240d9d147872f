/// What a person can do at an interaction.
public enum PersonAction: String, Sendable, Hashable, CaseIterable {
    /// Proves who they are and agrees to everything.
    case approve
    /// Turns back before deciding.
    case cancel
    /// Says no.
    case decline
    /// Does nothing until the upstream gives up; the bench moves its clock as far as that takes.
    case ignore
}
