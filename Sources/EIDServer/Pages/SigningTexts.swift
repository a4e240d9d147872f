import EIDMethod

/// The texts of the pages that ask for a signature.
enum SigningTexts {
    static let title = LocalizedText(
        nl: "Lees en onderteken",
        fr: "Lisez et signez",
        de: "Lesen und unterschreiben",
        en: "Read and sign",
        sv: "Läs och skriv under"
    )
    static let open = LocalizedText(
        nl: "Openen in een nieuw tabblad",
        fr: "Ouvrir dans un nouvel onglet",
        de: "In einem neuen Tab öffnen",
        en: "Open in a new tab",
        sv: "Öppna i en ny flik"
    )
    static let save = LocalizedText(
        nl: "Document downloaden",
        fr: "Télécharger le document",
        de: "Dokument herunterladen",
        en: "Download the document",
        sv: "Ladda ner dokumentet"
    )
    static let notShown = LocalizedText(
        nl: "Dit soort document kan hier niet worden getoond. Download het en lees het voordat u ondertekent.",
        fr: "Ce type de document ne peut pas être affiché ici. Téléchargez-le et lisez-le avant de signer.",
        de:
            "Diese Art von Dokument kann hier nicht angezeigt werden. Laden Sie es herunter und lesen Sie es, bevor Sie "
            + "unterschreiben.",
        en: "This kind of document cannot be shown here. Download it and read it before you sign.",
        sv: "Den här sortens dokument kan inte visas här. Ladda ner det och läs det innan du skriver under."
    )
    static let noteTitle = LocalizedText(
        nl: "Let op bij dit document:",
        fr: "Points d’attention pour ce document :",
        de: "Bitte beachten Sie bei diesem Dokument:",
        en: "Please note about this document:",
        sv: "Tänk på detta om dokumentet:"
    )
    static let size = LocalizedText(nl: "Grootte", fr: "Taille", de: "Größe", en: "Size", sv: "Storlek")
    static let kind = LocalizedText(nl: "Soort", fr: "Type", de: "Art", en: "Kind", sv: "Typ")
    static let hash = LocalizedText(
        nl: "Vingerafdruk (SHA-256)",
        fr: "Empreinte (SHA-256)",
        de: "Fingerabdruck (SHA-256)",
        en: "Fingerprint (SHA-256)",
        sv: "Fingeravtryck (SHA-256)"
    )
    static let choice = LocalizedText(
        nl: "Ondertekenen met:",
        fr: "Signer avec :",
        de: "Unterschreiben mit:",
        en: "Sign with:",
        sv: "Skriv under med:"
    )
    static let sign = LocalizedText(
        nl: "Ondertekenen",
        fr: "Signer",
        de: "Unterschreiben",
        en: "Sign",
        sv: "Skriv under"
    )
    static let decline = LocalizedText(
        nl: "Niet ondertekenen",
        fr: "Ne pas signer",
        de: "Nicht unterschreiben",
        en: "Do not sign",
        sv: "Skriv inte under"
    )
    static let qualified = LocalizedText(
        nl: "U plaatst een gekwalificeerde elektronische handtekening. Die heeft dezelfde rechtsgevolgen als een "
            + "handgeschreven handtekening.",
        fr:
            "Vous apposez une signature électronique qualifiée. Elle a le même effet juridique qu’une signature manuscrite.",
        de: "Sie leisten eine qualifizierte elektronische Signatur. Sie hat die gleiche Rechtswirkung wie eine "
            + "handschriftliche Unterschrift.",
        en: "You are making a qualified electronic signature. It has the same legal effect as a handwritten one.",
        sv: "Du gör en kvalificerad elektronisk underskrift. Den har samma rättsliga verkan som en handskriven."
    )
    static let signedTitle = LocalizedText(
        nl: "U hebt ondertekend",
        fr: "Vous avez signé",
        de: "Sie haben unterschrieben",
        en: "You have signed",
        sv: "Du har skrivit under"
    )
    static let close = LocalizedText(
        nl: "U kunt dit venster sluiten.",
        fr: "Vous pouvez fermer cette fenêtre.",
        de: "Sie können dieses Fenster schließen.",
        en: "You can close this window.",
        sv: "Du kan stänga det här fönstret."
    )

