package import FoundationEssentials

/// That a certificate no longer counts.
package struct Revocation: Hashable, Sendable {
    /// Why, with the numbers of RFC 5280 §5.3.1.
    package enum Reason: UInt8, CaseIterable, Sendable {
        case unspecified = 0
        case keyCompromise = 1
        case affiliationChanged = 3
        case superseded = 4
        case cessationOfOperation = 5
        case certificateHold = 6
        case privilegeWithdrawn = 9
    }

    /// Since when.
    package let date: Date
    /// Why.
    package let reason: Reason

    /// Makes a revocation.
    package init(date: Date, reason: Reason = .unspecified) {
        self.date = date
        self.reason = reason
    }

    /// As it is kept in a file.
    var line: String { "\(Int64(date.timeIntervalSince1970.rounded(.down))) \(reason.rawValue)\n" }

    init?(line: String) {
        let parts = line.split { $0 == " " || $0 == "\n" }
        guard parts.count == 2, let seconds = Int64(parts[0]), let reason = UInt8(parts[1]).flatMap(Reason.init) else {
            return nil
        }
        self.init(date: Date(timeIntervalSince1970: TimeInterval(seconds)), reason: reason)
    }
}
