public import EIDMethod

/// A page of ours, without any markup.
public enum FlowPage: Sendable {
    /// The person picks a method.
    case chooser(ChooserPage)
    /// The person does something in an app.
    case waiting(WaitingPage)
    /// The person types something.
    case prompt(PromptPage)
    /// The person looks at what is to be signed.
    case review(ReviewPage)
    /// The documents are signed.
    case signed(SignedPage)
    /// Something is wrong, and this is what to do.
    case error(ErrorPage)
}

/// What every page of a running transaction has.
public struct PageFrame: Sendable, Hashable {
    /// The language of the page.
    public let language: Language
    /// The client's name in that language.
    public let clientName: String
    /// The hidden `csrf` field of every form on the page.
    public let csrf: String
    /// Where the cancel form posts to.
    public let cancelPath: String

    /// Makes a frame.
    public init(language: Language, clientName: String, csrf: String, cancelPath: String) {
        self.language = language
        self.clientName = clientName
        self.csrf = csrf
        self.cancelPath = cancelPath
    }
}

/// A list of methods; each button posts `method` and `csrf`, and `remember` where the person ticked that.
public struct ChooserPage: Sendable, Hashable {
    /// One method on offer.
    public struct Choice: Sendable, Hashable {
        /// The value of the field `method`.
        public let id: String
        /// The method's name in the page's language.
        public let displayName: String
        /// The address of the picture beside the name.
        public let logo: String?
        /// Whether its upstream answers at present; otherwise it is shown and cannot be taken.
        public let isAvailable: Bool
        /// Whether this browser took it the last time.
        public let isLastUsed: Bool

        /// Makes a choice.
        public init(
            id: String,
            displayName: String,
            logo: String? = nil,
            isAvailable: Bool = true,
            isLastUsed: Bool = false
        ) {
            self.id = id
            self.displayName = displayName
            self.logo = logo
            self.isAvailable = isAvailable
            self.isLastUsed = isLastUsed
        }
    }

    /// Language, client and cancel form.
    public let frame: PageFrame
    /// What the transaction is for.
    public let type: MethodType
    /// The methods: the one used last, those of the person's country, then the operator's order.
    public let choices: [Choice]
    /// Where the form posts to.
    public let actionPath: String
    /// Whether the box "remember my choice" is ticked at first; `nil` where nothing is remembered.
    public let remembers: Bool?

    /// Makes a page.
    public init(frame: PageFrame, type: MethodType, choices: [Choice], actionPath: String, remembers: Bool? = nil) {
        self.frame = frame
        self.type = type
        self.choices = choices
        self.actionPath = actionPath
        self.remembers = remembers
    }
}

/// The person acts in an app; the page asks again after a while.
public struct WaitingPage: Sendable, Hashable {
    /// Language, client and cancel form.
    public let frame: PageFrame
    /// The method's name in the page's language.
    public let methodName: String
    /// Opens the app on this device; `nil` while an answer is being worked on.
    public let appLink: String?
    /// The text of the QR code for an app on another device.
    public let qr: String?
    /// Seconds until the page asks again.
    public let pollSeconds: Int
    /// Where the page asks again, with GET.
    public let statusPath: String
    /// The address of the picture beside the method's name.
    public var logo: String?
    /// What the person does next, in the page's language; `nil` where the method does not tell.
    public var hint: String?
    /// Whether the code changes every second, so that a page without script must load again to stay usable.
    public var movesByItself = false
    /// Whether the person wants to be left alone by a page that loads again without a script.
    public var isStill = false

    /// Makes a page.
    public init(
        frame: PageFrame,
        methodName: String,
        appLink: String?,
        qr: String?,
        pollSeconds: Int,
        statusPath: String
    ) {
        self.frame = frame
        self.methodName = methodName
        self.appLink = appLink
        self.qr = qr
        self.pollSeconds = pollSeconds
        self.statusPath = statusPath
    }
}

/// One question; the form posts `text`, `csrf` and `question`.
public struct PromptPage: Sendable, Hashable {
    /// Language, client and cancel form.
    public let frame: PageFrame
    /// The method's name in the page's language.
    public let methodName: String
    /// The label of the field.
    public let label: String
    /// What is asked for; rules the keyboard and the autofill hint.
    public let kind: Prompt.Kind
    /// The longest answer taken, in UTF-16 code units as `maxlength` of HTML counts them.
    public let maximumLength: Int
    /// The hidden `question` field of the form, which ties the answer to this question.
    public let question: String
    /// Where the form posts to.
    public let actionPath: String
    /// Whether the question is asked again because of an answer that was empty or too long.
    public var isAskedAgain = false

    /// Makes a page.
    public init(
        frame: PageFrame,
        methodName: String,
        label: String,
        kind: Prompt.Kind,
        maximumLength: Int,
        question: String,
        actionPath: String
    ) {
        self.frame = frame
        self.methodName = methodName
        self.label = label
        self.kind = kind
        self.maximumLength = maximumLength
        self.question = question
        self.actionPath = actionPath
    }
}

/// What went wrong, in the person's language, and where to go next.
public struct ErrorPage: Sendable, Hashable {
    /// The catalogue's code, for tests and for support.
    public let code: String
    /// The language of the page.
    public let language: Language
    /// A few words.
    public let title: String
    /// What happened and what to do.
    public let sentence: String
    /// What a person may quote to support: the transaction, when there is one.
    public let reference: String?
    /// The client's name, when it is known.
    public let clientName: String?
    /// The client's home page, when it is known.
    public let returnURL: String?

    /// Makes a page.
    public init(
        code: String,
        language: Language,
        title: String,
        sentence: String,
        reference: String? = nil,
        clientName: String? = nil,
        returnURL: String? = nil
    ) {
        self.code = code
        self.language = language
        self.title = title
        self.sentence = sentence
        self.reference = reference
        self.clientName = clientName
        self.returnURL = returnURL
    }
}