    /// What the client asks for.
    static func lead(client: String, documents: Int, _ language: Language) -> String {
        let isOne = documents == 1
        return switch language {
        case .nl: "\(client) vraagt u \(isOne ? "dit document" : "deze \(documents) documenten") te ondertekenen."
        case .fr: "\(client) vous demande de signer \(isOne ? "ce document" : "ces \(documents) documents")."
        case .de:
            "\(client) bittet Sie, \(isOne ? "dieses Dokument" : "diese \(documents) Dokumente") zu unterschreiben."
        case .en: "\(client) asks you to sign \(isOne ? "this document" : "these \(documents) documents")."
        case .sv: "\(client) ber dig skriva under \(isOne ? "det här dokumentet" : "de här \(documents) dokumenten")."
        }
    }

    /// The words beside the box.
    static func accept(documents: Int, _ language: Language) -> String {
        let isOne = documents == 1
        return switch language {
        case .nl: "Ik heb \(isOne ? "het document" : "alle \(documents) documenten") gelezen en wil ondertekenen."
        case .fr: "J’ai lu \(isOne ? "le document" : "les \(documents) documents") et je veux signer."
        case .de: "Ich habe \(isOne ? "das Dokument" : "alle \(documents) Dokumente") gelesen und will unterschreiben."
        case .en: "I have read \(isOne ? "the document" : "all \(documents) documents") and want to sign."
        case .sv: "Jag har läst \(isOne ? "dokumentet" : "alla \(documents) dokumenten") och vill skriva under."
        }
    }

    /// What a signature that is not qualified amounts to.
    static func advanced(client: String, _ language: Language) -> String {
        switch language {
        case .nl:
            "U bevestigt wie u bent; daarna worden de documenten verzegeld, met het bewijs van uw instemming "
                + "(geavanceerde elektronische handtekening). \(client) krijgt beide."
        case .fr:
            "Vous confirmez votre identité ; les documents sont ensuite scellés avec la preuve de votre accord "
                + "(signature électronique avancée). \(client) reçoit les deux."
        case .de:
            "Sie bestätigen, wer Sie sind; danach werden die Dokumente mit dem Nachweis Ihrer Zustimmung versiegelt "
                + "(fortgeschrittene elektronische Signatur). \(client) erhält beides."
        case .en:
            "You confirm who you are; then the documents are sealed with the proof of your consent (advanced electronic "
                + "signature). \(client) receives both."
        case .sv:
            "Du bekräftar vem du är; sedan förseglas dokumenten med beviset på ditt samtycke (avancerad elektronisk "
                + "underskrift). \(client) får båda."
        }
    }

    /// The button where there is one method.
    static func sign(with method: String, _ language: Language) -> String {
        switch language {
        case .nl: "Ondertekenen met \(method)"
        case .fr: "Signer avec \(method)"
        case .de: "Mit \(method) unterschreiben"
        case .en: "Sign with \(method)"
        case .sv: "Skriv under med \(method)"
        }
    }

    /// What a frame or a picture holds, for screen readers.
    static func content(of document: String, _ language: Language) -> String {
        switch language {
        case .nl: "Inhoud van \(document)"
        case .fr: "Contenu de \(document)"
        case .de: "Inhalt von \(document)"
        case .en: "Content of \(document)"
        case .sv: "Innehållet i \(document)"
        }
    }

    /// Why a document is not there.
    static func hashOnly(client: String, _ language: Language) -> String {
        switch language {
        case .nl:
            "\(client) gaf alleen de vingerafdruk van dit document. Onderteken alleen als u het document van \(client) "
                + "hebt gekregen en dezelfde vingerafdruk ziet."
        case .fr:
            "\(client) n’a transmis que l’empreinte de ce document. Ne signez que si \(client) vous a remis le document et "
                + "que vous y voyez la même empreinte."
        case .de:
            "\(client) hat nur den Fingerabdruck dieses Dokuments übermittelt. Unterschreiben Sie nur, wenn Sie das "
                + "Dokument von \(client) erhalten haben und denselben Fingerabdruck sehen."
        case .en:
            "\(client) gave only the fingerprint of this document. Sign only if you got the document from \(client) and "
                + "see the same fingerprint there."
        case .sv:
            "\(client) lämnade bara fingeravtrycket av det här dokumentet. Skriv under bara om du har fått dokumentet av "
                + "\(client) och ser samma fingeravtryck där."
        }
    }

    /// What happens next.
    static func signedLead(client: String, _ language: Language) -> String {
        switch language {
        case .nl: "\(client) ontvangt wat u hebt ondertekend:"
        case .fr: "\(client) reçoit ce que vous avez signé :"
        case .de: "\(client) erhält, was Sie unterschrieben haben:"
        case .en: "\(client) receives what you have signed:"
        case .sv: "\(client) får det som du har skrivit under:"
        }
    }
}
