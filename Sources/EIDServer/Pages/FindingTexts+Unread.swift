import EIDMethod

extension FindingTexts {
    /// Why nobody has looked into a document that may be signed all the same, and what an earlier certification permits.
    static let unread: [String: LocalizedText] = [
        "document_ambiguous": views,
        "document_unreadable": LocalizedText(
            nl: "Het document is beschadigd of ongewoon opgebouwd; we konden niet nagaan wat het doet of toont.",
            fr:
                "Le document est endommagé ou construit de façon inhabituelle ; nous n’avons pas pu vérifier ce qu’il fait ou montre.",
            de:
                "Das Dokument ist beschädigt oder ungewöhnlich aufgebaut; wir konnten nicht prüfen, was es tut oder zeigt.",
            en: "The document is damaged or built in an unusual way; we could not check what it does or shows.",
            sv: "Dokumentet är skadat eller ovanligt uppbyggt; vi kunde inte kontrollera vad det gör eller visar."
        ),
        "document_encrypted": LocalizedText(
            nl: "Het document is versleuteld; we konden niet nagaan wat het doet of toont.",
            fr: "Le document est chiffré ; nous n’avons pas pu vérifier ce qu’il fait ou montre.",
            de: "Das Dokument ist verschlüsselt; wir konnten nicht prüfen, was es tut oder zeigt.",
            en: "The document is encrypted; we could not check what it does or shows.",
            sv: "Dokumentet är krypterat; vi kunde inte kontrollera vad det gör eller visar."
        ),
        "document_unsupported": LocalizedText(
            nl: "Het document bevat iets dat we niet kunnen lezen; we konden niet nagaan wat het doet of toont.",
            fr:
                "Le document contient un élément que nous ne savons pas lire ; nous n’avons pas pu vérifier ce qu’il fait ou montre.",
            de:
                "Das Dokument enthält etwas, das wir nicht lesen können; wir konnten nicht prüfen, was es tut oder zeigt.",
            en: "The document has something that we cannot read; we could not check what it does or shows.",
            sv: "Dokumentet har något som vi inte kan läsa; vi kunde inte kontrollera vad det gör eller visar."
        ),
        "document_too_large": LocalizedText(
            nl: "Het document is te uitgebreid; we konden niet nagaan wat het doet of toont.",
            fr: "Le document est trop complexe ; nous n’avons pas pu vérifier ce qu’il fait ou montre.",
            de: "Das Dokument ist zu umfangreich; wir konnten nicht prüfen, was es tut oder zeigt.",
            en: "The document is too complex; we could not check what it does or shows.",
            sv: "Dokumentet är för omfattande; vi kunde inte kontrollera vad det gör eller visar."
        ),
        "certified1": sentences["certifiedNoChanges"] ?? views,
        "certified2": LocalizedText(
            nl: "Een eerdere handtekening laat alleen nog invullen en ondertekenen toe.",
            fr: "Une signature précédente n’autorise plus que le remplissage et la signature.",
            de: "Eine frühere Signatur lässt nur noch Ausfüllen und Unterschreiben zu.",
            en: "An earlier signature permits only filling in and signing.",
            sv: "En tidigare underskrift tillåter bara ifyllning och underskrift."
        ),
        "certified3": LocalizedText(
            nl: "Een eerdere handtekening laat alleen nog invullen, aantekeningen en ondertekenen toe.",
            fr: "Une signature précédente n’autorise plus que le remplissage, les annotations et la signature.",
            de: "Eine frühere Signatur lässt nur noch Ausfüllen, Anmerkungen und Unterschreiben zu.",
            en: "An earlier signature permits only filling in, notes and signing.",
            sv: "En tidigare underskrift tillåter bara ifyllning, anteckningar och underskrift."
        ),
    ]
}
