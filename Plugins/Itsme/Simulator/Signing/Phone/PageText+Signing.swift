extension PageText {
    /// English, Dutch, French, German: the sentences of signing.
    static let signing: [PageText: [String]] = [
        .certificateTitle: [
            "Create a signing certificate", "Handtekeningcertificaat aanmaken",
            "Créer un certificat de signature", "Signaturzertifikat erstellen",
        ],
        .certificateWhy: [
            "You have no certificate for qualified signatures yet. Confirm within three minutes to create one.",
            "U hebt nog geen certificaat voor gekwalificeerde handtekeningen. Bevestig binnen drie minuten om er een aan te maken.",
            "Vous n'avez pas encore de certificat de signature qualifiée. Confirmez dans les trois minutes pour en créer un.",
            "Sie haben noch kein Zertifikat für qualifizierte Signaturen. Bestätigen Sie binnen drei Minuten, um eines zu erstellen.",
        ],
        .identifiesToSign: [
            "asks who you are, in order to let you sign", "vraagt wie u bent, om u te laten ondertekenen",
            "demande qui vous êtes, pour vous permettre de signer",
            "fragt, wer Sie sind, damit Sie unterschreiben können",
        ],
        .signTitle: ["Sign", "Ondertekenen", "Signer", "Unterschreiben"],
        .asksToSign: [
            "asks you to sign", "vraagt u te ondertekenen", "vous demande de signer", "bittet Sie zu unterschreiben",
        ],
        .documentCount: [
            "Number of documents", "Aantal documenten", "Nombre de documents", "Anzahl der Dokumente",
        ],
        .policy: ["Policy", "Beleid", "Politique", "Richtlinie"],
        .commitment: ["Meaning", "Betekenis", "Signification", "Bedeutung"],
        .role: ["Your role", "Uw rol", "Votre rôle", "Ihre Rolle"],
    ]
}
