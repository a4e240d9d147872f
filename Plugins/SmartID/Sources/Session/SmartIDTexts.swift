import EIDMethod

/// What people read while a session waits for them.
enum SmartIDTexts {
    /// For a code.
    static let scan = LocalizedText(
        nl: "Open de Smart-ID-app en scan de QR-code.",
        fr: "Ouvrez l’application Smart-ID et scannez le code QR.",
        de: "Öffnen Sie die Smart-ID-App und scannen Sie den QR-Code.",
        en: "Open your Smart-ID app and scan the QR code.",
        sv: "Öppna Smart-ID-appen och skanna QR-koden."
    )
    /// For a link.
    static let open = LocalizedText(
        nl: "Open de Smart-ID-app met de knop.",
        fr: "Ouvrez l’application Smart-ID avec le bouton.",
        de: "Öffnen Sie die Smart-ID-App mit der Schaltfläche.",
        en: "Open your Smart-ID app with the button.",
        sv: "Öppna Smart-ID-appen med knappen."
    )
    /// For a message without digits to compare.
    static let confirm = LocalizedText(
        nl: "Bevestig in de Smart-ID-app op uw telefoon.",
        fr: "Confirmez dans l’application Smart-ID de votre téléphone.",
        de: "Bestätigen Sie in der Smart-ID-App auf Ihrem Telefon.",
        en: "Confirm in the Smart-ID app on your phone.",
        sv: "Bekräfta i Smart-ID-appen på din telefon."
    )
    /// Once the app has done its part.
    static let comeBack = LocalizedText(
        nl: "Bevestigd. Keer terug via de Smart-ID-app.",
        fr: "Confirmé. Revenez par l’application Smart-ID.",
        de: "Bestätigt. Kehren Sie über die Smart-ID-App zurück.",
        en: "Confirmed. Come back by way of the Smart-ID app.",
        sv: "Bekräftat. Gå tillbaka hit via Smart-ID-appen."
    )
    /// Once the browser is back.
    static let inProgress = LocalizedText(
        nl: "Smart-ID werkt uw bevestiging af.",
        fr: "Smart-ID traite votre confirmation.",
        de: "Smart-ID verarbeitet Ihre Bestätigung.",
        en: "Smart-ID is processing your confirmation.",
        sv: "Smart-ID behandlar din bekräftelse."
    )
    /// While Smart-ID does not answer.
    static let stillTrying = LocalizedText(
        nl: "Smart-ID antwoordt even niet. We proberen het opnieuw.",
        fr: "Smart-ID ne répond pas pour le moment. Nous réessayons.",
        de: "Smart-ID antwortet gerade nicht. Wir versuchen es weiter.",
        en: "Smart-ID does not answer just now. We keep trying.",
        sv: "Smart-ID svarar inte just nu. Vi fortsätter att försöka."
    )

    /// For a message whose digits must be those on this page.
    static func compare(_ code: String) -> LocalizedText {
        LocalizedText(
            nl: "Controleer dat de Smart-ID-app op uw telefoon \(code) toont, en bevestig dan pas.",
            fr: "Vérifiez que l’application Smart-ID de votre téléphone affiche \(code), puis confirmez.",
            de: "Prüfen Sie, dass die Smart-ID-App auf Ihrem Telefon \(code) zeigt, und bestätigen Sie erst dann.",
            en: "Check that the Smart-ID app on your phone shows \(code), and only then confirm.",
            sv: "Kontrollera att Smart-ID-appen på din telefon visar \(code), och bekräfta först då."
        )
    }

    /// The label of the question for a number that is probably mistyped.
    static func doubt(_ countries: [SmartIDCountry]) -> LocalizedText {
        countries.count > 1
            ? LocalizedText(
                nl: "Er lijkt een cijfer niet te kloppen. Kijk het nummer na en vul land en nummer opnieuw in",
                fr: "Un chiffre semble faux. Vérifiez le numéro et saisissez de nouveau le pays et le numéro",
                de:
                    "Eine Ziffer scheint nicht zu stimmen. Prüfen Sie die Nummer und geben Sie Land und Nummer erneut ein",
                en: "A digit seems to be wrong. Check the number, and enter country and number again",
                sv: "En siffra verkar vara fel. Kontrollera numret och skriv land och nummer igen"
            )
            : LocalizedText(
                nl: "Er lijkt een cijfer niet te kloppen. Kijk het nummer na en vul het opnieuw in",
                fr: "Un chiffre semble faux. Vérifiez le numéro et saisissez-le de nouveau",
                de: "Eine Ziffer scheint nicht zu stimmen. Prüfen Sie die Nummer und geben Sie sie erneut ein",
                en: "A digit seems to be wrong. Check the number, and enter it again",
                sv: "En siffra verkar vara fel. Kontrollera numret och skriv det igen"
            )
    }

    /// The label of the question for a number.
    static func number(_ countries: [SmartIDCountry], again: Bool) -> LocalizedText {
        let example = countries.count == 1 ? "" : " (\(countries.map(\.rawValue).joined(separator: ", ")))"
        guard countries.count > 1 else {
            return again
                ? LocalizedText(
                    nl: "Dat is geen persoonsnummer. Vul de 11 cijfers in",
                    fr: "Ce n’est pas un numéro personnel. Saisissez les 11 chiffres",
                    de: "Das ist keine Personennummer. Geben Sie die 11 Ziffern ein",
                    en: "That is no personal number. Enter its 11 digits",
                    sv: "Det är inget personnummer. Skriv de 11 siffrorna"
                )
                : LocalizedText(
                    nl: "Persoonsnummer (11 cijfers)",
                    fr: "Numéro personnel (11 chiffres)",
                    de: "Personennummer (11 Ziffern)",
                    en: "Personal number (11 digits)",
                    sv: "Personnummer (11 siffror)"
                )
        }
        return again
            ? LocalizedText(
                nl: "Dat is geen persoonsnummer. Vul het land in\(example) en de 11 cijfers, zoals EE 40404040009",
                fr: "Ce n’est pas un numéro personnel. Saisissez le pays\(example) et les 11 chiffres : EE 40404040009",
                de: "Das ist keine Personennummer. Geben Sie Land\(example) und 11 Ziffern ein, wie EE 40404040009",
                en: "That is no personal number. Enter the country\(example) and 11 digits, such as EE 40404040009",
                sv: "Det är inget personnummer. Skriv land\(example) och 11 siffror, till exempel EE 40404040009"
            )
            : LocalizedText(
                nl: "Land\(example) en persoonsnummer, zoals EE 40404040009",
                fr: "Pays\(example) et numéro personnel, comme EE 40404040009",
                de: "Land\(example) und Personennummer, wie EE 40404040009",
                en: "Country\(example) and personal number, such as EE 40404040009",
                sv: "Land\(example) och personnummer, till exempel EE 40404040009"
            )
    }
}
