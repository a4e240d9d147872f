import EIDJOSE

extension Error {
    /// What the operator's log may have of an error: what says by its type that nobody's data is in it, and of any other the type.
    var nameForLog: String {
        switch self {
        case let error as any RecordStoreError: error.description
        case let error as JOSEError: error.description
        default: "\(type(of: self))"
        }
    }
}
