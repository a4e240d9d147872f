public import EIDSimulator
import Synchronization

/// Calls that are refused or take long, by name.
extension SwedishBankIDSimulator: RefusingSimulator {
    /// Every route.
    public var routeNames: [String] { BankIDRoute.allCases.map(\.rawValue) }

    /// Refuses by name; BankID's errors have a code.
    public func refuse(routeNamed name: String, status: Int, errorCode: String?, times: Int) -> Bool {
        guard let route = BankIDRoute(rawValue: name), let errorCode else { return false }
        refuse(route, status: status, errorCode: errorCode, times: times)
        return true
    }

    /// Answers every call again.
    public func endRefusals() { desk.withLock { $0.refusals = [:] } }
}
