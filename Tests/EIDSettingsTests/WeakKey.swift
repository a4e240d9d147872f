/// Keys that must be refused.
enum WeakKey {
    /// An RSA key of 1024 bits, made for this test.
    static let rsa1024 = """
        -----BEGIN PRIVATE KEY-----
        MIICeAIBADANBgkqhkiG9w0BAQEFAASCAmIwggJeAgEAAoGBAOQRYIZEw6ZARYUU
        HvGx1KOrDaFYLPDnmN5tN5iVHDWjXPLb6qs0ufiYYi2SH9M4jqoLwylKu9YaMMff
        BxNhKja6uAYHsqa1Z+KGV2gvT4oh2htQ0A6e83r49FQmSMw2CCeTl3fCI6QKQzHh
        eanIx2tJ/yVeU1Vx5eN7rb/grByxAgMBAAECgYEAm/gyTcCrGIAtyvPWsa3O4Nsz
        KBsYKOwJxFtmwQeAUkJVZ5T0KH+XiyYTRlz/PMEZ97qxjgSY7rPclmO1ABDb/2Sy
        VyrDSt+ky7l/6Lv0+KWqQKTDBg7p1UcnKlHaC90PQZr456JTQLTl78QSJkX0ZmVI
        AxLRvV7i4U+vhj1VsgECQQD/eUU+BeDSkRnQ8kZCYw/kVknHtV4RyRLf6bwU/X7I
        8/YfygOJxkUZMeusliX9MPQLviZrNz0J6OmniDQ3OgXhAkEA5ImnTQWz/EgSLbew
        wdFn0N7BXAczqXIZ0RqIetMO1ETKp5bPkwwCypPH44GvjxhkPGUsPW7/CUdB7pln
        yVdQ0QJBAKvjrXoIvHcQ1/zlNe6u9l9cy3GKj0uKLZ/ohPregLK2qrBC3NSTSaSl
        GPvbXp4XlOxduT3EQdZsFuH426EY8iECQAxyFqNSKTAW+K52r3COp9mvF9acKcsT
        hKZnjIEr10XmDSc9Rkaaw9gmXh9co6PmTyce117tGYR21fdZcVZ8o9ECQQD31ydV
        lpzSF7Jdzffb+X3FEmLUPbCICPwjXsgPchPwWQuJOgGy137lnlr8W38Qi3oyeGi+
        8ZezDOzbLkuLBnCc
        -----END PRIVATE KEY-----
        """

    /// A P-256 key under a passphrase, made for this test.
    static let encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg6G03LaWXUXQICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEP2oJraEhJBH28QybiozTXYEgZCd
        5weHi+Z+Oltg6ZwfAau1VamaHGXzSf9s7xT4ifkBsRg0qgRXIIDULfoYNgx+TmAQ
        08YDzM1amElvUCoZ2BA3ZTHuQHaFYouQQiKIYUK1nmRvfC6hUZlwi+A623xHTnEG
        4Km7cn7UlCGIuG1K09W5o8tIrJKS9yDG+ThDXNBQz42RikgSR/LtLI1LaBG3aVw=
        -----END ENCRYPTED PRIVATE KEY-----
        """
}
