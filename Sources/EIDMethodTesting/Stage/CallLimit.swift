import EIDMethod
import FoundationEssentials

/// How often one step of a transaction may call the upstream while something is wrong there.
///
/// A request may be tried three times. One more attempt helps where a connection was closed meanwhile, and a second one where the
/// upstream is just restarting. What three attempts do not mend takes minutes, for which nobody waits in front of a browser, and
/// everybody's further attempts are what keeps an upstream down that is coming back.
struct CallLimit: Sendable {
    private static let attempts = 3
    /// How often a step calls each address where nothing is wrong.
    private let usual: [String: Int]
    /// How many requests the step with the most makes then.
    private let most: Int

    /// Learns from the steps of a transaction in which nothing was wrong.
    init(clean steps: [[HTTPRequest]]) {
        usual = steps.map(Self.counts).reduce(into: [:]) { $0.merge($1) { max($0, $1) } }
        most = steps.map(\.count).max() ?? 0
    }

    /// Expects that no step tries anything more often than it may.
    func require(_ steps: [[HTTPRequest]], _ place: String) throws {
        for step in steps {
            for (address, count) in Self.counts(step).sorted(by: { $0.key < $1.key }) {
                // What only follows a failure, such as giving up an order, is one request.
                let allowed = Self.attempts * (usual[address] ?? 1)
                guard count <= allowed else {
                    throw ConformanceFailure("\(place): \(count) requests \(address) in one step, \(allowed) at most")
                }
            }
            // The same for those who ask elsewhere each time.
            let allowed = Self.attempts * (most + 1)
            guard step.count <= allowed else {
                throw ConformanceFailure("\(place): \(step.count) requests in one step, \(allowed) at most")
            }
        }
    }

    private static func counts(_ step: [HTTPRequest]) -> [String: Int] {
        step.reduce(into: [:]) { counts, request in
            counts["\(request.verb.rawValue) \(request.url.host() ?? "")\(request.url.path())", default: 0] += 1
        }
    }
}
