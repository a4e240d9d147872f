import EIDJSON

/// How risky BankID finds an order that was approved.
enum JudgedRisk: Sendable, Equatable {
    /// BankID could not compute it.
    case uncomputed
    case known(SwedishBankIDConfiguration.Risk)
    /// Something that we have no word for.
    case unknown

    /// Reads `completionData.risk`.
    init(reading value: JSONValue?) {
        guard let value, !value.isNull else {
            self = .uncomputed
            return
        }
        self = value.string.flatMap(SwedishBankIDConfiguration.Risk.init).map { .known($0) } ?? .unknown
    }

    /// Whether it is no higher than a limit.
    func isAtMost(_ maximum: SwedishBankIDConfiguration.Risk) -> Bool {
        switch self {
        // What BankID could not compute is not taken for harmless.
        case .uncomputed: .moderate <= maximum
        case .known(let risk): risk <= maximum
        // A new word may well stand for more than any that there was.
        case .unknown: false
        }
    }
}
