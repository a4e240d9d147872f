import EIDMethod

/// Every text that the pages themselves bring; the sentences about failures come from the core's catalogue.
enum PageTexts {
    static let chooserTitle = LocalizedText(
        nl: "Kies hoe u zich aanmeldt",
        fr: "Choisissez votre moyen d’identification",
        de: "Wählen Sie, wie Sie sich ausweisen",
        en: "Choose how to identify yourself",
        sv: "Välj hur du legitimerar dig"
    )

    static let formPostTitle = LocalizedText(
        nl: "U wordt doorgestuurd",
        fr: "Redirection en cours",
        de: "Sie werden weitergeleitet",
        en: "Taking you further",
        sv: "Du skickas vidare"
    )
    static let formPostLead = LocalizedText(
        nl: "Gaat het niet vanzelf verder? Druk dan op de knop.",
        fr: "Si rien ne se passe, appuyez sur le bouton.",
        de: "Falls nichts geschieht, drücken Sie die Schaltfläche.",
        en: "If nothing happens, press the button.",
        sv: "Om inget händer, tryck på knappen."
    )
    static let continueLabel = LocalizedText(
        nl: "Doorgaan",
        fr: "Continuer",
        de: "Weiter",
        en: "Continue",
        sv: "Fortsätt"
    )
    static let cancel = LocalizedText(nl: "Annuleren", fr: "Annuler", de: "Abbrechen", en: "Cancel", sv: "Avbryt")

    static let waitingTitle = LocalizedText(
        nl: "Bevestig in uw app",
        fr: "Confirmez dans votre application",
        de: "Bestätigen Sie in Ihrer App",
        en: "Confirm in your app",
        sv: "Bekräfta i din app"
    )
    static let waitingLead = LocalizedText(
        nl: "Open de app op dit toestel of scan de code met het toestel waarop de app staat.",
        fr: "Ouvrez l’application sur cet appareil ou scannez le code avec l’appareil où elle est installée.",
        de: "Öffnen Sie die App auf diesem Gerät oder scannen Sie den Code mit dem Gerät, auf dem die App ist.",
        en: "Open the app on this device, or scan the code with the device that has the app.",
        sv: "Öppna appen på den här enheten, eller skanna koden med enheten där appen finns."
    )
    static let waitingLeadWithoutCode = LocalizedText(
        nl: "Open de app op dit toestel en volg de stappen.",
        fr: "Ouvrez l’application sur cet appareil et suivez les étapes.",
        de: "Öffnen Sie die App auf diesem Gerät und folgen Sie den Schritten.",
        en: "Open the app on this device and follow its steps.",
        sv: "Öppna appen på den här enheten och följ stegen."
    )
    static let waitingLeadWithoutLink = LocalizedText(
        nl: "Scan de code met het toestel waarop de app staat.",
        fr: "Scannez le code avec l’appareil où l’application est installée.",
        de: "Scannen Sie den Code mit dem Gerät, auf dem die App ist.",
        en: "Scan the code with the device that has the app.",
        sv: "Skanna koden med enheten där appen finns."
    )
    static let openApp = LocalizedText(
        nl: "App openen",
        fr: "Ouvrir l’application",
        de: "App öffnen",
        en: "Open the app",
        sv: "Öppna appen"
    )
    static let codeName = LocalizedText(
        nl: "QR-code om met de app te scannen",
        fr: "Code QR à scanner avec l’application",
        de: "QR-Code, den Sie mit der App scannen",
        en: "QR code to scan with the app",
        sv: "QR-kod att skanna med appen"
    )
    static let codeCaption = LocalizedText(
        nl: "Scan deze code met de app.",
        fr: "Scannez ce code avec l’application.",
        de: "Scannen Sie diesen Code mit der App.",
        en: "Scan this code with the app.",
        sv: "Skanna den här koden med appen."
    )
    static let waiting = LocalizedText(
        nl: "Wachten op uw bevestiging…",
        fr: "En attente de votre confirmation…",
        de: "Wir warten auf Ihre Bestätigung…",
        en: "Waiting for your confirmation…",
        sv: "Väntar på din bekräftelse…"
    )
    static let check = LocalizedText(
        nl: "Ik heb bevestigd, ga verder",
        fr: "J’ai confirmé, continuer",
        de: "Ich habe bestätigt, weiter",
        en: "I have confirmed, continue",
        sv: "Jag har bekräftat, fortsätt"
    )

