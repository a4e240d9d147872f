import EIDJSON
import EIDSimulator

/// The rules for a code that a client hands in, whichever token endpoint takes it.
struct CodeCheck {
    /// Where the rules stand, and those for the life of a code.
    let rule: String
    let lifeRule: String
    /// What errors call it.
    let noun: String
    /// Whether errors are whole sentences.
    let isSentence: Bool
    /// Under which names the redirect URI may come.
    let redirectNames: [String]

    static let openID = CodeCheck(
        rule: "§11",
        lifeRule: "§10.1",
        noun: "authorization code",
        isSentence: true,
        redirectNames: ["redirect_uri"]
    )

    /// The table of §18.4 says redirect_url, its example and CSC redirect_uri.
    static let csc = CodeCheck(
        rule: "§18.4",
        lifeRule: "§25.21",
        noun: "code",
        isSentence: false,
        redirectNames: ["redirect_uri", "redirect_url"]
    )

    /// Finds the action of a code; using the code up is left to the caller, who may have more to check.
    func check<Action: PhoneAction>(
        _ fields: FormFields,
        of client: ItsmeClient,
        _ exam: inout Examination,
        find: (_ code: String) -> (CodeGrant, Action)?
    ) throws(ItsmeRefusal) -> (code: String, action: Action) {
        let code = try exam.require(
            fields["code"],
            rule,
            "invalid_request",
            "code is missing",
            holds: "code is given"
        )
        let uri = try exam.require(
            redirectNames.lazy.compactMap { fields[$0] }.first,
            rule,
            "invalid_request",
            "redirect_uri is missing",
            holds: "redirect_uri is given"
        )
        let (grant, action) = try exam.require(
            find(code),
            rule,
            "invalid_grant",
            error("is unknown"),
            holds: "the \(noun) is known"
        )
        exam.trace.action = action.id
        try exam.require(
            action.client.id.sameBytes(as: client.id),
            rule,
            "invalid_grant",
            error("was issued to another client"),
            holds: "the \(noun) was issued to this client"
        )
        try exam.require(
            !grant.isUsed,
            lifeRule,
            "invalid_grant",
            error("has been used"),
            holds: "the \(noun) is unused"
        )
        try exam.require(
            exam.clock.seconds < grant.expires,
            lifeRule,
            "invalid_grant",
            error("is expired"),
            holds: "the \(noun) has not expired"
        )
        try exam.require(
            uri.sameBytes(as: action.target?.uri ?? ""),
            rule,
            "invalid_grant",
            "redirect_uri is not the one of the authorization request",
            holds: "redirect_uri is that of the authorization request"
        )
        return (code, action)
    }

    private func error(_ text: String) -> String { isSentence ? "The \(noun) \(text)." : "the \(noun) \(text)" }
}
