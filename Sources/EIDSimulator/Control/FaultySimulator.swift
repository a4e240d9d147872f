/// A simulator that misbehaves on demand, by names, so that a script or a hand can ask for it.
public protocol FaultySimulator: UpstreamSimulator {
    /// The names of everything that it can do wrong.
    var faultNames: [String] { get }
    /// Misbehaves from now on, or no longer without a name; `false` where the name is none of `faultNames`.
    func arm(faultNamed name: String?) -> Bool
}
