import EIDMethod

extension ErrorCatalogue {
    static let methodEntries: [String: Entry] = Dictionary(
        uniqueKeysWithValues: (personEntries + upstreamEntries).map { ($0.code, $0) }
    )

    /// Failures that the person had a part in.
    private static let personEntries: [Entry] = [
        Entry(
            "cancelled",
            400,
            .accessDenied,
            "The person cancelled the sign-in.",
            operator: "The person stopped before deciding. Nothing to do.",
            title: LocalizedText(nl: "Geannuleerd", fr: "Annulé", de: "Abgebrochen", en: "Cancelled", sv: "Avbruten"),
            sentence: LocalizedText(
                nl: "U hebt de aanmelding stopgezet. U kunt opnieuw beginnen wanneer u wilt.",
                fr: "Vous avez arrêté la connexion. Vous pouvez recommencer quand vous le souhaitez.",
                de: "Sie haben die Anmeldung beendet. Sie können jederzeit neu beginnen.",
                en: "You stopped the sign-in. You can start again whenever you like.",
                sv: "Du avbröt inloggningen. Du kan börja om när du vill."
            )
        ),
        Entry(
            "declined",
            400,
            .accessDenied,
            "The person declined the sign-in.",
            operator: "The person said no in the app. Nothing to do.",
            title: LocalizedText(nl: "Geweigerd", fr: "Refusé", de: "Abgelehnt", en: "Declined", sv: "Nekad"),
            sentence: LocalizedText(
                nl: "U hebt de aanmelding geweigerd. Er zijn geen gegevens gedeeld.",
                fr: "Vous avez refusé la connexion. Aucune donnée n'a été partagée.",
                de: "Sie haben die Anmeldung abgelehnt. Es wurden keine Daten weitergegeben.",
                en: "You declined the sign-in. No data were shared.",
                sv: "Du nekade inloggningen. Inga uppgifter har delats."
            )
        ),
        Entry(
            "expired",
            400,
            .accessDenied,
            "The person did not answer in time.",
            operator: "Nobody answered in time. Look closer only when this becomes frequent.",
            title: LocalizedText(
                nl: "Tijd verstreken",
                fr: "Délai dépassé",
                de: "Zeit abgelaufen",
                en: "Time is up",
                sv: "Tiden är ute"
            ),
            sentence: LocalizedText(
                nl: "De aanmelding heeft te lang geduurd. Begin opnieuw en bevestig binnen enkele minuten.",
                fr: "La connexion a pris trop de temps. Recommencez et confirmez dans les quelques minutes.",
                de:
                    "Die Anmeldung hat zu lange gedauert. Beginnen Sie neu und bestätigen Sie innerhalb weniger Minuten.",
                en: "The sign-in took too long. Start again and confirm within a few minutes.",
                sv: "Inloggningen tog för lång tid. Börja om och bekräfta inom några minuter."
            )
        ),
        Entry(
            "refused",
            403,
            .accessDenied,
            "The method refused this person.",
            operator: "The upstream refused this person: blocked, too young, or the wrong kind of account.",
            title: LocalizedText(
                nl: "Niet mogelijk",
                fr: "Impossible",
                de: "Nicht möglich",
                en: "Not possible",
                sv: "Inte möjligt"
            ),
            sentence: LocalizedText(
                nl:
                    "Met uw account kan deze aanmelding niet. Kijk in uw app of neem contact op met de aanbieder ervan.",
                fr:
                    "Votre compte ne permet pas cette connexion. Consultez votre application ou contactez son fournisseur.",
                de:
                    "Mit Ihrem Konto ist diese Anmeldung nicht möglich. Sehen Sie in Ihrer App nach oder fragen Sie deren Anbieter.",
                en: "Your account does not allow this sign-in. Look in your app or contact its provider.",
                sv: "Ditt konto tillåter inte den här inloggningen. Titta i din app eller kontakta utgivaren."
            )
        ),
        Entry(
            "expired_certificate",
            403,
            .accessDenied,
            "The certificate of the person is not valid at this time.",
            operator: "By the upstream the person's certificate has expired, or is not valid yet. Nothing to do.",
            title: certificateTitle,
            sentence: LocalizedText(
                nl:
                    "Het certificaat van uw account is verlopen of nog niet geldig. Vernieuw het bij de aanbieder ervan.",
                fr:
                    "Le certificat de votre compte a expiré ou n'est pas encore valable. Renouvelez-le chez son fournisseur.",
                de:
                    "Das Zertifikat Ihres Kontos ist abgelaufen oder noch nicht gültig. Erneuern Sie es bei dessen Anbieter.",
                en: "The certificate of your account has expired or is not valid yet. Renew it with its provider.",
                sv: "Certifikatet för ditt konto har gått ut eller gäller inte än. Förnya det hos utgivaren."
            )
        ),
        Entry(
            "revoked_certificate",
            403,
            .accessDenied,
            "The certificate of the person was revoked.",
            operator: "The upstream says that the issuer took the person's certificate back. Nothing to do.",
            title: certificateTitle,
            sentence: LocalizedText(
                nl: "Het certificaat van uw account is ingetrokken. Vraag bij de aanbieder een nieuw aan.",
                fr: "Le certificat de votre compte a été révoqué. Demandez-en un nouveau à son fournisseur.",
                de: "Das Zertifikat Ihres Kontos wurde widerrufen. Beantragen Sie beim Anbieter ein neues.",
                en: "The certificate of your account was revoked. Ask its provider for a new one.",
                sv: "Certifikatet för ditt konto är spärrat. Be utgivaren om ett nytt."
            )
        ),
        Entry(
            "insufficient_assurance",
            403,
            .unmetAuthenticationRequirements,
            "The person was not authenticated at the level of assurance that was asked for.",
            operator: "The upstream vouches for less than the client asked for.",
            title: LocalizedText(
                nl: "Niet sterk genoeg",
                fr: "Niveau insuffisant",
                de: "Nicht stark genug",
                en: "Not strong enough",
                sv: "Inte tillräckligt säker"
            ),
            sentence: LocalizedText(
                nl:
                    "Deze dienst vraagt een sterkere aanmelding dan u hebt gebruikt. Kies een sterkere manier in uw app.",
                fr:
                    "Ce service demande une connexion plus forte que la vôtre. Choisissez un moyen plus fort dans votre application.",
                de:
                    "Dieser Dienst verlangt eine stärkere Anmeldung als Ihre. Wählen Sie in Ihrer App einen stärkeren Weg.",
                en: "This service asks for a stronger sign-in than yours. Choose a stronger way in your app.",
                sv: "Tjänsten kräver en säkrare inloggning än din. Välj ett säkrare sätt i din app."
            )
        ),
    ]

