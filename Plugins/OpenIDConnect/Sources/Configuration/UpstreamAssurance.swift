import EIDJSON
import EIDMethod

/// The upstream's levels in both directions: what is asked for, and what an answer is worth.
struct UpstreamAssurance: Sendable {
    /// How a level is asked for.
    enum Question: String, Sendable, CaseIterable {
        /// By the parameter of that name.
        case acrValues = "acr_values"
        /// By an essential `acr` in the claims parameter (OpenID Connect Core §5.5.1.1).
        case claims
    }

    /// What is sent for a level, best first.
    var asked: [Assurance: [String]] = [:]
    var question = Question.acrValues
    /// The claim of the ID token that states the level: `acr`, or the upstream's own.
    var claim = "acr"
    /// What each received `acr` is worth, in alphabetical order.
    var received: [AssuranceTable.Row] = []
    /// What an answer without `acr` is worth; `nil` refuses it.
    var missing: Assurance? = .low
    /// Whether an `acr` that is not in the table counts as low; it is refused otherwise.
    var unknownIsLow = true

    /// The levels on offer, as a descriptor wants them: the rows of the table, then one for answers without any of them.
    var table: AssuranceTable {
        var rows = received
        if let missing, !rows.contains(where: { $0.assurance == missing }) { rows.append(.init("(none)", missing)) }
        if unknownIsLow, !rows.contains(where: { $0.assurance == .low }) { rows.append(.init("(other)", .low)) }
        return AssuranceTable(rows)
    }

    /// The values to ask for: those of the lowest level that will do; none where the settings have none.
    func values(for assurance: Assurance?) throws(MethodError) -> [String] {
        let wanted = assurance ?? .low
        guard table.acr(atLeast: wanted) != nil else {
            throw MethodError(.insufficientAssurance, "the upstream is never that sure, by the settings")
        }
        return asked.filter { $0.key >= wanted }.min { $0.key < $1.key }?.value ?? []
    }

    /// The `acr` of a token, or what stands for it.
    func asserted(in claims: JSONValue) throws(MethodError) -> String? {
        guard let path = try? ClaimPath(claim), let acr = path.value(in: claims) else { return nil }
        guard let text = acr.string else {
            throw MethodError(.insufficientAssurance, "the ID token has an acr that is no text")
        }
        return text
    }

    /// What an answer is worth: never more than the upstream said and the settings make of it.
    func granted(_ acr: String?) throws(MethodError) -> Assurance {
        guard let acr else {
            guard let missing else {
                throw MethodError(.insufficientAssurance, "the ID token has no acr, and assurance.missing is not set")
            }
            return missing
        }
        if let row = received.first(where: { $0.acr.sameBytes(as: acr) }) { return row.assurance }
        guard unknownIsLow else {
            throw MethodError(.insufficientAssurance, "the ID token has an acr that the settings do not have")
        }
        return .low
    }
}
