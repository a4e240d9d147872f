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
        var seen = Set(certificates)
        for certificate in other.certificates where seen.insert(certificate).inserted {
            certificates.append(certificate)
        }
        Self.add(other.responses, to: &responses)
        Self.add(other.lists, to: &lists)
    }

    private static func add(_ new: [[UInt8]], to answers: inout [[UInt8]]) {
        var seen = Set(answers.map { Answer(der: $0) })
        for der in new where seen.insert(Answer(der: der)).inserted { answers.append(der) }
    }

    /// An answer that is told from others by its two ends first: what it is about, and its signature.
    ///
    /// Lists have megabytes.
    private struct Answer: Hashable {
        let der: [UInt8]

        func hash(into hasher: inout Hasher) {
            hasher.combine(der.count)
            der.prefix(512).withUnsafeBytes { hasher.combine(bytes: $0) }
            der.suffix(512).withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }
}
