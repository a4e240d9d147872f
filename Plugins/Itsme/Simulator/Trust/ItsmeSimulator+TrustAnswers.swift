import EIDJOSE
import EIDSimulator
import EIDSimulatorTrust

/// Questions to the responder and to the timestamp authority.
extension ItsmeSimulator {
    /// More than any question needs; certificates' own limits are narrower.
    static let largestQuestion = 64 * 1024

    /// `POST /trust/ocsp` (RFC 6960 §A.1).
    func statusAnswer(_ request: SimulatorRequest) throws -> SimulatorResponse {
        guard request.method == "POST" else { return .methodNotAllowed("POST, GET") }
        if let refusal = Self.refusal(of: request, type: "application/ocsp-request") { return refusal }
        return try status(of: request.body)
    }

    /// `GET /trust/ocsp/{base64}`, with or without percent escapes.
    func statusAnswer(encoded text: Substring, _ request: SimulatorRequest) throws -> SimulatorResponse {
        guard request.method == "GET" else { return .methodNotAllowed("GET") }
        guard text.utf8.count <= 4096 else { return .plain(414, "The question is too long; ask by POST\n") }
        // In a path a plus sign stands for itself, in a form it does not.
        let field = "q=" + text.split(separator: "+", omittingEmptySubsequences: false).joined(separator: "%2B")
        let bytes = FormFields(decoding: field.utf8)?["q"].flatMap { Base64.decode($0) }
        return try status(of: bytes ?? [])
    }

    private func status(of question: [UInt8]) throws -> SimulatorResponse {
        if takeTrustFault(.ocspOutage) { return .plain(503, "Service unavailable\n") }
        let faults: [(ItsmeFault, OCSPFault)] = [
            (.ocspRevoked, .revoked), (.ocspStale, .stale), (.ocspWrongNonce, .wrongNonce), (.ocspTryLater, .tryLater),
        ]
        let fault = faults.first { takeTrustFault($0.0) }?.1
        return .document(200, type: "application/ocsp-response", try trust.ocsp(question, fault: fault))
    }

    /// `POST /trust/tsa` (RFC 3161 §3.4).
    func timestampAnswer(_ request: SimulatorRequest) throws -> SimulatorResponse {
        guard request.method == "POST" else { return .methodNotAllowed("POST") }
        if let refusal = Self.refusal(of: request, type: "application/timestamp-query") { return refusal }
        if takeTrustFault(.timestampOutage) { return .plain(503, "Service unavailable\n") }
        let faults: [(ItsmeFault, TimestampFault)] = [
            (.timestampWrongNonce, .wrongNonce), (.timestampWrongImprint, .wrongImprint), (.timestampStale, .stale),
        ]
        let fault = faults.first { takeTrustFault($0.0) }?.1
        return .document(200, type: "application/timestamp-reply", try trust.timestamp(request.body, fault: fault))
    }

    private static func refusal(of request: SimulatorRequest, type: String) -> SimulatorResponse? {
        let given = request.header("content-type")?.split(separator: ";").first?.lowercased().filter { $0 != " " }
        guard given == type else { return .plain(415, "The body must be \(type)\n") }
        return request.body.count > largestQuestion ? .plain(413, "The body is too large\n") : nil
    }
}
