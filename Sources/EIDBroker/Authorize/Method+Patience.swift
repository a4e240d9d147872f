import EIDMethod
import FoundationEssentials

extension Method {
    /// How long a step with the method may be on its way before somebody else may take it up, in seconds.
    ///
    /// Whoever took it up earlier would ask the method a second time beside the first.
    var patience: TimeInterval { longestStep / .seconds(1) + 5 }
}
