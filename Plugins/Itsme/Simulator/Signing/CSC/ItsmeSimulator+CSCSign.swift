import EIDJOSE
import EIDJSON
import EIDSimulator
import EIDSimulatorTrust

/// Signing, and the end of a session (itsme-protocol §§18.7, 18.8).
extension ItsmeSimulator {
    func cscSign(_ request: SimulatorRequest) -> SimulatorResponse {
        cscAnswer { exam throws(ItsmeRefusal) in
            let bearer = try cscBearer(request, &exam)
            let body = try cscBody(request, "signatures/signHash request", &exam)
            let (token, activation) = try activation(body, bearer, &exam)
            let credential = try credential(named: body, of: bearer, "§18.7", &exam)
            try exam.require(
                activation.credential == credential.id,
                "§18.6",
                "invalid_request",
                "Invalid parameter credentialID",
                holds: "the SAD is bound to this credential"
            )
            let digests = try digests(body, &exam)
            try checkAlgorithm(body, &exam)
            let documents = try use(digests, of: activation, token, &exam)
            if credential.profile != .qualified || credential.isRevoked {
                exam.note("§18.6", "the certificate is unsuitable: the client should have stopped")
            }
            let signed: [SignedDocument]
            do {
                signed = try values(of: documents, with: credential, at: .cscSign, client: bearer.client)
            } catch {
                throw exam.refuse("server_error", "§18.7", "the key cannot be used")
            }
            exam.issued("§18.7", "\(signed.count) signature values")
            return .json(200, ["signatures": .strings(signed.map { Base64.encode($0.value) })])
        }
    }

    private func activation(
        _ body: JSONValue,
        _ bearer: CSCBearer,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> (token: String, SignatureActivation) {
        let token = try exam.require(
            body["SAD"]?.string,
            "§18.7",
            "invalid_request",
            "Missing (or invalid type) string parameter SAD",
            holds: "SAD is given"
        )
        // One that was used up is not remembered: it may sign once only (§25.23).
        let activation = try exam.require(
            signing.activations[token].flatMap { $0.client.sameBytes(as: bearer.client) ? $0 : nil },
            "§25.23",
            "invalid_request",
            "Invalid parameter SAD",
            holds: "the SAD is known and unused"
        )
        exam.trace.action = activation.action
        try exam.require(
            clock.seconds < activation.expires,
            "§18.7",
            "invalid_request",
            "SAD expired",
            holds: "the SAD is fresh"
        )
        return (token, activation)
    }

    private func digests(_ body: JSONValue, _ exam: inout Examination) throws(ItsmeRefusal) -> [[UInt8]] {
        let elements = try exam.require(
            body["hash"]?.elements,
            "§18.7",
            "invalid_request",
            "Missing (or invalid type) array parameter hash",
            holds: "hash is an array"
        )
        try exam.require(!elements.isEmpty, "§18.7", "invalid_request", "Empty hash array", holds: "there are hashes")
        var digests: [[UInt8]] = []
        for element in elements {
            let digest = try exam.require(
                element.string.flatMap { Base64.decode($0) },
                "§18.7",
                "invalid_request",
                "Invalid Base64 hash string parameter",
                holds: "the hash is padded base64"
            )
            try exam.require(
                digest.count == 32,
                "§17",
                "invalid_request",
                "Invalid digest value length",
                holds: "the hash has 32 bytes"
            )
            digests.append(digest)
        }
        return digests
    }

    private func checkAlgorithm(_ body: JSONValue, _ exam: inout Examination) throws(ItsmeRefusal) {
        let algorithm = try exam.require(
            body["signAlgo"]?.string,
            "§18.7",
            "invalid_request",
            "Missing (or invalid type) string parameter signAlgo",
            holds: "signAlgo is given"
        )
        try exam.require(
            algorithm == Self.signatureAlgorithm,
            "§18.7",
            "invalid_request",
            "Invalid parameter signAlgo",
            holds: "signAlgo is one of key.algo"
        )
    }

    /// Uses up hashes of an activation: all of them, or once a part.
    private func use(
        _ digests: [[UInt8]],
        of activation: SignatureActivation,
        _ token: String,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> [SigningOrder.Document] {
        var activation = activation
        let documents = try exam.require(
            activation.use(digests),
            "§18.6",
            "invalid_request",
            "Hash is not authorized by the SAD",
            holds: "the SAD authorizes the hashes, in this order"
        )
        if activation.open.isEmpty {
            signing.activations[token] = nil
        } else {
            try exam.require(
                !activation.wasPartial,
                "§25.24",
                "invalid_request",
                "Hash is not authorized by the SAD",
                holds: "hashes are signed in two parts at most"
            )
            activation.wasPartial = true
            signing.activations[token] = activation
        }
        return documents
    }

    func cscRevoke(_ request: SimulatorRequest) -> SimulatorResponse {
        cscAnswer { exam throws(ItsmeRefusal) in
            let bearer = try cscBearer(request, &exam)
            let body = try cscBody(request, "auth/revoke request", &exam)
            let token = try exam.require(
                body["token"]?.string,
                "§18.8",
                "invalid_request",
                "Missing (or invalid type) string parameter token",
                holds: "token is given"
            )
            try exam.require(
                body["token_type_hint"]?.string == "access_token",
                "§18.8",
                "invalid_request",
                "Invalid string parameter token_type_hint",
                holds: "token_type_hint is access_token"
            )
            try exam.require(
                signing.bearers[token].map { $0.client.sameBytes(as: bearer.client) } ?? false,
                "§18.8",
                "invalid_request",
                "Invalid string parameter token",
                holds: "the token is one of this client"
            )
            signing.bearers[token] = nil
            return SimulatorResponse(status: 204, headers: [("Cache-Control", "no-store")])
        }
    }
}