    /// Turns off that a page without a script loads again.
    static let still = LocalizedText(
        nl: "Deze pagina niet meer vanzelf vernieuwen",
        fr: "Ne plus actualiser cette page automatiquement",
        de: "Diese Seite nicht mehr von selbst neu laden",
        en: "Do not reload this page automatically",
        sv: "Sluta ladda om sidan automatiskt"
    )

    /// Why a question is asked again.
    static func answerWanted(upTo length: Int, _ language: Language) -> String {
        LocalizedText(
            nl: "Vul een antwoord van 1 tot \(length) tekens in.",
            fr: "Entrez une réponse de 1 à \(length) caractères.",
            de: "Geben Sie eine Antwort mit 1 bis \(length) Zeichen ein.",
            en: "Enter an answer of 1 to \(length) characters.",
            sv: "Fyll i ett svar på 1 till \(length) tecken."
        )[language]
    }

    static let home = LocalizedText(
        nl: "Terug naar de dienst",
        fr: "Retour au service",
        de: "Zurück zum Dienst",
        en: "Back to the service",
        sv: "Tillbaka till tjänsten"
    )
    static let reference = LocalizedText(
        nl: "Referentie:",
        fr: "Référence :",
        de: "Referenz:",
        en: "Reference:",
        sv: "Referens:"
    )
    static let footer = LocalizedText(
        nl: "Deel nooit een code die u niet zelf hebt aangevraagd.",
        fr: "Ne partagez jamais un code que vous n’avez pas demandé.",
        de: "Geben Sie nie einen Code weiter, den Sie nicht selbst angefordert haben.",
        en: "Never share a code that you did not ask for yourself.",
        sv: "Lämna aldrig ut en kod som du inte själv har bett om."
    )

    static let remember = LocalizedText(
        nl: "Mijn keuze op dit toestel onthouden",
        fr: "Retenir mon choix sur cet appareil",
        de: "Meine Wahl auf diesem Gerät merken",
        en: "Remember my choice on this device",
        sv: "Kom ihåg mitt val på den här enheten"
    )
    static let lastUsed = LocalizedText(
        nl: "Laatst gebruikt",
        fr: "Dernier utilisé",
        de: "Zuletzt benutzt",
        en: "Used last time",
        sv: "Senast använd"
    )
    static let methodUnavailable = LocalizedText(
        nl: "Antwoordt op dit moment niet. Probeer het over enkele minuten opnieuw.",
        fr: "Ne répond pas pour le moment. Réessayez dans quelques minutes.",
        de: "Antwortet zurzeit nicht. Versuchen Sie es in einigen Minuten noch einmal.",
        en: "Does not answer at the moment. Try again in a few minutes.",
        sv: "Svarar inte just nu. Försök igen om några minuter."
    )

    /// What a method's button does; the method's name stands in it.
    static func button(_ name: String, for type: MethodType, _ language: Language) -> String {
        switch (type, language) {
        case (.authentication, .nl): "Inloggen met \(name)"
        case (.authentication, .fr): "Se connecter avec \(name)"
        case (.authentication, .de): "Mit \(name) anmelden"
        case (.authentication, .en): "Log in with \(name)"
        case (.authentication, .sv): "Logga in med \(name)"
        case (.verification, .nl): "Identificeren met \(name)"
        case (.verification, .fr): "S’identifier avec \(name)"
        case (.verification, .de): "Mit \(name) identifizieren"
        case (.verification, .en): "Identify with \(name)"
        case (.verification, .sv): "Legitimera dig med \(name)"
        default: SigningTexts.sign(with: name, language)
        }
    }

    /// Who asks; the client's name stands in the middle of the sentence.
    static func chooserLead(client: String, _ language: Language) -> String {
        switch language {
        case .nl: "\(client) vraagt u zich te identificeren."
        case .fr: "\(client) vous demande de vous identifier."
        case .de: "\(client) bittet Sie, sich auszuweisen."
        case .en: "\(client) asks you to identify yourself."
        case .sv: "\(client) ber dig legitimera dig."
        }
    }
}
