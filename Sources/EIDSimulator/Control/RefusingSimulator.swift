/// A simulator that answers calls with errors, or slowly, on demand: a script or a hand says by name which calls.
public protocol RefusingSimulator: FaultySimulator {
    /// The names of the calls that it can refuse.
    var routeNames: [String] { get }
    /// Answers the next calls of a route with an error; `false` where there is no such route, or no such error.
    func refuse(routeNamed name: String, status: Int, errorCode: String?, times: Int) -> Bool
    /// Answers every call again.
    func endRefusals()
    /// Takes its time for each answer, or no longer.
    func delay(by duration: Duration?)
}
