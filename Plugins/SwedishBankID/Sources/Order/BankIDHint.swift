import EIDMethod

/// How far an order is, in BankID's words; its own type so that a word nobody has heard of is kept too.
struct BankIDHint: RawRepresentable, Codable, Sendable, Hashable {
    let rawValue: String

    /// Nobody has opened the order in an app yet.
    var isUnopened: Bool { ["outstandingTransaction", "noClient"].contains(rawValue) }

    /// What the person does next, after BankID's recommended messages.
    func text(for way: BankIDOrder.Way, onMobile: Bool) -> LocalizedText {
        switch rawValue {
        case "outstandingTransaction", "noClient":
            switch way {
            case .phone: BankIDTexts.openOnPhone
            case .link: BankIDTexts.open
            case .code, .both: BankIDTexts.scan
            }
        case "started": onMobile ? BankIDTexts.searchingOnMobile : BankIDTexts.searching
        case "userMrtd": BankIDTexts.document
        case "userCallConfirm": BankIDTexts.confirmCall
        case "userSign": BankIDTexts.securityCode
        default: BankIDTexts.inProgress
        }
    }

    /// Why an order failed, by its hint; any other word says that something is wrong at BankID.
    static let failures: [String: MethodError.Code] = [
        "expiredTransaction": .expired,
        "startFailed": .expired,
        "certificateErr": .refused,
        "userCancel": .cancelled,
        "cancelled": .cancelled,
        "userDeclinedCall": .declined,
        "notSupportedByUserApp": .refused,
        "transactionRiskBlocked": .refused,
    ]

    /// The error of an order that failed with this hint.
    var failure: MethodError {
        guard let code = Self.failures[rawValue] else {
            return MethodError(.unavailable, "the order failed for a reason that is new to us")
        }
        return MethodError(code, "the order failed: \(rawValue)")
    }
}
