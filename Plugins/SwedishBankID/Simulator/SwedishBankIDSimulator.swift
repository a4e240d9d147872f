import EIDJOSE
import EIDJSON
public import EIDSimulator
import FoundationEssentials
import Synchronization

/// BankID's Relying Party API 6, and the app in the hands of the people who use it.
public final class SwedishBankIDSimulator: UpstreamSimulator {
    /// Everything that changes.
    struct Desk: Sendable {
        var orders: [SimulatedOrder] = []
        var fault: BankIDFault?
        var refusals: [BankIDRoute: Refusal] = [:]
        var delay: Duration?
        var volunteer: BankIDPersona?
        var violations: [String] = []
        var random: SeededRandom
    }

    /// An error instead of an answer.
    struct Refusal: Sendable {
        let status: Int
        let errorCode: String
        var times: Int
    }

    /// Moves as tests wish.
    public let clock: SimulatorClock
    let desk: Mutex<Desk>
    let signers: BankIDSigners
    private let path: String
    private let clientName: String?

    /// A BankID below a path; with `clientName`, callers need a TLS certificate of that name.
    public init(
        path: String = "/rp/v6.0/",
        clientName: String? = nil,
        clock: SimulatorClock,
        signers: BankIDSigners,
        seed: UInt64 = 1
    ) {
        self.path = path
        self.clientName = clientName
        self.clock = clock
        self.signers = signers
        desk = Mutex(Desk(random: SeededRandom(seed: seed)))
    }

    /// Answers one request.
    public func respond(to request: SimulatorRequest) async -> SimulatorResponse {
        var answer = answer(to: request)
        answer.delay = desk.withLock { $0.delay }
        return answer
    }

    private func answer(to request: SimulatorRequest) -> SimulatorResponse {
        if let clientName, request.clientCertificateName != clientName {
            return refuse(401, "unauthorized", "the certificate is not one of a client")
        }
        guard request.path.hasPrefix(path),
            let route = BankIDRoute(rawValue: String(request.path.dropFirst(path.count)))
        else { return refuse(404, "notFound", "there is no \(request.path)") }
        guard request.method == "POST" else { return refuse(405, "methodNotAllowed", "\(request.method) is not POST") }
        guard request.header("content-type") == "application/json" else {
            return refuse(415, "unsupportedMediaType", "the media type is not application/json, without parameters")
        }
        if let refusal = takeRefusal(route) { return refuse(refusal.status, refusal.errorCode, nil) }
        guard request.query.isEmpty,
            let body = try? JSONValue.parse(request.body, limits: JSONLimits(maximumBytes: 1 << 20))
        else { return refuse(400, "invalidParameters", "the body is no JSON") }
        switch route {
        case .collect: return collect(body)
        case .cancel: return cancel(body)
        case .auth, .sign, .phoneAuth, .phoneSign: return order(body, route)
        }
    }

    private func order(_ body: JSONValue, _ route: BankIDRoute) -> SimulatorResponse {
        let wish: OrderWish
        do throws(OrderWish.Problem) { wish = try OrderWish(body, for: route) } catch {
            return refuse(400, "invalidParameters", error.text)
        }
        let now = clock.now
        return desk.withLock { desk in
            for index in desk.orders.indices { desk.orders[index].age(to: now) }
            if let number = wish.personalNumber,
                let index = desk.orders.firstIndex(where: { $0.wish.personalNumber == number && $0.isPending })
            {
                desk.orders[index].phase = .failed("cancelled")
                desk.orders[index].finishedAt = now
                return Self.problem(400, "alreadyInProgress", "Order already in progress for pno")
            }
            let order = SimulatedOrder(
                reference: Self.identifier(&desk.random),
                autoStartToken: Self.identifier(&desk.random),
                codeToken: Self.identifier(&desk.random),
                codeSecret: Self.identifier(&desk.random),
                route: route,
                wish: wish,
                createdAt: now
            )
            desk.orders.append(order)
            var answer: JSON = ["orderRef": .string(order.reference)]
            if !route.isPhone {
                answer["autoStartToken"] = .string(order.autoStartToken)
                answer["qrStartToken"] = .string(order.codeToken)
                answer["qrStartSecret"] = .string(order.codeSecret)
            }
            // Newer members come without a new version.
            answer["someNewMember"] = "to be ignored"
            return .json(200, answer)
        }
    }

    private func cancel(_ body: JSONValue) -> SimulatorResponse {
        guard let reference = Self.reference(body) else {
            return refuse(400, "invalidParameters", "orderRef alone is taken")
        }
        let now = clock.now
        let isKnown = desk.withLock { desk in
            guard let index = desk.orders.firstIndex(where: { $0.reference == reference && $0.isPending }) else {
                return false
            }
            desk.orders[index].phase = .failed("cancelled")
            desk.orders[index].finishedAt = now
            // Nobody collects what they cancelled.
            desk.orders[index].isCollected = true
            return true
        }
        return isKnown ? .json(200, .object([])) : refuse(400, "invalidParameters", "No such order")
    }

    static func reference(_ body: JSONValue) -> String? {
        guard body.count == 1, let text = body["orderRef"]?.string, text.utf8.count == 36 else { return nil }
        return text
    }

    private func takeRefusal(_ route: BankIDRoute) -> Refusal? {
        desk.withLock { desk in
            guard var refusal = desk.refusals[route] else { return nil }
            refusal.times -= 1
            desk.refusals[route] = refusal.times > 0 ? refusal : nil
            return refusal
        }
    }

    func refuse(_ status: Int, _ code: String, _ violation: String?) -> SimulatorResponse {
        if let violation { desk.withLock { $0.violations.append("\(code): \(violation)") } }
        return Self.problem(status, code, violation ?? "As the test wished")
    }

    private static func problem(_ status: Int, _ code: String, _ details: String) -> SimulatorResponse {
        .json(status, ["errorCode": .string(code), "details": .string(details)])
    }

    /// A version 4 UUID.
    private static func identifier(_ random: inout SeededRandom) -> String {
        func part(_ count: Int) -> String { random.text(count, of: "0123456789abcdef") }
        return "\(part(8))-\(part(4))-4\(part(3))-a\(part(3))-\(part(12))"
    }
}
