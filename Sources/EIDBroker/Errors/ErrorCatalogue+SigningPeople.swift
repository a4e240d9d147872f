import EIDMethod

extension ErrorCatalogue {
    /// What is wrong with a signer, a certificate or a service, for the person.
    static func signerSentence(_ code: SigningFailure.Code) -> LocalizedText? {
        switch code {
        case .signerMismatch:
            LocalizedText(
                nl: "U bent niet de persoon die dit document moet ondertekenen, of u gebruikte een andere app.",
                fr: "Vous n'êtes pas la personne qui doit signer ce document, ou vous avez utilisé une autre app.",
                de:
                    "Sie sind nicht die Person, die dieses Dokument unterschreiben soll, oder haben eine andere App benutzt.",
                en: "You are not the person who is to sign this document, or you used another app.",
                sv: "Du är inte den som ska skriva under dokumentet, eller så använde du en annan app."
            )
        case .signerNotEligible:
            LocalizedText(
                nl: "Met dit account of certificaat kunt u niet ondertekenen.",
                fr: "Vous ne pouvez pas signer avec ce compte ou ce certificat.",
                de: "Mit diesem Konto oder Zertifikat können Sie nicht unterschreiben.",
                en: "You cannot sign with this account or certificate.",
                sv: "Du kan inte skriva under med det här kontot eller certifikatet."
            )
        case .certificateNotQualified:
            LocalizedText(
                nl: "Voor dit document is een gekwalificeerd certificaat nodig, en dat hebt u niet gebruikt.",
                fr: "Ce document demande un certificat qualifié, et le vôtre ne l'est pas.",
                de: "Für dieses Dokument braucht es ein qualifiziertes Zertifikat, und Ihres ist keines.",
                en: "This document needs a qualified certificate, and yours is not one.",
                sv: "Dokumentet kräver ett kvalificerat certifikat, och ditt är inte det."
            )
        case .certificateInvalid:
            LocalizedText(
                nl: "Uw certificaat kan niet worden gecontroleerd. Neem contact op met de uitgever.",
                fr: "Votre certificat ne peut pas être vérifié. Contactez son émetteur.",
                de: "Ihr Zertifikat lässt sich nicht prüfen. Wenden Sie sich an den Aussteller.",
                en: "Your certificate cannot be verified. Please contact its issuer.",
                sv: "Ditt certifikat kan inte verifieras. Kontakta utgivaren."
            )
        case .certificateRevoked:
            LocalizedText(
                nl: "Uw certificaat is ingetrokken. Neem contact op met de uitgever.",
                fr: "Votre certificat a été révoqué. Contactez son émetteur.",
                de: "Ihr Zertifikat wurde widerrufen. Wenden Sie sich an den Aussteller.",
                en: "Your certificate was revoked. Please contact its issuer.",
                sv: "Ditt certifikat är spärrat. Kontakta utgivaren."
            )
        case .certificateUntrusted:
            LocalizedText(
                nl: "De uitgever van uw certificaat wordt hier niet vertrouwd.",
                fr: "L'émetteur de votre certificat n'est pas reconnu ici.",
                de: "Dem Aussteller Ihres Zertifikats wird hier nicht vertraut.",
                en: "The issuer of your certificate is not trusted here.",
                sv: "Utgivaren av ditt certifikat är inte betrodd här."
            )
        case .certificateExpired:
            LocalizedText(
                nl: "Uw certificaat is verlopen of nog niet geldig. Vernieuw het in de app.",
                fr: "Votre certificat a expiré ou n'est pas encore valable. Renouvelez-le dans l'app.",
                de: "Ihr Zertifikat ist abgelaufen oder noch nicht gültig. Erneuern Sie es in der App.",
                en: "Your certificate has expired or is not valid yet. Renew it in the app.",
                sv: "Ditt certifikat har gått ut eller gäller inte än. Förnya det i appen."
            )
        case .sealUnavailable:
            LocalizedText(
                nl:
                    "Het zegel dat hiervoor nodig is, kan nu niet worden gebruikt. Er is niets ondertekend. Meld dit aan de dienst.",
                fr:
                    "Le cachet nécessaire ne peut pas être utilisé pour le moment. Rien n'a été signé. Signalez-le au service.",
                de:
                    "Das Siegel, das hierfür nötig ist, kann derzeit nicht verwendet werden. Es wurde nichts unterschrieben. Bitte sagen Sie es dem Dienst.",
                en: "The seal that this needs cannot be used at present. Nothing was signed. Please tell the service.",
                sv:
                    "Stämpeln som behövs kan inte användas just nu. Inget skrevs under. Meddela gärna tjänsten."
            )
        case .userDeclined:
            LocalizedText(
                nl: "U hebt niet ondertekend. Er is niets veranderd aan het document.",
                fr: "Vous n'avez pas signé. Rien n'a changé dans le document.",
                de: "Sie haben nicht unterschrieben. Am Dokument hat sich nichts geändert.",
                en: "You did not sign. Nothing in the document has changed.",
                sv: "Du skrev inte under. Inget i dokumentet har ändrats."
            )
        case .userTimeout:
            LocalizedText(
                nl: "Het ondertekenen heeft te lang geduurd. Begin opnieuw en bevestig binnen enkele minuten.",
                fr: "La signature a pris trop de temps. Recommencez et confirmez dans les quelques minutes.",
                de:
                    "Das Unterschreiben hat zu lange gedauert. Beginnen Sie neu und bestätigen Sie innerhalb weniger Minuten.",
                en: "Signing took too long. Start again and confirm within a few minutes.",
                sv: "Underskriften tog för lång tid. Börja om och bekräfta inom några minuter."
            )
        case .providerUnavailable:
            LocalizedText(
                nl: "De ondertekendienst antwoordt niet. Probeer het over enkele minuten opnieuw.",
                fr: "Le service de signature ne répond pas. Réessayez dans quelques minutes.",
                de: "Der Unterschriftsdienst antwortet nicht. Versuchen Sie es in einigen Minuten noch einmal.",
                en: "The signing service does not answer. Try again in a few minutes.",
                sv: "Underskriftstjänsten svarar inte. Försök igen om några minuter."
            )
        case .providerProtocol:
            LocalizedText(
                nl: "De ondertekendienst gaf een antwoord dat niet klopt. Er is niets ondertekend.",
                fr: "Le service de signature a donné une réponse incorrecte. Rien n'a été signé.",
                de: "Der Unterschriftsdienst gab eine falsche Antwort. Es wurde nichts unterschrieben.",
                en: "The signing service gave a wrong answer. Nothing was signed.",
                sv: "Underskriftstjänsten gav ett felaktigt svar. Inget skrevs under."
            )
        case .signatureValueInvalid:
            LocalizedText(
                nl: "De ontvangen handtekening hoort niet bij dit document. Er is niets ondertekend.",
                fr: "La signature reçue ne correspond pas à ce document. Rien n'a été signé.",
                de: "Die erhaltene Unterschrift gehört nicht zu diesem Dokument. Es wurde nichts unterschrieben.",
                en: "The signature that came does not belong to this document. Nothing was signed.",
                sv: "Underskriften som kom hör inte till det här dokumentet. Inget skrevs under."
            )
        case .placeholderTooSmall:
            LocalizedText(
                nl: "De handtekening past niet in het document. Begin opnieuw.",
                fr: "La signature ne tient pas dans le document. Recommencez.",
                de: "Die Unterschrift passt nicht in das Dokument. Beginnen Sie neu.",
                en: "The signature does not fit into the document. Start again.",
                sv: "Underskriften får inte plats i dokumentet. Börja om."
            )
        case .timestampFailed:
            LocalizedText(
                nl: "Het tijdstip van uw handtekening kan nu niet worden bevestigd. Probeer het later opnieuw.",
                fr: "Le moment de votre signature ne peut pas être confirmé maintenant. Réessayez plus tard.",
                de:
                    "Der Zeitpunkt Ihrer Unterschrift lässt sich jetzt nicht bestätigen. Versuchen Sie es später noch einmal.",
                en: "The time of your signature cannot be confirmed now. Try again later.",
                sv: "Tidpunkten för din underskrift kan inte bekräftas just nu. Försök igen senare."
            )
        case .revocationUnavailable:
            LocalizedText(
                nl: "Er kan nu niet worden nagegaan of uw certificaat nog geldig is. Probeer het later opnieuw.",
                fr: "On ne peut pas vérifier maintenant si votre certificat est encore valable. Réessayez plus tard.",
                de: "Ob Ihr Zertifikat noch gilt, lässt sich jetzt nicht prüfen. Versuchen Sie es später noch einmal.",
                en: "Whether your certificate still holds cannot be checked now. Try again later.",
                sv: "Det går inte att kontrollera just nu om ditt certifikat fortfarande gäller. Försök igen senare."
            )
        case .levelNotReached:
            LocalizedText(
                nl: "De handtekening kan niet zo duurzaam worden gemaakt als de dienst vraagt. Meld dit aan de dienst.",
                fr:
                    "La signature ne peut pas être rendue aussi durable que le service le demande. Signalez-le au service.",
                de:
                    "Die Unterschrift lässt sich nicht so dauerhaft machen, wie der Dienst verlangt. Bitte sagen Sie es dem Dienst.",
                en: "The signature cannot be made to last as the service asks. Please tell the service.",
                sv: "Underskriften kan inte göras så varaktig som tjänsten begär. Meddela gärna tjänsten."
            )
        case .sessionExpired:
            LocalizedText(
                nl: "Deze ondertekening is verlopen. Ga terug naar de dienst en begin opnieuw.",
                fr: "Cette demande de signature a expiré. Retournez au service et recommencez.",
                de: "Dieser Vorgang ist abgelaufen. Gehen Sie zum Dienst zurück und beginnen Sie neu.",
                en: "This signing has expired. Go back to the service and start again.",
                sv: "Underskriften har gått ut. Gå tillbaka till tjänsten och börja om."
            )
        case .providerUnsupported:
            LocalizedText(
                nl:
                    "Deze manier van ondertekenen kan niet wat de dienst vraagt. Er is niets ondertekend. Meld dit aan de dienst.",
                fr:
                    "Ce moyen de signature ne permet pas ce que demande le service. Rien n'a été signé. Signalez-le au service.",
                de:
                    "Dieser Weg zu unterschreiben kann nicht, was der Dienst verlangt. Es wurde nichts unterschrieben. Bitte sagen Sie es dem Dienst.",
                en: "This way of signing cannot do what the service asks. Nothing was signed. Please tell the service.",
                sv:
                    "Det här sättet att skriva under kan inte göra det som tjänsten ber om. Inget skrevs under. Meddela gärna tjänsten."
            )
        case .providerMisconfigured:
            LocalizedText(
                nl:
                    "Deze manier van ondertekenen is bij ons niet goed ingesteld. Er is niets ondertekend. Meld dit aan de dienst.",
                fr: "Ce moyen de signature est mal configuré chez nous. Rien n'a été signé. Signalez-le au service.",
                de:
                    "Dieser Weg zu unterschreiben ist bei uns falsch eingerichtet. Es wurde nichts unterschrieben. Bitte sagen Sie es dem Dienst.",
                en: "This way of signing is set up wrongly on our side. Nothing was signed. Please tell the service.",
                sv:
                    "Det här sättet att skriva under är fel inställt hos oss. Inget skrevs under. Meddela gärna tjänsten."
            )
        case .internalError:
            LocalizedText(
                nl: "Er ging bij ons iets mis. Er is niets ondertekend. Probeer het later opnieuw.",
                fr: "Une erreur s'est produite chez nous. Rien n'a été signé. Réessayez plus tard.",
                de:
                    "Bei uns ist etwas schiefgegangen. Es wurde nichts unterschrieben. Versuchen Sie es später noch einmal.",
                en: "Something went wrong on our side. Nothing was signed. Try again later.",
                sv: "Något gick fel hos oss. Inget skrevs under. Försök igen senare."
            )
        default: nil
        }
    }
}
