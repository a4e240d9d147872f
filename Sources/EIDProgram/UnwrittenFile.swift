import FoundationEssentials
import Glibc

/// Why a file or folder was not made, in the system's words.
struct UnwrittenFile: Error, CustomStringConvertible {
    let description: String

    init(_ path: String, _ error: any Error) {
        let system = (error as? CocoaError)?.underlying as? POSIXError
        let reason = system.map { ": \(String(cString: strerror($0.code.rawValue)))" } ?? ""
        description = "\(path) cannot be written\(reason)"
    }
}
