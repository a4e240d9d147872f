import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// What a client's webhook is told: that a signing is over, and how.
///
/// Nothing in it tells who signed or what.
struct SigningEvent {
    /// Names the event; the same at each attempt, so that the client can tell what it has already heard.
    let id: String
    let transaction: SigningTransaction
    /// When the end was noticed.
    let time: Date

    private var body: [UInt8] {
        var data: [(name: String, value: JSON)] = [
            ("id", .string(transaction.id)), ("status", .string(SigningStatus.word(transaction))),
        ]
        if case .ended(let outcome) = transaction.phase, let code = outcome.code {
            data.append(("error", .object([("code", .string(code.rawValue))])))
        }
        if let state = transaction.clientState { data.append(("state", .string(state))) }
        return JSON.object([
            ("type", .string("signing.\(SigningStatus.word(transaction))")),
            ("timestamp", .string(EvidenceTime.text(time))),
            ("data", .object(data)),
        ]).serialized()
    }

    /// The request that tells it at a moment.
    func request(to endpoint: WebhookEndpoint, at now: Date) -> HTTPRequest {
        let body = body
        let seconds = String(Int64(now.timeIntervalSince1970))
        let signed = Array("\(id).\(seconds).".utf8) + body
        let code = HMACSHA256.code(for: signed, key: endpoint.secret.reveal())
        return HTTPRequest(
            .post,
            endpoint.url,
            headers: [
                ("Content-Type", "application/json"),
                ("webhook-id", id),
                ("webhook-timestamp", seconds),
                ("webhook-signature", "v1,\(Data(code).base64EncodedString())"),
            ],
            body: body,
            limits: HTTPLimits(time: .seconds(10), bodyBytes: 64 * 1024)
        )
    }
}
