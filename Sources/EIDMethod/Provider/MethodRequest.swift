public import FoundationEssentials

/// One transaction as a provider sees it.
public struct MethodRequest: Sendable, Codable, Hashable {
    /// Names the transaction in logs; means nothing elsewhere.
    public let transactionID: String
    /// What the transaction is for.
    public let type: MethodType
    /// The attributes asked for; always empty for `authentication`.
    public let attributes: Set<AttributeName>
    /// The lowest assurance that will do.
    public let assurance: Assurance?
    /// The person's languages, best first.
    public let languages: [Language]
    /// Where the upstream sends the browser back to.
    public let callbackURL: URL
    /// The value that the upstream must echo as `state`; the broker finds the transaction by it.
    public let callbackState: String
    /// A hint about the person, as the client sent it; never trusted.
    public let loginHint: String?
    /// How recent the person's proof must be.
    public let freshness: Freshness
    /// Bytes that the upstream's signed answer must commit to.
    ///
    /// Its nonce, or another value that it repeats under its signature, is the base64url SHA-256 of a random salt followed by
    /// them. Where it is present, the identity carries the
    /// answer as evidence, and the person is to act anew: the upstream is asked for that, and an answer that says when it
    /// authenticated the person is refused unless that was after the transaction began. Where the upstream does not say, the
    /// nonce proves that the answer was made for these bytes, and that the person acted for it is the upstream's word alone.
    public let commitment: Data?
    /// The person's browser as the broker's server saw it when the method began, for upstreams that ask for it.
    public let endUser: EndUser?

    /// Makes a request; refuses attributes in an authentication, which would silently turn it into a verification.
    public init(
        transactionID: String,
        type: MethodType,
        attributes: Set<AttributeName> = [],
        assurance: Assurance? = nil,
        languages: [Language] = [],
        callbackURL: URL,
        callbackState: String,
        loginHint: String? = nil,
        freshness: Freshness = Freshness(),
        commitment: Data? = nil,
        endUser: EndUser? = nil
    ) throws(MethodError) {
        guard type != .authentication || attributes.isEmpty else {
            throw MethodError(.unsupported, "an authentication cannot ask for attributes; ask for a verification")
        }
        self.transactionID = transactionID
        self.type = type
        self.attributes = attributes
        self.assurance = assurance
        self.languages = languages
        self.callbackURL = callbackURL
        self.callbackState = callbackState
        self.loginHint = loginHint
        self.freshness = freshness
        self.commitment = commitment
        self.endUser = endUser
    }
}

extension MethodRequest {
    /// Decodes a request through its initialiser, so that what that refuses cannot come in through a store either.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            transactionID: container.decode(String.self, forKey: .transactionID),
            type: container.decode(MethodType.self, forKey: .type),
            attributes: container.decode(Set<AttributeName>.self, forKey: .attributes),
            assurance: container.decodeIfPresent(Assurance.self, forKey: .assurance),
            languages: container.decode([Language].self, forKey: .languages),
            callbackURL: container.decode(URL.self, forKey: .callbackURL),
            callbackState: container.decode(String.self, forKey: .callbackState),
            loginHint: container.decodeIfPresent(String.self, forKey: .loginHint),
            freshness: container.decodeIfPresent(Freshness.self, forKey: .freshness) ?? Freshness(),
            commitment: container.decodeIfPresent(Data.self, forKey: .commitment),
            endUser: container.decodeIfPresent(EndUser.self, forKey: .endUser)
        )
    }
}
