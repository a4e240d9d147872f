import EIDSimulator

/// The addresses under which the OASIS API sends browsers to the pages of an action.
extension ItsmeSimulator {
    /// The addresses that the OASIS API hands out; what the partner added to them is kept for the way back (§19.1).
    func qesPage(_ parts: [String], _ request: SimulatorRequest) -> SimulatorResponse {
        let isKnown = parts.count == 2 && ["identify_yourself", "prove_its_you_poka"].contains(parts[1])
        guard isKnown else { return .plain(404, "Not found\n") }
        guard request.method == "GET" else { return .methodNotAllowed("GET") }
        guard let fields = request.queryFields, let id = fields["q"], let action = phoneAction(id) as? SigningAction,
            (action.order == nil) == (parts[1] == "identify_yourself"), case .oasis = action.way
        else { return frame(.en).page(.oops, status: 404, frame(.en).alert(.unknownAction)) }
        signing.actions[id]?.extras = Self.extras(request.query)
        // Where everything is known already, the person sees nothing of this leg.
        if let location = signing.actions[id]?.location { return .redirect(to: location) }
        return .redirect(to: "\(configuration.baseURL)/session/\(id)", status: 303)
    }

    /// The pairs of a query that are not ours, as sent.
    private static func extras(_ query: String) -> [String] {
        query.split(separator: "&").map(String.init).filter { pair in
            let name = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            return name != "q" && name != "language" && pair.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        }
    }
}
