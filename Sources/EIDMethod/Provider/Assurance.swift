/// How sure a method is of the person: the levels of eIDAS (EU) 2015/1502, ordered.
public enum Assurance: String, Codable, Sendable, CaseIterable, Hashable, Comparable {
    /// Limited confidence in who somebody claims to be.
    case low
    /// Substantial confidence: misuse of the identity becomes substantially less likely.
    case substantial
    /// The highest level: misuse is prevented.
    case high

    /// The eIDAS order: low, substantial, high.
    public static func < (left: Assurance, right: Assurance) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .low: 0
        case .substantial: 1
        case .high: 2
        }
    }
}

/// A method's authentication context values and what each is worth, as data in both directions.
public struct AssuranceTable: Sendable, Hashable {
    /// One value of `acr` on the upstream's wire.
    public struct Row: Sendable, Hashable {
        /// The value on the wire; the first row of a level is the one sent.
        public let acr: String
        /// What it is worth.
        public let assurance: Assurance

        /// Makes a row.
        public init(_ acr: String, _ assurance: Assurance) {
            self.acr = acr
            self.assurance = assurance
        }
    }

    /// The rows as given.
    public let rows: [Row]

    /// Makes a table.
    public init(_ rows: [Row]) { self.rows = rows }

    /// The value to ask for: that of the lowest level which is at least `assurance`; `nil` when the method has none.
    public func acr(atLeast assurance: Assurance) -> String? {
        rows.filter { $0.assurance >= assurance }.min { $0.assurance < $1.assurance }?.acr
    }

    /// What a value is worth, compared by bytes; `nil` for a value that is not in the table.
    public func assurance(of acr: String) -> Assurance? {
        rows.first { $0.acr.utf8.elementsEqual(acr.utf8) }?.assurance
    }

    /// The levels on offer, lowest first.
    public var levels: [Assurance] { Set(rows.map(\.assurance)).sorted() }
}

extension AssuranceTable {
    /// The value to ask the upstream for.
    ///
    /// Throws `insufficientAssurance` where the method is never as sure as the request demands.
    public func acr(for request: MethodRequest) throws(MethodError) -> String {
        guard let acr = acr(atLeast: request.assurance ?? .low) else {
            throw MethodError(.insufficientAssurance, "the method is never that sure of anybody")
        }
        return acr
    }

    /// What an upstream's answer is worth; a value that is missing or not in the table counts as `low`.
    ///
    /// Throws `insufficientAssurance` where that is less than the request demands.
    public func assurance(of acr: String?, for request: MethodRequest) throws(MethodError) -> Assurance {
        let assurance = acr.flatMap { self.assurance(of: $0) } ?? .low
        guard assurance >= request.assurance ?? .low else {
            throw MethodError(.insufficientAssurance, "the upstream is less sure than was asked for")
        }
        return assurance
    }
}
