/// An executable that performs a method, as the operator pins it.
public struct ExternalExecutable: Sendable {
    /// The name behind `provider:`; the executable must call itself the same.
    public let name: String
    /// Where the file is.
    public let path: String
    /// The SHA-256 of the file, 32 bytes.
    public let sha256: [UInt8]
    /// What it may cost.
    public let limits: ExternalLimits
    /// The name spaces of people that it may speak for as they are; all others are its own, whatever it calls them.
    public let subjectNamespaces: [String]

    /// Names an executable; nothing is read yet.
    public init(
        name: String,
        path: String,
        sha256: [UInt8],
        limits: ExternalLimits = ExternalLimits(),
        subjectNamespaces: [String] = []
    ) {
        self.name = name
        self.path = path
        self.sha256 = sha256
        self.limits = limits
        self.subjectNamespaces = subjectNamespaces
    }
}

/// What an external method may cost before it is given up.
public struct ExternalLimits: Sendable {
    /// From its start to the answer to `hello`.
    public var start = Duration.seconds(5)
    /// From a call to its answer.
    public var call = Duration.seconds(30)
    /// From the wish to draw a page anew to the answer; later, the page is drawn as it was presented.
    public var redraw = Duration.seconds(1)
    /// From the word that the person stopped to the answer, for which they wait.
    public var abandon = Duration.seconds(5)
    /// Between two looks at whether it still answers.
    public var healthInterval = Duration.seconds(30)
    /// From the look to the answer.
    public var health = Duration.seconds(5)
    /// Calls under way at once, in each direction.
    public var calls = 256
    /// Calls and notes of the process in a second.
    public var unaskedPerSecond = 10_000
    /// Bytes of its notes in a second.
    public var noteBytesPerSecond = 4 << 20
    /// Calls for keys, `sign` and `decrypt`, that are carried out at once; others wait.
    public var keyCalls = 4
    /// Calls for keys in a second, over ten of them.
    public var keyCallsPerSecond = 200
    /// The address space of the process, in MiB.
    public var memoryMiB = 2048
    /// The descriptors of the process.
    public var descriptors = 64
    /// The pause before the first restart; each further one is twice as long.
    public var firstPause = Duration.milliseconds(250)
    /// The longest pause before a restart.
    public var longestPause = Duration.seconds(60)
    /// From the polite end to the forced one.
    public var stop = Duration.seconds(2)

    /// The limits that hold unless said otherwise.
    public init() {}
}
