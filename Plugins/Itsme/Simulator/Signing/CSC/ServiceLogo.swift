/// The picture that `info` of the CSC API names (itsme-protocol §18.2): a phone, and nobody's brand.
enum ServiceLogo {
    /// Where it is, below the simulator's base.
    static let path = "/assets/logo.svg"

    static let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="128" height="128">
        <title>itsme simulator, not itsme</title>
        <rect x="8" y="2" width="16" height="28" rx="3" fill="#334155"/>
        <rect x="10" y="6" width="12" height="18" fill="#fff"/>
        </svg>

        """
}
