/// Why the simulated trust service could not do something.
package struct TrustError: Error, Sendable, CustomStringConvertible {
    /// What can go wrong.
    package enum Code: String, Sendable {
        /// What was asked for cannot stand in a certificate.
        case unsuitable
        /// A number that was never issued.
        case unknownSerial
        /// A file of the keys' folder is not what it should be.
        case damagedFolder
        /// OpenSSL failed.
        case failed
    }

    /// What went wrong.
    package let code: Code
    /// In words, for whoever runs the simulator.
    package let detail: String

    init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// The code and the words.
    package var description: String { "\(code.rawValue): \(detail)" }
}
