import EIDJSON

/// The signature policies and commitment types that itsme publishes (itsme-protocol §17.2).
enum SigningPolicies {
    /// One policy.
    struct Policy: Sendable {
        let oid: String
        let digest: String
        /// English, Dutch, French, German; the wording is ours.
        let texts: [String]

        /// SHA-256 has 64 digits, SHA-512 twice as many.
        var digestAlgorithm: String { digest.utf8.count == 64 ? "SHA256" : "SHA512" }
    }

    /// What a signature means.
    struct Commitment: Sendable {
        let oid: String
        /// English, Dutch, French, German.
        let texts: [String]
    }

    /// The one of the documentation's example, which the published list lacks.
    static let exampleReference = "ITSME_DEFAULT"

    static func policy(_ reference: String) -> Policy? {
        if reference == exampleReference { return all.first { $0.oid.hasSuffix("7.2.0") } }
        return all.first { $0.oid.utf8.elementsEqual(reference.utf8) }
    }

    static func commitment(_ reference: String) -> Commitment? {
        commitments.first { $0.oid.utf8.elementsEqual(reference.utf8) }
    }

    private static let test = [
        "Test signature policy", "Testbeleid voor handtekeningen", "Politique de signature de test",
        "Test-Signaturrichtlinie",
    ]
    private static let qualified = [
        "Policy for qualified electronic signatures", "Beleid voor gekwalificeerde elektronische handtekeningen",
        "Politique de signature électronique qualifiée", "Richtlinie für qualifizierte elektronische Signaturen",
    ]
    private static let luxTrust = [
        "LuxTrust signature policy", "LuxTrust-handtekeningbeleid", "Politique de signature LuxTrust",
        "LuxTrust-Signaturrichtlinie",
    ]

    static let all: [Policy] =
        [
            Policy(
                oid: "1.3.6.1.4.1.49274.1.1.5.1.0",
                digest: "88455cd6d8081c4e48d271da5532a73895878001267acdd767d71435a7d028ca",
                texts: test
            ),
            Policy(
                oid: "1.3.6.1.4.1.49274.1.1.5.1.1",
                digest: "62e726c4e5043a2f698944bd2e4777e24c105a74a113f1a0b4b6c5ad9c5d042e"
                    + "5cd026a06d9d97ae6cadd69831fa38304c80837b9e8f7ff35c7c249c1e780bc8",
                texts: test
            ),
            Policy(
                oid: "1.3.6.1.4.1.49274.1.1.5.1.2",
                digest: "a182422a72b8c4985b5d8ef1351caac4baf013ddf3c875099198b97074109f24"
                    + "8691bd0100f36076e79b1d94eb6207a40f80e50a0e17166880c4ed20376c34ea",
                texts: test
            ),
            Policy(
                oid: "1.3.6.1.4.1.49274.1.1.7.1.0",
                digest: "8efd9f3c4a8277d0425c89d7330ab688a52a348c0976d119c176eec7b12e3c36",
                texts: qualified
            ),
            Policy(
                oid: "1.3.6.1.4.1.49274.1.1.7.1.1",
                digest: "d830056731ef88f79f3e6964afe8182b3f6663d6421da1e80884877f5ee02f52"
                    + "70b6ee9318c500549f1affd7dba19f670cc7bbd53573bb45d7a07bf6a1f4be36",
                texts: qualified
            ),
            Policy(
                oid: "1.3.6.1.4.1.49274.1.1.7.1.2",
                digest: "a805784b3f9e2db282077a0dcd5a2ee83f12837a4c1af068530178984809ee22"
                    + "d2f8fe1c49a696caf90e4257eda0bd20c5d0c4134f02401d6fc76d9fe67f6ff9",
                texts: qualified
            ),
            Policy(
                oid: "1.3.6.1.4.1.49274.1.1.7.2.0",
                digest: "c15df94f133c559ab5b37bbae5536e888efc3c5c36adabe391f99e540ed0b121",
                texts: qualified
            ),
        ]
        + (1...5).map { number in
            Policy(
                oid: "1.3.171.1.4.1.\(number).2",
                digest: "a109eaef0d9a9a341998306347ebf02b4faf3d45b1efb7020071c7e924f08a8d",
                texts: luxTrust
            )
        }

    static let commitments: [Commitment] = [
        Commitment(oid: "1.3.6.1.4.1.49274.1.2.1", texts: ["Testing", "Test", "Test", "Test"]),
        Commitment(
            oid: "1.2.840.113549.1.9.16.6.1",
            texts: ["Proof of origin", "Bewijs van oorsprong", "Preuve d'origine", "Herkunftsnachweis"]
        ),
        Commitment(
            oid: "1.2.840.113549.1.9.16.6.2",
            texts: ["Proof of receipt", "Bewijs van ontvangst", "Preuve de réception", "Empfangsnachweis"]
        ),
        Commitment(
            oid: "1.2.840.113549.1.9.16.6.3",
            texts: ["Proof of delivery", "Bewijs van levering", "Preuve de livraison", "Zustellungsnachweis"]
        ),
        Commitment(
            oid: "1.2.840.113549.1.9.16.6.4",
            texts: ["Proof of sender", "Bewijs van afzender", "Preuve d'expéditeur", "Absendernachweis"]
        ),
        Commitment(
            oid: "1.2.840.113549.1.9.16.6.5",
            texts: ["Proof of approval", "Bewijs van goedkeuring", "Preuve d'approbation", "Zustimmungsnachweis"]
        ),
        Commitment(
            oid: "1.2.840.113549.1.9.16.6.6",
            texts: ["Proof of creation", "Bewijs van opstelling", "Preuve de création", "Erstellungsnachweis"]
        ),
    ]

    /// The document at `.well-known/configuration`; policies themselves are not simulated, so their addresses lead nowhere.
    static func document(baseURL: String) -> JSON {
        [
            "sign_policy_templates_supported": .array(
                all.map { policy in
                    [
                        "oid": .string(policy.oid), "ref": .string(policy.oid),
                        "url": .string("\(baseURL)/qes/policies/\(policy.oid).pdf"), "status": "ENABLED",
                        "sigDigest": .string(policy.digest), "sigDigestAlg": .string(policy.digestAlgorithm),
                        "text": texts(policy.texts),
                    ]
                }
            ),
            "commitment_types_supported": .array(
                commitments.map { type in
                    ["oid": .string(type.oid), "ref": .string(type.oid), "text": texts(type.texts)]
                }
            ),
            "sign_languages_supported": ["EN", "FR", "NL", "DE"],
        ]
    }

    private static func texts(_ texts: [String]) -> JSON {
        .object(zip(PageLanguage.allCases, texts).map { ($0.rawValue.uppercased(), .string($1)) })
    }
}

extension PageLanguage {
    /// `EN`, `FR`, `NL` or `DE`, exactly.
    init?(signing code: String?) {
        guard let code, ["EN", "FR", "NL", "DE"].contains(code) else { return nil }
        self.init(rawValue: code.lowercased())
    }
}
