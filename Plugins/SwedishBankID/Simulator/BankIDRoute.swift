/// The routes below the base address.
public enum BankIDRoute: String, Sendable, CaseIterable {
    case auth, sign, collect, cancel
    case phoneAuth = "phone/auth"
    case phoneSign = "phone/sign"

    var isPhone: Bool { self == .phoneAuth || self == .phoneSign }
    var isSigning: Bool { self == .sign || self == .phoneSign }
}
