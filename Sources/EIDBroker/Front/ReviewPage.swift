public import EIDMethod

/// What a person is about to sign; the form posts `csrf`, `accept=yes` and, where there is a choice, `method`.
public struct ReviewPage: Sendable, Hashable {
    /// One document.
    public struct Document: Sendable, Hashable {
        /// The file's name.
        public let name: String
        /// The media type, found out by looking at the content.
        public let mediaType: String
        /// The size in bytes; `nil` where the client gave a hash only.
        public let size: Int?
        /// The SHA-256 in hexadecimal digits.
        public let sha256: String
        /// Where the document itself is; `nil` where the client gave a hash only.
        public let path: String?
        /// Whether browsers show its kind: PDF, plain text, PNG, JPEG.
        public let isViewable: Bool
        /// What stands out in it, by the names of `PDFFinding.Kind`.
        public let findings: [String]
        /// Where the document is as it will look with its visible signature; `nil` where nothing is seen of that.
        public let previewPath: String?
        /// What the client has put into the signature beside the document.
        public let statements: [Statement]

        /// Something that the signature says or does, in the client's words.
        public enum Statement: Sendable, Hashable {
            /// The signature is seen on a page, counted from 1, where it may cover something.
            case visible(page: Int)
            /// Why it is signed.
            case reason(String)
            /// Where it is signed.
            case location(String)
            /// What may be changed afterwards: 1 nothing, 2 forms filled in, 3 comments as well.
            case certification(Int)
            /// What the signer commits to, an object identifier.
            case commitment(String)
            /// The policy that the signer accepts, an object identifier.
            case policy(String)
            /// There is nothing around the value that says what it stands under.
            case bareValue
        }

        /// Makes a document.
        public init(
            name: String,
            mediaType: String,
            size: Int?,
            sha256: String,
            path: String?,
            isViewable: Bool,
            findings: [String],
            previewPath: String? = nil,
            statements: [Statement] = []
        ) {
            self.name = name
            self.mediaType = mediaType
            self.size = size
            self.sha256 = sha256
            self.path = path
            self.isViewable = isViewable
            self.findings = findings
            self.previewPath = previewPath
            self.statements = statements
        }
    }

    /// Language, client and cancel form; the latter declines.
    public let frame: PageFrame
    /// The documents, in the client's order.
    public let documents: [Document]
    /// The methods that fit, in the operator's order; the only one needs no choice.
    public let methods: [ChooserPage.Choice]
    /// Whether the signature will be the person's own with a qualified certificate; otherwise the organisation seals what the
    /// person approved.
    public let isQualified: Bool
    /// Where the form posts to.
    public let consentPath: String

    /// Makes a page.
    public init(
        frame: PageFrame,
        documents: [Document],
        methods: [ChooserPage.Choice],
        isQualified: Bool,
        consentPath: String
    ) {
        self.frame = frame
        self.documents = documents
        self.methods = methods
        self.isQualified = isQualified
        self.consentPath = consentPath
    }
}

/// The documents are signed, and the client gave no address to return to.
public struct SignedPage: Sendable, Hashable {
    /// The language of the page.
    public let language: Language
    /// The client's name in that language.
    public let clientName: String
    /// The client's home page, when it is known.
    public let returnURL: String?
    /// The names of the signed documents.
    public let documents: [String]

    /// Makes a page.
    public init(language: Language, clientName: String, returnURL: String?, documents: [String]) {
        self.language = language
        self.clientName = clientName
        self.returnURL = returnURL
        self.documents = documents
    }
}
