public import EIDJSON

/// A simulator's answer.
public struct SimulatorResponse: Sendable {
    /// The status code.
    public var status: Int
    /// Header fields, in order.
    public var headers: [(name: String, value: String)]
    /// The whole body.
    public var body: [UInt8]
    /// How long whoever carries the answer waits before sending it, for simulating a slow upstream.
    public var delay: Duration?

    /// Makes an answer.
    public init(
        status: Int,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        delay: Duration? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.delay = delay
    }

    /// The first field of a name, compared without case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }
}

extension SimulatorResponse {
    /// A document of some type that nobody may cache.
    public static func document(_ status: Int, type: String, _ body: some Collection<UInt8>) -> SimulatorResponse {
        SimulatorResponse(
            status: status,
            headers: [
                ("Content-Type", type), ("Cache-Control", "no-store"), ("Pragma", "no-cache"),
                ("X-Content-Type-Options", "nosniff"),
            ],
            body: Array(body)
        )
    }

    /// A short text.
    public static func plain(_ status: Int, _ text: String) -> SimulatorResponse {
        document(status, type: "text/plain; charset=utf-8", text.utf8)
    }

    /// An HTML page under a policy that allows nothing inline.
    public static func page(_ status: Int, _ html: String) -> SimulatorResponse {
        var answer = document(status, type: "text/html; charset=utf-8", html.utf8)
        // No form-action: Chromium applies it to every redirect after a form, and the last form of a flow ends at
        // the partner's and then at its client's address, which we cannot know. Forms here post to fixed paths only.
        answer.headers += [
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
            ),
            ("Referrer-Policy", "no-referrer"),
        ]
        return answer
    }

    /// Sends a browser elsewhere.
    public static func redirect(to location: String, status: Int = 302) -> SimulatorResponse {
        SimulatorResponse(
            status: status,
            headers: [
                ("Location", location), ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
            ]
        )
    }

    /// Refuses a verb and names the allowed ones (RFC 9110 §15.5.6).
    public static func methodNotAllowed(_ allowed: String) -> SimulatorResponse {
        var answer = plain(405, "Method not allowed. Allowed: \(allowed)\n")
        answer.headers.append(("Allow", allowed))
        return answer
    }
}

extension SimulatorResponse {
    /// A JSON document that nobody may cache.
    public static func json(_ status: Int, _ tree: JSON) -> SimulatorResponse {
        document(status, type: "application/json", tree.serialized())
    }
}
