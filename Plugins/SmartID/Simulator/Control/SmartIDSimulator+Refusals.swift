public import EIDSimulator
import Synchronization

/// Calls that are refused or take long, by name.
extension SmartIDSimulator: RefusingSimulator {
    /// Every route.
    public var routeNames: [String] { SmartIDRoute.allCases.map(\.rawValue) }

    /// Refuses by name; Smart-ID's errors have a status and no code.
    public func refuse(routeNamed name: String, status: Int, errorCode: String?, times: Int) -> Bool {
        guard let route = SmartIDRoute(rawValue: name), errorCode == nil else { return false }
        refuse(route, status: status, times: times)
        return true
    }

    /// Answers every call again.
    public func endRefusals() { desk.withLock { $0.refusals = [:] } }
}
