/// The content security policies.
enum ContentPolicy {
    /// For answers that are no pages.
    static let nothing = "default-src 'none'; frame-ancestors 'none'"

    /// For pages: our own style, script and images, nothing inline, never in a frame.
    ///
    /// Pages with a form have no `form-action`. Browsers apply it to every redirect that follows a form, and ours lead by
    /// way of the upstream to clients: any https origin, and the private schemes of installed apps. A list that lets all of
    /// these through would protect nothing, and one that does not would break logins; what keeps forms honest is that
    /// every text on a page is escaped.
    static func page(hasForm: Bool) -> String {
        let policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'"
        return hasForm ? policy : policy + "; form-action 'none'"
    }
}
