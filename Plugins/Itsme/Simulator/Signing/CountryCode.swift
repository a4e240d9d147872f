/// Two letters for the three that claims have: certificates name countries so (X.520).
enum CountryCode {
    /// By alpha-3 code, for the countries whose documents itsme takes.
    static let alpha2: [String: String] = [
        "AUT": "AT", "BEL": "BE", "BGR": "BG", "CYP": "CY", "CZE": "CZ", "DEU": "DE",
        "DNK": "DK", "ESP": "ES", "EST": "EE", "FIN": "FI", "FRA": "FR", "GBR": "GB", "GRC": "GR", "HRV": "HR",
        "HUN": "HU", "IRL": "IE", "ISL": "IS", "ITA": "IT", "LTU": "LT", "LUX": "LU", "LVA": "LV",
        "MDA": "MD", "MLT": "MT", "NLD": "NL", "NOR": "NO", "POL": "PL", "PRT": "PT", "ROU": "RO", "SRB": "RS",
        "SVK": "SK", "SVN": "SI", "SWE": "SE",
    ]
}
