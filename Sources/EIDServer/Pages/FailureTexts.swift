import EIDMethod

/// What a page says when a request never reached the core.
enum FailureTexts {
    static func title(status: Int) -> LocalizedText {
        switch status {
        case 404:
            LocalizedText(
                nl: "Pagina niet gevonden",
                fr: "Page introuvable",
                de: "Seite nicht gefunden",
                en: "Page not found",
                sv: "Sidan hittades inte"
            )
        case 500...:
            LocalizedText(
                nl: "Er ging iets mis",
                fr: "Une erreur s’est produite",
                de: "Etwas ist schiefgegangen",
                en: "Something went wrong",
                sv: "Något gick fel"
            )
        default:
            LocalizedText(
                nl: "Deze aanvraag kan niet worden verwerkt",
                fr: "Cette demande ne peut pas être traitée",
                de: "Diese Anfrage kann nicht bearbeitet werden",
                en: "This request cannot be handled",
                sv: "Begäran kan inte hanteras"
            )
        }
    }

    static func sentence(status: Int) -> LocalizedText {
        switch status {
        case 404:
            LocalizedText(
                nl: "Dit adres bestaat niet. Keer terug naar de dienst waar u vandaan kwam.",
                fr: "Cette adresse n’existe pas. Retournez au service d’où vous venez.",
                de: "Diese Adresse gibt es nicht. Kehren Sie zu dem Dienst zurück, von dem Sie kamen.",
                en: "This address does not exist. Go back to the service that you came from.",
                sv: "Adressen finns inte. Gå tillbaka till tjänsten som du kom från."
            )
        case 413, 414, 431:
            LocalizedText(
                nl: "De aanvraag is te groot. Keer terug naar de dienst en probeer het opnieuw.",
                fr: "La demande est trop volumineuse. Retournez au service et réessayez.",
                de: "Die Anfrage ist zu groß. Kehren Sie zum Dienst zurück und versuchen Sie es erneut.",
                en: "The request is too large. Go back to the service and try again.",
                sv: "Begäran är för stor. Gå tillbaka till tjänsten och försök igen."
            )
        case 500...:
            LocalizedText(
                nl: "Dit ligt niet aan u. Probeer het over enkele minuten opnieuw.",
                fr: "Ce n’est pas de votre faute. Réessayez dans quelques minutes.",
                de: "Das liegt nicht an Ihnen. Versuchen Sie es in einigen Minuten erneut.",
                en: "This is not your fault. Try again in a few minutes.",
                sv: "Det är inte ditt fel. Försök igen om några minuter."
            )
        default:
            LocalizedText(
                nl: "De aanvraag is onvolledig of beschadigd. Keer terug naar de dienst en begin opnieuw.",
                fr: "La demande est incomplète ou endommagée. Retournez au service et recommencez.",
                de: "Die Anfrage ist unvollständig oder beschädigt. Kehren Sie zum Dienst zurück und beginnen Sie neu.",
                en: "The request is incomplete or damaged. Go back to the service and start again.",
                sv: "Begäran är ofullständig eller skadad. Gå tillbaka till tjänsten och börja om."
            )
        }
    }
}
