/// What came of reading one value: the value and where it stood, nothing, or something that cannot be read.
enum Reading<Value> {
    case value(Value, claim: String)
    case absent
    case unreadable(MappingFailure, claim: String)

    /// The same with another value, which may turn out to be unreadable.
    func map<Other>(_ transform: (Value) throws(MappingFailure) -> Other) -> Reading<Other> {
        switch self {
        case .absent: return .absent
        case .unreadable(let failure, let claim): return .unreadable(failure, claim: claim)
        case .value(let value, let claim):
            do throws(MappingFailure) {
                return .value(try transform(value), claim: claim)
            } catch {
                return .unreadable(error, claim: claim)
            }
        }
    }
}

extension Reading: Sendable where Value: Sendable {}