    private static let certificateTitle = LocalizedText(
        nl: "Certificaat niet geldig",
        fr: "Certificat non valable",
        de: "Zertifikat nicht gültig",
        en: "Certificate not valid",
        sv: "Certifikatet gäller inte"
    )

    /// Failures between us and the upstream.
    private static let upstreamEntries: [Entry] = [
        Entry(
            "unavailable",
            503,
            .temporarilyUnavailable,
            "The method is not available now; trying again later may help.",
            operator: "The upstream does not answer or says that it cannot now. Check its status page and the network.",
            title: LocalizedText(
                nl: "Even niet beschikbaar",
                fr: "Momentanément indisponible",
                de: "Zurzeit nicht verfügbar",
                en: "Not available right now",
                sv: "Inte tillgänglig just nu"
            ),
            sentence: LocalizedText(
                nl: "De gekozen manier van aanmelden antwoordt niet. Probeer het over enkele minuten opnieuw.",
                fr: "Le moyen de connexion choisi ne répond pas. Réessayez dans quelques minutes.",
                de: "Der gewählte Anmeldeweg antwortet nicht. Versuchen Sie es in einigen Minuten erneut.",
                en: "The way of signing in that you chose does not answer. Try again in a few minutes.",
                sv: "Inloggningssättet som du valde svarar inte. Försök igen om några minuter."
            ),
            isRetryable: true
        ),
        Entry(
            "untrusted",
            502,
            .serverError,
            "The answer of the method could not be trusted.",
            operator:
                "A signature, nonce or other check failed. Treat repeated cases as an attack or a broken upstream.",
            title: LocalizedText(
                nl: "Antwoord niet aanvaard",
                fr: "Réponse non acceptée",
                de: "Antwort nicht akzeptiert",
                en: "Answer not accepted",
                sv: "Svaret godtogs inte"
            ),
            sentence: LocalizedText(
                nl: "We konden het antwoord niet controleren en hebben het daarom niet gebruikt. Begin opnieuw.",
                fr: "Nous n'avons pas pu vérifier la réponse et ne l'avons donc pas utilisée. Recommencez.",
                de: "Wir konnten die Antwort nicht prüfen und haben sie deshalb nicht verwendet. Beginnen Sie neu.",
                en: "We could not check the answer and so did not use it. Start again.",
                sv: "Vi kunde inte kontrollera svaret och använde det därför inte. Börja om."
            )
        ),
        Entry(
            "unsupported",
            400,
            .invalidRequest,
            "The method does not offer what was asked for.",
            operator:
                "A client asks for something that the method does not do. Compare the request with the descriptor.",
            title: LocalizedText(
                nl: "Niet ondersteund",
                fr: "Non pris en charge",
                de: "Nicht unterstützt",
                en: "Not supported",
                sv: "Stöds inte"
            ),
            sentence: LocalizedText(
                nl: "De gekozen manier van aanmelden kan niet wat deze dienst vraagt. Kies een andere manier.",
                fr: "Le moyen de connexion choisi ne permet pas ce que demande ce service. Choisissez un autre moyen.",
                de: "Der gewählte Anmeldeweg kann nicht, was dieser Dienst verlangt. Wählen Sie einen anderen Weg.",
                en: "The way of signing in that you chose cannot do what this service asks. Choose another way.",
                sv: "Inloggningssättet som du valde kan inte göra det som tjänsten ber om. Välj ett annat sätt."
            )
        ),
        Entry(
            "unencodable",
            400,
            .invalidRequest,
            "A text of the request cannot be shown by the method.",
            operator:
                "A name or description has characters, or a length, that the upstream does not take. See detail.",
            title: LocalizedText(
                nl: "Tekst kan niet worden getoond",
                fr: "Texte impossible à afficher",
                de: "Text kann nicht gezeigt werden",
                en: "Text cannot be shown",
                sv: "Texten kan inte visas"
            ),
            sentence: LocalizedText(
                nl: "De gekozen manier van aanmelden kan een tekst van deze dienst niet tonen. Kies een andere manier.",
                fr: "Le moyen de connexion choisi ne peut pas afficher un texte du service. Choisissez-en un autre.",
                de: "Der gewählte Anmeldeweg kann einen Text des Dienstes nicht zeigen. Wählen Sie einen anderen.",
                en: "The way of signing in that you chose cannot show a text of this service. Choose another way.",
                sv: "Inloggningssättet som du valde kan inte visa en text från tjänsten. Välj ett annat sätt."
            )
        ),
        Entry(
            "misconfigured",
            500,
            .serverError,
            "The method is not set up correctly at the broker.",
            operator:
                "The upstream does not accept our registration, keys or settings. Sign-ins fail until it is fixed.",
            title: LocalizedText(
                nl: "Fout bij ons",
                fr: "Erreur de notre côté",
                de: "Fehler bei uns",
                en: "Our mistake",
                sv: "Vårt fel"
            ),
            sentence: LocalizedText(
                nl:
                    "Deze manier van aanmelden is bij ons niet goed ingesteld. Kies een andere manier of probeer later.",
                fr:
                    "Ce moyen de connexion est mal configuré chez nous. Choisissez un autre moyen ou réessayez plus tard.",
                de:
                    "Dieser Anmeldeweg ist bei uns falsch eingerichtet. Wählen Sie einen anderen oder versuchen Sie es später.",
                en: "This way of signing in is not set up correctly on our side. Choose another way or try later.",
                sv: "Det här inloggningssättet är inte rätt inställt hos oss. Välj ett annat sätt eller försök senare."
            )
        ),
    ]
}
