/// The content security policies.
enum ContentPolicy {
    /// For answers that are no pages.
    static let nothing = "default-src 'none'; frame-ancestors 'none'"

    /// For a document in a frame of our own pages, or alone in a tab: it may load nothing, run nothing and open nothing.
    ///
    /// Browsers show a PDF under this policy. In a frame with the attribute `sandbox` Chromium shows none, whatever the
    /// attribute allows, so the sandbox is here, on the document itself.
    static let framedDocument = "default-src 'none'; frame-ancestors 'self'; sandbox"

    /// For a method's logo: it may colour itself, and load, run and open nothing.
    static let logo = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

    /// For a page that stands in the place of a document.
    static let framedPage = page(hasForm: false).replacing("frame-ancestors 'none'", with: "frame-ancestors 'self'")

    /// For pages: our own style, script and images, nothing inline, never in a frame.
    ///
    /// Pages with a form have no `form-action`. Browsers apply it to every redirect that follows a form, and ours lead by
    /// way of the upstream to clients: any https origin, and the private schemes of installed apps. A list that lets all of
    /// these through would protect nothing, and one that does not would break logins; what keeps forms honest is that
    /// every text on a page is escaped.
    static func page(hasForm: Bool, hasFrames: Bool = false) -> String {
        let policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'" + (hasFrames ? "; frame-src 'self'" : "")
        return hasForm ? policy : policy + "; form-action 'none'"
    }
}
