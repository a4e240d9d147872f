import EIDMethod

/// What people read while an order waits for them, after BankID's recommended messages (RFA) in the broker's languages.
enum BankIDTexts {
    /// RFA1, for a code.
    static let scan = LocalizedText(
        nl: "Open de BankID-app en scan de QR-code.",
        fr: "Ouvrez l’application BankID et scannez le code QR.",
        de: "Öffnen Sie die BankID-App und scannen Sie den QR-Code.",
        en: "Start your BankID app and scan the QR code.",
        sv: "Starta BankID-appen och läs av QR-koden."
    )
    /// RFA13, for a link.
    static let open = LocalizedText(
        nl: "Open de BankID-app met de knop.",
        fr: "Ouvrez l’application BankID avec le bouton.",
        de: "Öffnen Sie die BankID-App mit der Schaltfläche.",
        en: "Start your BankID app with the button.",
        sv: "Starta BankID-appen med knappen."
    )
    /// RFA1, for somebody on the phone.
    static let openOnPhone = LocalizedText(
        nl: "Vraag de beller de BankID-app te openen en de oproep te bevestigen.",
        fr: "Demandez à l’interlocuteur d’ouvrir l’application BankID et de confirmer l’appel.",
        de: "Bitten Sie die Person am Telefon, die BankID-App zu öffnen und den Anruf zu bestätigen.",
        en: "Ask the person on the phone to start the BankID app and confirm the call.",
        sv: "Be personen i telefonen att starta BankID-appen och bekräfta samtalet."
    )
    /// RFA15A.
    static let searching = LocalizedText(
        nl:
            "De BankID-app zoekt uw BankID. Vindt ze er geen, dan hebt u misschien een ander toestel nodig.",
        fr: "L’application BankID cherche votre BankID. Si elle n’en trouve pas, essayez avec un autre appareil.",
        de: "Die BankID-App sucht Ihre BankID. Findet sie keine, brauchen Sie vielleicht ein anderes Gerät.",
        en: "The BankID app is looking for your BankID. If it finds none, you may need another device.",
        sv: "BankID-appen söker efter ditt BankID. Om inget hittas kan du behöva använda en annan enhet."
    )
    /// RFA15B.
    static let searchingOnMobile = LocalizedText(
        nl: "De BankID-app zoekt uw BankID op dit toestel.",
        fr: "L’application BankID cherche votre BankID sur cet appareil.",
        de: "Die BankID-App sucht Ihre BankID auf diesem Gerät.",
        en: "The BankID app is looking for your BankID on this device.",
        sv: "BankID-appen söker efter ditt BankID på den här enheten."
    )
    /// RFA23.
    static let document = LocalizedText(
        nl: "Houd uw paspoort of identiteitskaart tegen uw telefoon, zoals de BankID-app het vraagt.",
        fr: "Présentez votre passeport ou carte d’identité au téléphone, comme le demande l’application BankID.",
        de: "Halten Sie Pass oder Ausweis an das Telefon, wie es die BankID-App verlangt.",
        en: "Process your passport or identity card using the BankID app.",
        sv: "Fotografera och läs av din ID-handling med BankID-appen."
    )
    /// The phone flow's own step.
    static let confirmCall = LocalizedText(
        nl: "De beller moet in de BankID-app bevestigen dat de oproep echt is.",
        fr: "L’interlocuteur doit confirmer l’appel dans l’application BankID.",
        de: "Die Person am Telefon muss den Anruf in der BankID-App bestätigen.",
        en: "The person on the phone needs to confirm the call in the BankID app.",
        sv: "Personen i telefonen behöver bekräfta samtalet i BankID-appen."
    )
    /// RFA9.
    static let securityCode = LocalizedText(
        nl: "Vul uw beveiligingscode in de BankID-app in en kies Identifiera of Skriv under.",
        fr: "Saisissez votre code de sécurité dans l’application BankID et choisissez Identifiera ou Skriv under.",
        de: "Geben Sie Ihren Sicherheitscode in der BankID-App ein und wählen Sie Identifiera oder Skriv under.",
        en: "Enter your security code in the BankID app and select Identify or Sign.",
        sv: "Skriv in din säkerhetskod i BankID-appen och välj Identifiera eller Skriv under."
    )
    /// RFA21.
    static let inProgress = LocalizedText(
        nl: "De identificatie of ondertekening is bezig.",
        fr: "Identification ou signature en cours.",
        de: "Die Identifizierung oder Unterzeichnung läuft.",
        en: "Identification or signing in progress.",
        sv: "Identifiering eller underskrift pågår."
    )
    /// Once the app has done its part.
    static let comeBack = LocalizedText(
        nl: "Bevestigd. Keer terug via de BankID-app.",
        fr: "Confirmé. Revenez par l’application BankID.",
        de: "Bestätigt. Kehren Sie über die BankID-App zurück.",
        en: "Confirmed. Come back by way of the BankID app.",
        sv: "Bekräftat. Gå tillbaka hit via BankID-appen."
    )
    /// What stands above the names of documents, for a client.
    static func agreement(with client: String) -> LocalizedText {
        LocalizedText(
            nl: "Ik onderteken voor \(client):",
            fr: "Je signe pour \(client) :",
            de: "Ich unterschreibe für \(client):",
            en: "I sign for \(client):",
            sv: "Jag skriver under för \(client):"
        )
    }
    /// The label of the phone flow's question.
    static let personalNumber = LocalizedText(
        nl: "Zweeds persoonsnummer van de beller (12 cijfers)",
        fr: "Numéro personnel suédois de l’interlocuteur (12 chiffres)",
        de: "Schwedische Personennummer der Person am Telefon (12 Ziffern)",
        en: "Swedish personal number of the person on the phone (12 digits)",
        sv: "Svenskt personnummer för personen i telefonen (12 siffror)"
    )
    /// The same, after an answer that is no number.
    static let personalNumberAgain = LocalizedText(
        nl: "Dat is geen persoonsnummer. Vul de 12 cijfers in: JJJJMMDDNNNN",
        fr: "Ce n’est pas un numéro personnel. Saisissez les 12 chiffres : AAAAMMJJNNNN",
        de: "Das ist keine Personennummer. Geben Sie die 12 Ziffern ein: JJJJMMTTNNNN",
        en: "That is no personal number. Enter its 12 digits: YYYYMMDDNNNN",
        sv: "Det är inget personnummer. Skriv de 12 siffrorna: ÅÅÅÅMMDDNNNN"
    )
}
