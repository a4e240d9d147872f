/// What a client gets from the token, UserInfo and revocation endpoints.
public struct BackchannelAnswer: Sendable {
    /// The status code.
    public let status: Int
    /// Header fields besides `Content-Type`; `Cache-Control: no-store` is always among them.
    public let headers: [(name: String, value: String)]
    /// The media type of the body; `nil` when there is no body.
    public let mediaType: String?
    /// The body.
    public let body: [UInt8]

    /// Makes an answer; adds `no-store` (RFC 6749 §5.1).
    public init(
        status: Int,
        headers: [(name: String, value: String)] = [],
        mediaType: String? = nil,
        body: [UInt8] = []
    ) {
        self.status = status
        self.headers = [("Cache-Control", "no-store"), ("Pragma", "no-cache")] + headers
        self.mediaType = mediaType
        self.body = body
    }

    static func json(_ body: [UInt8], status: Int = 200, headers: [(name: String, value: String)] = [])
        -> BackchannelAnswer
    {
        BackchannelAnswer(status: status, headers: headers, mediaType: "application/json", body: body)
    }
}
