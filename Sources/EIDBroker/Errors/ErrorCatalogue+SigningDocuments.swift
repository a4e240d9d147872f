import EIDMethod

extension ErrorCatalogue {
    /// What is wrong with a document or an order, for the person.
    static func documentSentence(_ code: SigningFailure.Code) -> LocalizedText? {
        switch code {
        case .documentUnreadable:
            LocalizedText(
                nl: "Het document is beschadigd of onleesbaar. Vraag de dienst om een nieuwe versie.",
                fr: "Le document est endommagé ou illisible. Demandez une nouvelle version au service.",
                de: "Das Dokument ist beschädigt oder nicht lesbar. Bitten Sie den Dienst um eine neue Fassung.",
                en: "The document is damaged or cannot be read. Ask the service for a new version.",
                sv: "Dokumentet är skadat eller kan inte läsas. Be tjänsten om en ny version."
            )
        case .documentEmpty:
            LocalizedText(
                nl: "Het document is leeg. Vraag de dienst om het opnieuw te sturen.",
                fr: "Le document est vide. Demandez au service de le renvoyer.",
                de: "Das Dokument ist leer. Bitten Sie den Dienst, es noch einmal zu senden.",
                en: "The document is empty. Ask the service to send it again.",
                sv: "Dokumentet är tomt. Be tjänsten skicka det igen."
            )
        case .documentEncrypted:
            LocalizedText(
                nl: "Het document is met een wachtwoord beveiligd. Vraag de dienst om een versie zonder beveiliging.",
                fr: "Le document est protégé par un mot de passe. Demandez au service une version sans protection.",
                de: "Das Dokument ist mit einem Kennwort geschützt. Bitten Sie den Dienst um eine Fassung ohne Schutz.",
                en: "The document is protected by a password. Ask the service for a version without protection.",
                sv: "Dokumentet är skyddat med lösenord. Be tjänsten om en version utan skydd."
            )
        case .documentCertifiedNoChanges:
            LocalizedText(
                nl: "Het document is afgesloten door een eerdere ondertekenaar. Er kan geen handtekening meer bij.",
                fr: "Le document a été verrouillé par un signataire précédent. On ne peut plus y ajouter de signature.",
                de:
                    "Das Dokument wurde von einem früheren Unterzeichner abgeschlossen. Es nimmt keine weitere Unterschrift an.",
                en: "The document was closed by an earlier signer. No signature can be added any more.",
                sv: "Dokumentet stängdes av någon som skrev under tidigare. Ingen fler underskrift kan läggas till."
            )
        case .documentUnsupported:
            LocalizedText(
                nl:
                    "Het document heeft een vorm die hier niet ondertekend kan worden. Vraag de dienst om een gewone PDF.",
                fr: "Le document a une forme qui ne peut pas être signée ici. Demandez un PDF ordinaire au service.",
                de:
                    "Das Dokument hat eine Form, die hier nicht unterschrieben werden kann. Bitten Sie den Dienst um ein gewöhnliches PDF.",
                en: "The document has a form that cannot be signed here. Ask the service for an ordinary PDF.",
                sv: "Dokumentet har ett formulär som inte kan skrivas under här. Be tjänsten om en vanlig PDF."
            )
        case .documentAmbiguous:
            LocalizedText(
                nl: "Het document kan er voor iedereen anders uitzien. Daarom laten we het niet ondertekenen.",
                fr: "Le document peut se présenter différemment selon le lecteur. Nous ne le faisons donc pas signer.",
                de: "Das Dokument kann für jeden anders aussehen. Deshalb lassen wir es nicht unterschreiben.",
                en: "The document may look different to different readers. So we do not have it signed.",
                sv: "Dokumentet kan se olika ut för olika läsare. Därför låter vi det inte skrivas under."
            )
        case .documentTooLarge:
            LocalizedText(
                nl: "Het document is te groot. Vraag de dienst om een kleinere versie.",
                fr: "Le document est trop volumineux. Demandez une version plus petite au service.",
                de: "Das Dokument ist zu groß. Bitten Sie den Dienst um eine kleinere Fassung.",
                en: "The document is too large. Ask the service for a smaller version.",
                sv: "Dokumentet är för stort. Be tjänsten om en mindre version."
            )
        case .documentActiveContent:
            LocalizedText(
                nl:
                    "Het document bevat onderdelen die vanzelf iets doen of de inhoud kunnen veranderen. Vraag de dienst om een versie zonder.",
                fr:
                    "Le document contient des éléments qui agissent seuls ou peuvent changer le contenu. Demandez une version sans ceux-ci.",
                de:
                    "Das Dokument enthält Teile, die von selbst etwas tun oder den Inhalt ändern können. Bitten Sie den Dienst um eine Fassung ohne sie.",
                en:
                    "The document has parts that act by themselves or can change what it shows. Ask the service for a version without them.",
                sv:
                    "Dokumentet har delar som gör saker av sig själva eller kan ändra det som visas. Be tjänsten om en version utan dem."
            )
        case .documentUnknown:
            LocalizedText(
                nl: "Het document is niet gevonden. Ga terug naar de dienst en begin opnieuw.",
                fr: "Le document est introuvable. Retournez au service et recommencez.",
                de: "Das Dokument wurde nicht gefunden. Gehen Sie zum Dienst zurück und beginnen Sie neu.",
                en: "The document was not found. Go back to the service and start again.",
                sv: "Dokumentet hittades inte. Gå tillbaka till tjänsten och börja om."
            )
        case .fieldNotFound:
            LocalizedText(
                nl: "De plaats voor uw handtekening staat niet in het document. Meld dit aan de dienst.",
                fr: "L'emplacement de votre signature n'existe pas dans le document. Signalez-le au service.",
                de: "Die Stelle für Ihre Unterschrift gibt es im Dokument nicht. Bitte sagen Sie es dem Dienst.",
                en: "The place for your signature is not in the document. Please tell the service.",
                sv: "Platsen för din underskrift finns inte i dokumentet. Meddela gärna tjänsten."
            )
        case .fieldAlreadySigned:
            LocalizedText(
                nl: "Op de plaats voor uw handtekening staat al een handtekening. Meld dit aan de dienst.",
                fr: "Une signature se trouve déjà à l'emplacement prévu pour la vôtre. Signalez-le au service.",
                de: "An der Stelle für Ihre Unterschrift steht schon eine. Bitte sagen Sie es dem Dienst.",
                en: "There is a signature already in the place for yours. Please tell the service.",
                sv: "Det finns redan en underskrift på platsen för din. Meddela gärna tjänsten."
            )
        case .fieldNameTaken:
            LocalizedText(
                nl: "De naam van de plaats voor uw handtekening is al in gebruik. Meld dit aan de dienst.",
                fr: "Le nom de l'emplacement de votre signature est déjà utilisé. Signalez-le au service.",
                de: "Der Name der Stelle für Ihre Unterschrift ist schon vergeben. Bitte sagen Sie es dem Dienst.",
                en: "The name of the place for your signature is taken. Please tell the service.",
                sv: "Namnet på platsen för din underskrift är upptaget. Meddela gärna tjänsten."
            )
        case .fieldLocked:
            LocalizedText(
                nl: "De plaats voor uw handtekening is vergrendeld. Meld dit aan de dienst.",
                fr: "L'emplacement de votre signature est verrouillé. Signalez-le au service.",
                de: "Die Stelle für Ihre Unterschrift ist gesperrt. Bitte sagen Sie es dem Dienst.",
                en: "The place for your signature is locked. Please tell the service.",
                sv: "Platsen för din underskrift är låst. Meddela gärna tjänsten."
            )
        case .pageNotFound:
            LocalizedText(
                nl: "De pagina voor uw handtekening bestaat niet. Meld dit aan de dienst.",
                fr: "La page prévue pour votre signature n'existe pas. Signalez-le au service.",
                de: "Die Seite für Ihre Unterschrift gibt es nicht. Bitte sagen Sie es dem Dienst.",
                en: "The page for your signature does not exist. Please tell the service.",
                sv: "Sidan för din underskrift finns inte. Meddela gärna tjänsten."
            )
        case .appearanceInvalid:
            LocalizedText(
                nl: "De handtekening kan niet worden getoond zoals gevraagd. Meld dit aan de dienst.",
                fr: "La signature ne peut pas être affichée comme demandé. Signalez-le au service.",
                de: "Die Unterschrift kann nicht so gezeigt werden wie verlangt. Bitte sagen Sie es dem Dienst.",
                en: "The signature cannot be shown as asked. Please tell the service.",
                sv: "Underskriften kan inte visas på det sätt som begärs. Meddela gärna tjänsten."
            )
        case .policyUnknown:
            LocalizedText(
                nl: "De dienst vraagt om voorwaarden die hier niet bekend zijn. Meld dit aan de dienst.",
                fr: "Le service demande des conditions qui ne sont pas connues ici. Signalez-le-lui.",
                de: "Der Dienst verlangt Bedingungen, die hier nicht bekannt sind. Bitte sagen Sie es ihm.",
                en: "The service asks for conditions that are not known here. Please tell it.",
                sv: "Tjänsten begär villkor som inte är kända här. Meddela gärna tjänsten."
            )
        case .formatNotApplicable:
            LocalizedText(
                nl: "Dit soort handtekening past niet bij het document. Meld dit aan de dienst.",
                fr: "Ce type de signature ne convient pas au document. Signalez-le au service.",
                de: "Diese Art Unterschrift passt nicht zum Dokument. Bitte sagen Sie es dem Dienst.",
                en: "This kind of signature does not fit the document. Please tell the service.",
                sv: "Den här sortens underskrift passar inte dokumentet. Meddela gärna tjänsten."
            )
        case .hashLength:
            LocalizedText(
                nl: "De controlewaarde van het document klopt niet. Meld dit aan de dienst.",
                fr: "L'empreinte du document n'est pas correcte. Signalez-le au service.",
                de: "Die Prüfsumme des Dokuments stimmt nicht. Bitte sagen Sie es dem Dienst.",
                en: "The check value of the document is not right. Please tell the service.",
                sv: "Dokumentets kontrollvärde stämmer inte. Meddela gärna tjänsten."
            )
        case .batchTooLarge:
            LocalizedText(
                nl: "Er zijn te veel documenten om in een keer te ondertekenen. Meld dit aan de dienst.",
                fr: "Il y a trop de documents à signer en une fois. Signalez-le au service.",
                de: "Es sind zu viele Dokumente auf einmal. Bitte sagen Sie es dem Dienst.",
                en: "There are too many documents to sign at once. Please tell the service.",
                sv: "Det är för många dokument att skriva under på en gång. Meddela gärna tjänsten."
            )
        case .textNotEncodable:
            LocalizedText(
                nl: "Een tekst bevat tekens die niet kunnen worden getoond. Meld dit aan de dienst.",
                fr: "Un texte contient des caractères qui ne peuvent pas être affichés. Signalez-le au service.",
                de: "Ein Text enthält Zeichen, die nicht gezeigt werden können. Bitte sagen Sie es dem Dienst.",
                en: "A text has characters that cannot be shown. Please tell the service.",
                sv: "En text har tecken som inte kan visas. Meddela gärna tjänsten."
            )
        default: nil
        }
    }
}
