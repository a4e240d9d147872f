public import FoundationEssentials

/// One signing as a provider sees it: no document, only what the person is told about it.
public struct SigningRequest: Sendable, Codable, Hashable {
    /// A signature policy that the signed attributes name, for upstreams that show it to the person.
    public struct Policy: Sendable, Codable, Hashable {
        /// The policy's object identifier, in dots.
        public let identifier: String
        /// The commitment type's object identifier, in dots.
        public let commitment: String?

        /// Makes a policy.
        public init(identifier: String, commitment: String? = nil) {
            self.identifier = identifier
            self.commitment = commitment
        }
    }

    /// Names the transaction in logs; means nothing elsewhere.
    public let transactionID: String
    /// How many digests will be authorised.
    public let count: Int
    /// What the person is told that they sign, made from the documents; the method fits it to its alphabet and length.
    public let description: LocalizedText
    /// The names of the documents, in order.
    public let documentNames: [String]
    /// The client's name for people.
    public let clientName: LocalizedText
    /// The person's languages, best first.
    public let languages: [Language]
    /// The signature policy, where one applies.
    public let policy: Policy?
    /// A hint about the person, such as an account at the upstream, as the client sent it; never trusted.
    public let signerHint: String?
    /// Where the upstream sends the browser back to.
    public let callbackURL: URL
    /// The value that the upstream must echo as the parameter `state`; another one in each half, so that a callback of the
    /// first half means nothing in the second.
    public var callbackState: String
    /// The person's browser as the broker's server saw it when the signing began, for upstreams that ask for it.
    public let endUser: EndUser?

    /// Makes a request.
    public init(
        transactionID: String,
        count: Int,
        description: LocalizedText,
        documentNames: [String],
        clientName: LocalizedText,
        languages: [Language] = [],
        policy: Policy? = nil,
        signerHint: String? = nil,
        callbackURL: URL,
        callbackState: String,
        endUser: EndUser? = nil
    ) {
        self.transactionID = transactionID
        self.count = count
        self.description = description
        self.documentNames = documentNames
        self.clientName = clientName
        self.languages = languages
        self.policy = policy
        self.signerHint = signerHint
        self.callbackURL = callbackURL
        self.callbackState = callbackState
        self.endUser = endUser
    }
}
