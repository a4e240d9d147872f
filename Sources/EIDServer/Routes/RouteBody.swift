/// How a route takes a request's body.
enum RouteBody: Sendable {
    /// Whole, and small: forms.
    case form
    /// Whole, and somewhat larger: JSON that may bring pictures along.
    case order
    /// Piece by piece, while it arrives.
    case document

    /// How large it may be.
    func limit(in limits: ServerLimits) -> Int {
        switch self {
        case .form: limits.bodyBytes
        case .order: max(limits.bodyBytes, limits.orderBytes)
        case .document: limits.documentBytes
        }
    }

    /// What is said of one that is larger.
    var tooLarge: RequestRefusal { self == .document ? .documentTooLarge : .bodyTooLarge }
}
