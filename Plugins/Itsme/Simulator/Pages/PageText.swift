/// The sentences of the pages, in four languages.
enum PageText: String, Sendable {
    case banner, identify, enterPhone, phoneLabel, send, orScan, scanLabel, scanLink, appLink, leave
    case waiting, checkPhone, matchIcon, lookAgain
    case phoneTitle, whoseScan, scan, asksFor, asksNothing, service, chooseIcon, codeLabel, approveCode
    case approveBiometrics, rejectAction, reportFraud, ignore, done, backToBrowser, ignored
    case oops, wentWrong, tryAgain
    case certificateTitle, certificateWhy, identifiesToSign, signTitle, asksToSign, documentCount
    case policy, commitment, role
    case unknownPhone = "unknown_phone"
    case appMissing = "app_missing"
    case wrongCode = "wrong_code"
    case codeRequired = "code_required"
    case unknownAction = "unknown_action"

    /// The sentence in a language.
    func text(_ language: PageLanguage) -> String {
        language.pick(Self.catalogue[self] ?? Self.signing[self] ?? []) ?? rawValue
    }

    /// English, Dutch, French, German.
    private static let catalogue: [PageText: [String]] = [
        .banner: [
            "Simulator. This is not itsme; every person here is made up.",
            "Simulator. Dit is niet itsme; elke persoon hier is verzonnen.",
            "Simulateur. Ceci n'est pas itsme ; toutes les personnes sont fictives.",
            "Simulator. Dies ist nicht itsme; alle Personen sind erfunden.",
        ],
        .identify: ["Identify yourself", "Maak u bekend", "Identifiez-vous", "Weisen Sie sich aus"],
        .enterPhone: [
            "Enter your phone number", "Voer uw telefoonnummer in", "Saisissez votre numéro de téléphone",
            "Geben Sie Ihre Telefonnummer ein",
        ],
        .phoneLabel: [
            "Phone number, with country code", "Telefoonnummer, met landcode",
            "Numéro de téléphone, avec indicatif", "Telefonnummer mit Ländervorwahl",
        ],
        .send: ["Send", "Versturen", "Envoyer", "Senden"],
        .orScan: ["Or scan the QR code", "Of scan de QR-code", "Ou scannez le code QR", "Oder QR-Code scannen"],
        .scanLabel: [
            "QR code that opens the simulated phone", "QR-code die de gesimuleerde telefoon opent",
            "Code QR qui ouvre le téléphone simulé", "QR-Code, der das simulierte Telefon öffnet",
        ],
        .scanLink: [
            "Scan with a simulated phone", "Scannen met een gesimuleerde telefoon",
            "Scanner avec un téléphone simulé", "Mit einem simulierten Telefon scannen",
        ],
        .appLink: [
            "Open the simulated app on this device", "Open de gesimuleerde app op dit toestel",
            "Ouvrir l'application simulée sur cet appareil", "Simulierte App auf diesem Gerät öffnen",
        ],
        .leave: [
            "Cancel and return", "Annuleren en terugkeren", "Annuler et revenir", "Abbrechen und zurückkehren",
        ],
        .waiting: [
            "Waiting for your phone", "Wachten op uw telefoon", "En attente de votre téléphone",
            "Warten auf Ihr Telefon",
        ],
        .checkPhone: [
            "Open the app on your phone and confirm.", "Open de app op uw telefoon en bevestig.",
            "Ouvrez l'application sur votre téléphone et confirmez.",
            "Öffnen Sie die App auf Ihrem Telefon und bestätigen Sie.",
        ],
        .matchIcon: [
            "Choose this picture on your phone", "Kies deze afbeelding op uw telefoon",
            "Choisissez cette image sur votre téléphone", "Wählen Sie dieses Bild auf Ihrem Telefon",
        ],
        .lookAgain: ["Check again", "Opnieuw kijken", "Vérifier à nouveau", "Erneut prüfen"],
        .phoneTitle: ["Simulated phone", "Gesimuleerde telefoon", "Téléphone simulé", "Simuliertes Telefon"],
        .whoseScan: [
            "Who holds the phone?", "Wie heeft de telefoon?", "Qui tient le téléphone ?", "Wer hält das Telefon?",
        ],
        .scan: ["Use this phone", "Deze telefoon gebruiken", "Utiliser ce téléphone", "Dieses Telefon benutzen"],
        .asksFor: ["asks for this data", "vraagt deze gegevens", "demande ces données", "fragt nach diesen Daten"],
        .asksNothing: [
            "No personal data beyond an identifier.", "Geen persoonsgegevens behalve een kenmerk.",
            "Aucune donnée personnelle hormis un identifiant.", "Keine Daten außer einer Kennung.",
        ],
        .service: ["Service", "Dienst", "Service", "Dienst"],
        .chooseIcon: [
            "Which picture does the website show?", "Welke afbeelding toont de website?",
            "Quelle image le site affiche-t-il ?", "Welches Bild zeigt die Website?",
        ],
        .codeLabel: [
            "itsme code (5 digits)", "itsme-code (5 cijfers)", "Code itsme (5 chiffres)", "itsme-Code (5 Ziffern)",
        ],
        .approveCode: ["Confirm with code", "Bevestigen met code", "Confirmer avec le code", "Mit Code bestätigen"],
        .approveBiometrics: [
            "Confirm with fingerprint", "Bevestigen met vingerafdruk", "Confirmer par empreinte",
            "Mit Fingerabdruck bestätigen",
        ],
        .rejectAction: ["Reject", "Weigeren", "Refuser", "Ablehnen"],
        .reportFraud: ["Report fraud", "Fraude melden", "Signaler une fraude", "Betrug melden"],
        .ignore: ["Ignore", "Negeren", "Ignorer", "Ignorieren"],
        .done: ["Done", "Klaar", "Terminé", "Fertig"],
        .backToBrowser: [
            "Return to the website", "Terug naar de website", "Retourner au site", "Zurück zur Website",
        ],
        .ignored: [
            "Ignored. The request expires after three minutes.", "Genegeerd. Het verzoek vervalt na drie minuten.",
            "Ignoré. La demande expire après trois minutes.", "Ignoriert. Die Anfrage läuft nach drei Minuten ab.",
        ],
        .oops: ["Oops!", "Oeps!", "Oups !", "Hoppla!"],
        .wentWrong: [
            "Something went wrong.", "Er is iets misgegaan.", "Une erreur s'est produite.",
            "Etwas ist schiefgegangen.",
        ],
        .tryAgain: ["Try again", "Opnieuw proberen", "Réessayer", "Erneut versuchen"],
        .unknownPhone: [
            "There is no active account for this phone.", "Er is geen actief account voor deze telefoon.",
            "Aucun compte actif pour ce téléphone.", "Für dieses Telefon gibt es kein aktives Konto.",
        ],
        .appMissing: [
            "The app is not installed on this phone. Install it first, or use another phone.",
            "De app staat niet op deze telefoon. Installeer ze eerst of gebruik een andere telefoon.",
            "L'application n'est pas installée sur ce téléphone. Installez-la ou utilisez un autre téléphone.",
            "Die App ist auf diesem Telefon nicht installiert. Installieren Sie sie oder nutzen Sie ein anderes.",
        ],
        .wrongCode: [
            "That code is wrong. Three wrong codes block the account.",
            "Die code is fout. Drie foute codes blokkeren het account.",
            "Ce code est faux. Trois codes faux bloquent le compte.",
            "Der Code ist falsch. Drei falsche Codes sperren das Konto.",
        ],
        .codeRequired: [
            "This request must be confirmed with the itsme code.",
            "Dit verzoek moet met de itsme-code bevestigd worden.",
            "Cette demande doit être confirmée avec le code itsme.",
            "Diese Anfrage muss mit dem itsme-Code bestätigt werden.",
        ],
        .unknownAction: [
            "This request is unknown or long finished.", "Dit verzoek is onbekend of al lang afgelopen.",
            "Cette demande est inconnue ou terminée.", "Diese Anfrage ist unbekannt oder längst beendet.",
        ],
    ]
}
