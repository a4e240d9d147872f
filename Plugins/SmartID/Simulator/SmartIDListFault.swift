/// What can be wrong with the revocation lists that certificates name, whatever the responder does.
public enum SmartIDListFault: String, Sendable, CaseIterable {
    /// Nobody serves lists.
    case silentLists
    /// The list names the person's certificate.
    case revokedInList
    /// The root's list names the authority of people's certificates.
    case revokedAuthority
    /// Lists are two days old.
    case staleLists
    /// Lists are signed by somebody else.
    case foreignLists
    /// What is served is no list.
    case junkLists
}
