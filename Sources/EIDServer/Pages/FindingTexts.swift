import EIDMethod

/// What stands out in a document, in words for the person who is to sign it; by the names of the reader's findings.
enum FindingTexts {
    /// The sentence; a finding that has none yet is named as it is.
    static func sentence(_ finding: String, _ language: Language) -> String {
        (sentences[finding] ?? unread[finding])?[language] ?? other(finding, language)
    }

    private static func other(_ finding: String, _ language: Language) -> String {
        switch language {
        case .nl: "Het document heeft een bijzonderheid: \(finding)."
        case .fr: "Le document présente une particularité : \(finding)."
        case .de: "Das Dokument hat eine Besonderheit: \(finding)."
        case .en: "The document has a peculiarity: \(finding)."
        case .sv: "Dokumentet har en egenhet: \(finding)."
        }
    }

    static let sentences: [String: LocalizedText] = [
        "hybridReferences": views,
        "shadowedObjects": views,
        "unclearNames": views,
        "inconsistentPageTree": views,
        "unclearContent": views,
        "strayObjects": views,
        "mixedReferences": views,
        "wrongPageCount": LocalizedText(
            nl: "Sommige programma’s tonen meer of minder pagina’s dan andere.",
            fr: "Certains logiciels affichent plus ou moins de pages que d’autres.",
            de: "Manche Programme zeigen mehr oder weniger Seiten als andere.",
            en: "Some programs show more or fewer pages than others.",
            sv: "Vissa program visar fler eller färre sidor än andra."
        ),
        "signed": LocalizedText(
            nl: "Het document is al door iemand anders ondertekend.",
            fr: "Le document porte déjà une signature.",
            de: "Das Dokument trägt bereits eine Signatur.",
            en: "The document has been signed before.",
            sv: "Dokumentet har skrivits under tidigare."
        ),
        "otherMediaType": LocalizedText(
            nl: "Het document is van een andere soort dan werd opgegeven.",
            fr: "Le document n’est pas du type annoncé.",
            de: "Das Dokument ist von anderer Art als angegeben.",
            en: "The document is of another kind than was declared.",
            sv: "Dokumentet är av en annan typ än vad som angavs."
        ),
        "certifiedNoChanges": LocalizedText(
            nl: "Een eerdere handtekening laat geen wijzigingen meer toe.",
            fr: "Une signature précédente n’autorise plus de modification.",
            de: "Eine frühere Signatur lässt keine Änderungen mehr zu.",
            en: "An earlier signature permits no further changes.",
            sv: "En tidigare underskrift tillåter inga fler ändringar."
        ),
        "dynamicForm": LocalizedText(
            nl: "De pagina’s worden pas bij het openen gemaakt; andere programma’s kunnen iets anders tonen.",
            fr: "Les pages ne sont créées qu’à l’ouverture ; d’autres logiciels peuvent afficher autre chose.",
            de: "Die Seiten entstehen erst beim Öffnen; andere Programme können etwas anderes zeigen.",
            en: "The pages are made when the document is opened; other programs may show something else.",
            sv: "Sidorna skapas när dokumentet öppnas; andra program kan visa något annat."
        ),
        "staticForm": LocalizedText(
            nl: "Het document bevat een formulier dat naast de pagina’s bestaat.",
            fr: "Le document contient un formulaire en plus de ses pages.",
            de: "Das Dokument enthält neben den Seiten ein Formular.",
            en: "The document has a form beside its pages.",
            sv: "Dokumentet har ett formulär vid sidan av sina sidor."
        ),
        "javaScript": LocalizedText(
            nl: "Het document bevat scripts, die kunnen veranderen wat het toont.",
            fr: "Le document contient des scripts, qui peuvent modifier ce qu’il affiche.",
            de: "Das Dokument enthält Skripte, die ändern können, was es zeigt.",
            en: "The document has scripts, which can change what it shows.",
            sv: "Dokumentet har skript, som kan ändra det som visas."
        ),
        "launchAction": LocalizedText(
            nl: "Het document kan programma’s starten.",
            fr: "Le document peut lancer des programmes.",
            de: "Das Dokument kann Programme starten.",
            en: "The document can start programs.",
            sv: "Dokumentet kan starta program."
        ),
        "openAction": LocalizedText(
            nl: "Bij het openen doet het document iets uit zichzelf.",
            fr: "À l’ouverture, le document déclenche une action.",
            de: "Beim Öffnen führt das Dokument von selbst etwas aus.",
            en: "The document does something by itself when it is opened.",
            sv: "Dokumentet gör något av sig självt när det öppnas."
        ),
        "additionalActions": LocalizedText(
            nl: "Het document doet iets uit zichzelf, bijvoorbeeld bij het afdrukken of sluiten.",
            fr: "Le document déclenche des actions, par exemple à l’impression ou à la fermeture.",
            de: "Das Dokument führt von selbst etwas aus, etwa beim Drucken oder Schließen.",
            en: "The document does things by itself, for example when it is printed or closed.",
            sv: "Dokumentet gör saker av sig självt, till exempel när det skrivs ut eller stängs."
        ),
        "submitAction": LocalizedText(
            nl: "Het document kan gegevens versturen of ophalen.",
            fr: "Le document peut envoyer ou récupérer des données.",
            de: "Das Dokument kann Daten senden oder abrufen.",
            en: "The document can send or fetch data.",
            sv: "Dokumentet kan skicka eller hämta data."
        ),
        "visibilityAction": LocalizedText(
            nl: "Het document kan inhoud tonen, verbergen of terugzetten.",
            fr: "Le document peut afficher, masquer ou réinitialiser du contenu.",
            de: "Das Dokument kann Inhalte zeigen, verbergen oder zurücksetzen.",
            en: "The document can show, hide or reset content.",
            sv: "Dokumentet kan visa, dölja eller återställa innehåll."
        ),
        "remoteAction": LocalizedText(
            nl: "Het document kan een ander document openen.",
            fr: "Le document peut ouvrir un autre document.",
            de: "Das Dokument kann ein anderes Dokument öffnen.",
            en: "The document can open another document.",
            sv: "Dokumentet kan öppna ett annat dokument."
        ),
        "multimedia": LocalizedText(
            nl: "Het document bevat geluid, video of driedimensionale beelden.",
            fr: "Le document contient du son, de la vidéo ou des images en trois dimensions.",
            de: "Das Dokument enthält Ton, Video oder dreidimensionale Bilder.",
            en: "The document has sound, video or three-dimensional pictures.",
            sv: "Dokumentet har ljud, video eller tredimensionella bilder."
        ),
        "externalContent": LocalizedText(
            nl: "Een deel van de inhoud komt uit een ander bestand, dat niet mee wordt ondertekend.",
            fr: "Une partie du contenu provient d’un autre fichier, qui n’est pas signé.",
            de: "Ein Teil des Inhalts kommt aus einer anderen Datei, die nicht mit unterschrieben wird.",
            en: "Some of the content comes from another file, which is not signed.",
            sv: "En del av innehållet kommer från en annan fil, som inte skrivs under."
        ),
        "printsDifferently": LocalizedText(
            nl: "Afgedrukt kan het document iets anders tonen dan op het scherm.",
            fr: "Imprimé, le document peut montrer autre chose qu’à l’écran.",
            de: "Gedruckt kann das Dokument etwas anderes zeigen als auf dem Bildschirm.",
            en: "On paper, the document may show something else than on the screen.",
            sv: "Utskrivet kan dokumentet visa något annat än på skärmen."
        ),
        "viewerMadeAppearances": LocalizedText(
            nl: "Wat in de formuliervelden staat, tekent elk programma zelf; anderen zien misschien iets anders.",
            fr:
                "Chaque logiciel dessine lui-même le contenu des champs du formulaire ; d’autres verront peut-être autre chose.",
            de:
                "Was in den Formularfeldern steht, zeichnet jedes Programm selbst; andere sehen vielleicht etwas anderes.",
            en: "Each program draws by itself what the form fields show; others may see something else.",
            sv: "Varje program ritar självt vad formulärfälten visar; andra kan se något annat."
        ),
        "shownEmptyField": LocalizedText(
            nl: "Een leeg handtekeningveld toont iets dat verdwijnt zodra het wordt ondertekend.",
            fr: "Un champ de signature vide affiche quelque chose qui disparaît dès qu’il est signé.",
            de: "Ein leeres Signaturfeld zeigt etwas, das verschwindet, sobald es unterschrieben wird.",
            en: "An empty signature field shows something that goes away once it is signed.",
            sv: "Ett tomt underskriftsfält visar något som försvinner när det skrivs under."
        ),
        "embeddedFiles": LocalizedText(
            nl: "In het document zitten andere bestanden, die u mee ondertekent.",
            fr: "Le document contient d’autres fichiers, que vous signez également.",
            de: "Im Dokument stecken weitere Dateien, die Sie mit unterschreiben.",
            en: "There are other files inside the document, and you sign them too.",
            sv: "Det finns andra filer i dokumentet, och du skriver under dem också."
        ),
        "optionalContent": LocalizedText(
            nl: "Het document heeft lagen die aan of uit kunnen staan; anderen zien misschien iets anders.",
            fr: "Le document a des calques qui peuvent être masqués ; d’autres verront peut-être autre chose.",
            de:
                "Das Dokument hat Ebenen, die ein- und ausgeschaltet werden können; andere sehen vielleicht etwas anderes.",
            en: "The document has layers that can be switched on and off; others may see something else.",
            sv: "Dokumentet har lager som kan slås på och av; andra kan se något annat."
        ),
        "usageRights": LocalizedText(
            nl: "Door te ondertekenen vervallen bijzondere gebruiksrechten van het document.",
            fr: "La signature met fin aux droits d’utilisation particuliers du document.",
            de: "Durch das Unterschreiben enden besondere Nutzungsrechte des Dokuments.",
            en: "Signing ends special usage rights of the document.",
            sv: "Underskriften avslutar särskilda användningsrättigheter i dokumentet."
        ),
    ]

    static let views = LocalizedText(
        nl: "Verschillende programma’s kunnen dit document verschillend tonen.",
        fr: "Ce document peut s’afficher différemment selon le logiciel.",
        de: "Verschiedene Programme können dieses Dokument verschieden zeigen.",
        en: "Different programs may show this document differently.",
        sv: "Olika program kan visa dokumentet olika."
    )
}
