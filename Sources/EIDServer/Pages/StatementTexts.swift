import EIDBroker
import EIDMethod

/// What a client has put into a signature beside the document, in words for the person who is to sign.
enum StatementTexts {
    /// Above the list.
    static func title(client: String, _ language: Language) -> String {
        switch language {
        case .nl: "\(client) voegt aan uw handtekening toe:"
        case .fr: "\(client) ajoute à votre signature :"
        case .de: "\(client) fügt Ihrer Signatur hinzu:"
        case .en: "\(client) adds to your signature:"
        case .sv: "\(client) lägger till i din underskrift:"
        }
    }

    /// One statement.
    static func sentence(_ statement: ReviewPage.Document.Statement, _ language: Language) -> String {
        switch statement {
        case .visible(let page): visible(page, language)
        case .reason(let text): "\(reason[language]): \(text)"
        case .location(let text): "\(location[language]): \(text)"
        case .certification(let level): certification(level)[language]
        case .commitment(let identifier): "\(commitment[language]): \(commitments[identifier]?[language] ?? identifier)"
        case .policy(let identifier): "\(policy[language]): \(identifier)"
        case .bareValue: bareValue[language]
        }
    }

    /// Beside the document with its visible signature.
    static let original = LocalizedText(
        nl: "Het document zonder uw handtekening openen",
        fr: "Ouvrir le document sans votre signature",
        de: "Das Dokument ohne Ihre Signatur öffnen",
        en: "Open the document without your signature",
        sv: "Öppna dokumentet utan din underskrift"
    )

    private static func visible(_ page: Int, _ language: Language) -> String {
        switch language {
        case .nl: "een zichtbare handtekening op pagina \(page), hieronder getoond; uw naam en het tijdstip volgen"
        case .fr: "une signature visible à la page \(page), montrée ci-dessous ; votre nom et l’heure y seront ajoutés"
        case .de: "eine sichtbare Signatur auf Seite \(page), unten gezeigt; Ihr Name und die Zeit folgen"
        case .en: "a visible signature on page \(page), shown below; your name and the time are filled in later"
        case .sv: "en synlig underskrift på sidan \(page), som visas nedan; ditt namn och tiden fylls i senare"
        }
    }

    private static let bareValue = LocalizedText(
        nl:
            "een kale handtekeningwaarde; waar ze onder komt te staan, wordt hier niet getoond: ga alleen verder als u weet "
            + "waarvoor ze dient",
        fr:
            "une simple valeur de signature ; ce sous quoi elle sera placée n’est pas montré ici : continuez seulement si "
            + "vous savez à quoi elle sert",
        de:
            "ein bloßer Signaturwert; worunter er stehen wird, ist hier nicht zu sehen: Fahren Sie nur fort, wenn Sie "
            + "wissen, wozu er dient",
        en: "a bare signature value; what it will stand under is not shown here: go on only if you know what it is for",
        sv:
            "ett rent signaturvärde; vad det kommer att stå under visas inte här: fortsätt bara om du vet vad det är till för"
    )
    private static let reason = LocalizedText(nl: "reden", fr: "raison", de: "Grund", en: "reason", sv: "skäl")
    private static let location = LocalizedText(nl: "plaats", fr: "lieu", de: "Ort", en: "place", sv: "plats")
    private static let policy = LocalizedText(
        nl: "het beleid dat u aanvaardt",
        fr: "la politique que vous acceptez",
        de: "die Richtlinie, die Sie annehmen",
        en: "the policy that you accept",
        sv: "den policy som du godtar"
    )
    private static let commitment = LocalizedText(
        nl: "waartoe u zich verbindt",
        fr: "ce à quoi vous vous engagez",
        de: "wozu Sie sich verpflichten",
        en: "what you commit to",
        sv: "vad du förbinder dig till"
    )

    /// What may be changed after a certification of that level.
    private static func certification(_ level: Int) -> LocalizedText {
        switch level {
        case 1: nothingAfterwards
        case 2: formsAfterwards
        default: commentsAfterwards
        }
    }

    private static let nothingAfterwards = LocalizedText(
        nl: "na uw handtekening mag niets meer worden gewijzigd",
        fr: "après votre signature, plus rien ne pourra être modifié",
        de: "nach Ihrer Signatur darf nichts mehr geändert werden",
        en: "nothing may be changed after your signature",
        sv: "inget får ändras efter din underskrift"
    )
    private static let formsAfterwards = LocalizedText(
        nl: "na uw handtekening mogen alleen formulieren worden ingevuld en handtekeningen worden geplaatst",
        fr: "après votre signature, seuls les formulaires pourront être remplis et des signatures ajoutées",
        de: "nach Ihrer Signatur dürfen nur Formulare ausgefüllt und Signaturen geleistet werden",
        en: "after your signature only forms may be filled in and signatures added",
        sv: "efter din underskrift får bara formulär fyllas i och underskrifter läggas till"
    )
    private static let commentsAfterwards = LocalizedText(
        nl:
            "na uw handtekening mogen formulieren worden ingevuld, handtekeningen geplaatst en opmerkingen toegevoegd",
        fr: "après votre signature, on pourra remplir des formulaires, ajouter des signatures et des commentaires",
        de: "nach Ihrer Signatur dürfen Formulare ausgefüllt, Signaturen geleistet und Anmerkungen gemacht werden",
        en: "after your signature forms may be filled in, signatures added and comments made",
        sv: "efter din underskrift får formulär fyllas i, underskrifter läggas till och kommentarer göras"
    )

    /// ETSI EN 319 122-1 §5.2.3 and ETSI TS 119 172-1 annex B.
    private static let commitments: [String: LocalizedText] = [
        "1.2.840.113549.1.9.16.6.1": LocalizedText(
            nl: "het document komt van u",
            fr: "le document vient de vous",
            de: "das Dokument stammt von Ihnen",
            en: "the document comes from you",
            sv: "dokumentet kommer från dig"
        ),
        "1.2.840.113549.1.9.16.6.2": LocalizedText(
            nl: "u hebt het document ontvangen",
            fr: "vous avez reçu le document",
            de: "Sie haben das Dokument erhalten",
            en: "you have received the document",
            sv: "du har tagit emot dokumentet"
        ),
        "1.2.840.113549.1.9.16.6.3": LocalizedText(
            nl: "het document werd afgeleverd",
            fr: "le document a été remis",
            de: "das Dokument wurde zugestellt",
            en: "the document was delivered",
            sv: "dokumentet har levererats"
        ),
        "1.2.840.113549.1.9.16.6.4": LocalizedText(
            nl: "u verzendt het document",
            fr: "vous envoyez le document",
            de: "Sie versenden das Dokument",
            en: "you send the document",
            sv: "du skickar dokumentet"
        ),
        "1.2.840.113549.1.9.16.6.5": LocalizedText(
            nl: "u keurt de inhoud goed",
            fr: "vous approuvez le contenu",
            de: "Sie billigen den Inhalt",
            en: "you approve of what it says",
            sv: "du godkänner innehållet"
        ),
        "1.2.840.113549.1.9.16.6.6": LocalizedText(
            nl: "u hebt het document opgesteld",
            fr: "vous avez rédigé le document",
            de: "Sie haben das Dokument erstellt",
            en: "you have made the document",
            sv: "du har upprättat dokumentet"
        ),
    ]
}
