/// What somebody needs to check a signature without asking anybody: certificates and answers about revocation.
public struct ValidationMaterial: Hashable, Sendable {
    /// Certificates of every path.
    public var certificates: [Certificate] = []
    /// Responders' answers, complete.
    public var responses: [[UInt8]] = []
    /// Revocation lists.
    public var lists: [[UInt8]] = []
    /// Shared by all copies, since every signature of a file looks at the same answers.
    var known = KnownAnswers()

    /// Nothing yet.
    public init() {}

    /// Takes what is at hand.
    public init(certificates: [Certificate] = [], responses: [[UInt8]] = [], lists: [[UInt8]] = []) {
        self.certificates = certificates
        self.responses = responses
        self.lists = lists
    }

    /// Adds what is new in another one.
    public mutating func merge(_ other: ValidationMaterial) {
        certificates += other.certificates.filter { !certificates.contains($0) }
        responses += other.responses.filter { !responses.contains($0) }
        lists += other.lists.filter { !lists.contains($0) }
    }
}
