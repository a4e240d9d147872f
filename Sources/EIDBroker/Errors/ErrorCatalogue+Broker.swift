import EIDMethod

extension ErrorCatalogue {
    static func brokerEntry(_ failure: BrokerFailure) -> Entry {
        let text = personTexts(failure)
        let rest = otherTexts(failure)
        return Entry(
            failure.rawValue,
            rest.status,
            rest.error,
            rest.description,
            operator: rest.operator,
            title: text.title,
            sentence: text.sentence,
            isRetryable: failure == .brokerUnavailable
        )
    }

    private struct OtherTexts {
        let status: Int
        let error: OAuthError.Code
        let description: String
        let `operator`: String

        init(_ status: Int, _ error: OAuthError.Code, _ description: String, _ operatorText: String) {
            self.status = status
            self.error = error
            self.description = description
            self.operator = operatorText
        }
    }

    private static func otherTexts(_ failure: BrokerFailure) -> OtherTexts {
        switch failure {
        case .badRequest:
            .init(400, .invalidRequest, "The request is malformed.", "A request is malformed; see reason.")
        case .unknownClient:
            .init(400, .unauthorizedClient, "The client is not registered.", "A client_id is not registered here.")
        case .badRedirectURI:
            .init(
                400,
                .invalidRequest,
                "The redirect_uri is missing or not registered.",
                "A redirect_uri is not among the client's, byte for byte."
            )
        case .unknownTransaction:
            .init(404, .invalidRequest, "The transaction is unknown.", "A transaction is unknown or long over.")
        case .wrongBrowser:
            .init(
                403,
                .accessDenied,
                "The sign-in continued in another browser.",
                "The binding cookie is missing or wrong: another browser, blocked cookies, or an attack."
            )
        case .alreadyAnswered:
            .init(409, .accessDenied, "The sign-in was answered before.", "A finished transaction was used once more.")
        case .expiredTransaction:
            .init(410, .accessDenied, "The sign-in took too long.", "A transaction was used after its lifetime.")
        case .forgedForm:
            .init(403, .accessDenied, "A form was not ours.", "A form came with a missing or wrong csrf field.")
        case .brokerUnavailable:
            .init(
                503,
                .temporarilyUnavailable,
                "The broker cannot answer now; trying again later may help.",
                "The store or a key does not work; see error."
            )
        case .staleAuthentication:
            .init(
                403,
                .loginRequired,
                "The person did not prove themselves as recently as the request demands.",
                "The method returned an old authentication, or none with a time, although the client asked for a fresh one; see detail."
            )
        case .otherPerson:
            // OpenID Connect Core §3.1.2.1.
            .init(
                403,
                .loginRequired,
                "Another person signed in than the request names.",
                "The subject is not the one that the request names."
            )
        }
    }

    private static func personTexts(_ failure: BrokerFailure) -> (title: LocalizedText, sentence: LocalizedText) {
        switch failure {
        case .badRequest:
            (
                LocalizedText(
                    nl: "Ongeldige aanvraag",
                    fr: "Demande incorrecte",
                    de: "Ungültige Anfrage",
                    en: "Invalid request",
                    sv: "Ogiltig begäran"
                ),
                LocalizedText(
                    nl: "Deze link of dit formulier klopt niet. Ga terug naar de dienst en begin opnieuw.",
                    fr: "Ce lien ou ce formulaire n'est pas correct. Retournez au service et recommencez.",
                    de:
                        "Dieser Link oder dieses Formular stimmt nicht. Gehen Sie zum Dienst zurück und beginnen Sie neu.",
                    en: "This link or form is not right. Go back to the service and start again.",
                    sv: "Länken eller formuläret stämmer inte. Gå tillbaka till tjänsten och börja om."
                )
            )
        case .unknownClient:
            (
                LocalizedText(
                    nl: "Onbekende dienst",
                    fr: "Service inconnu",
                    de: "Unbekannter Dienst",
                    en: "Unknown service",
                    sv: "Okänd tjänst"
                ),
                LocalizedText(
                    nl: "De dienst die u hierheen stuurde, is bij ons niet bekend. Laat het die dienst weten.",
                    fr: "Le service qui vous a envoyé ici ne nous est pas connu. Signalez-le à ce service.",
                    de:
                        "Der Dienst, der Sie hierher geschickt hat, ist uns nicht bekannt. Bitte sagen Sie es diesem Dienst.",
                    en: "The service that sent you here is not known to us. Please tell that service.",
                    sv: "Vi känner inte till tjänsten som skickade dig hit. Meddela gärna den tjänsten."
                )
            )
        case .badRedirectURI:
            (
                LocalizedText(
                    nl: "Onbekend adres",
                    fr: "Adresse inconnue",
                    de: "Unbekannte Adresse",
                    en: "Unknown address",
                    sv: "Okänd adress"
                ),
                LocalizedText(
                    nl:
                        "De dienst vraagt om u naar een adres te sturen dat niet is geregistreerd. Daarom stoppen we hier.",
                    fr:
                        "Le service demande de vous envoyer vers une adresse non enregistrée. Nous nous arrêtons donc ici.",
                    de:
                        "Der Dienst möchte Sie an eine nicht registrierte Adresse schicken. Deshalb halten wir hier an.",
                    en: "The service asks us to send you to an address that is not registered. So we stop here.",
                    sv:
                        "Tjänsten vill att vi skickar dig till en adress som inte är registrerad. Därför stannar vi här."
                )
            )
        case .unknownTransaction:
            (
                LocalizedText(
                    nl: "Niet gevonden",
                    fr: "Introuvable",
                    de: "Nicht gefunden",
                    en: "Not found",
                    sv: "Hittades inte"
                ),
                LocalizedText(
                    nl: "Deze link werkt niet, of niet meer. Ga terug naar de dienst en begin opnieuw.",
                    fr: "Ce lien ne fonctionne pas, ou plus. Retournez au service et recommencez.",
                    de:
                        "Dieser Link funktioniert nicht, oder nicht mehr. Gehen Sie zum Dienst zurück und beginnen Sie neu.",
                    en: "This link does not work, or no longer works. Go back to the service and start again.",
                    sv: "Länken fungerar inte, eller inte längre. Gå tillbaka till tjänsten och börja om."
                )
            )
        case .wrongBrowser:
            (
                LocalizedText(
                    nl: "Andere browser",
                    fr: "Autre navigateur",
                    de: "Anderer Browser",
                    en: "Another browser",
                    sv: "En annan webbläsare"
                ),
                LocalizedText(
                    nl:
                        "Ga verder in de browser waarin u begonnen bent, en laat cookies toe. Lukt dat niet, begin dan opnieuw.",
                    fr:
                        "Continuez dans le navigateur où vous avez commencé, avec les cookies autorisés. Sinon, recommencez.",
                    de:
                        "Machen Sie in dem Browser weiter, in dem Sie begonnen haben, und erlauben Sie Cookies. Sonst beginnen Sie neu.",
                    en: "Continue in the browser where you began, with cookies allowed. If you cannot, start again.",
                    sv: "Fortsätt i webbläsaren där du började, med kakor tillåtna. Om det inte går, börja om."
                )
            )
        case .alreadyAnswered:
            (
                LocalizedText(
                    nl: "Al afgehandeld",
                    fr: "Déjà traité",
                    de: "Bereits erledigt",
                    en: "Already answered",
                    sv: "Redan besvarad"
                ),
                LocalizedText(
                    nl:
                        "Dit is al afgerond, of wordt op dit moment afgerond. Gebeurt er niets meer, ga dan terug naar de dienst en begin opnieuw.",
                    fr:
                        "Cette démarche est déjà terminée, ou en train de l'être. S'il ne se passe plus rien, retournez au service et recommencez.",
                    de:
                        "Dieser Vorgang ist schon abgeschlossen oder wird es gerade. Geschieht nichts mehr, gehen Sie zum Dienst zurück und beginnen Sie neu.",
                    en:
                        "This is already finished, or is being finished right now. If nothing more happens, go back to the service and start again.",
                    sv:
                        "Det här är redan klart, eller håller just på att bli klart. Om inget mer händer, gå tillbaka till tjänsten och börja om."
                )
            )
        case .expiredTransaction:
            (
                LocalizedText(
                    nl: "Tijd verstreken",
                    fr: "Délai dépassé",
                    de: "Zeit abgelaufen",
                    en: "Time is up",
                    sv: "Tiden har gått ut"
                ),
                LocalizedText(
                    nl: "U was langer bezig dan toegestaan. Ga terug naar de dienst en begin opnieuw.",
                    fr: "Vous avez mis plus de temps que permis. Retournez au service et recommencez.",
                    de: "Sie haben länger gebraucht als erlaubt. Gehen Sie zum Dienst zurück und beginnen Sie neu.",
                    en: "You took longer than allowed. Go back to the service and start again.",
                    sv: "Det tog längre tid än tillåtet. Gå tillbaka till tjänsten och börja om."
                )
            )
        case .forgedForm:
            (
                LocalizedText(
                    nl: "Formulier geweigerd",
                    fr: "Formulaire refusé",
                    de: "Formular abgelehnt",
                    en: "Form refused",
                    sv: "Formuläret godtogs inte"
                ),
                LocalizedText(
                    nl:
                        "Dit formulier kwam niet van onze pagina. Ga een pagina terug, laad ze opnieuw en probeer het nog eens.",
                    fr: "Ce formulaire ne vient pas de notre page. Revenez en arrière, rechargez la page et réessayez.",
                    de:
                        "Dieses Formular kam nicht von unserer Seite. Gehen Sie zurück, laden Sie neu und versuchen Sie es noch einmal.",
                    en: "This form did not come from our page. Go back, reload the page and try once more.",
                    sv: "Formuläret kom inte från vår sida. Gå tillbaka, ladda om sidan och försök en gång till."
                )
            )
        case .brokerUnavailable:
            (
                LocalizedText(
                    nl: "Storing bij ons",
                    fr: "Panne de notre côté",
                    de: "Störung bei uns",
                    en: "Trouble on our side",
                    sv: "Problem hos oss"
                ),
                LocalizedText(
                    nl: "We kunnen dit nu niet verwerken. Probeer het over enkele minuten opnieuw.",
                    fr: "Nous ne pouvons pas traiter votre demande maintenant. Réessayez dans quelques minutes.",
                    de: "Wir können das gerade nicht bearbeiten. Versuchen Sie es in einigen Minuten erneut.",
                    en: "We cannot handle this right now. Try again in a few minutes.",
                    sv: "Vi kan inte hantera detta just nu. Försök igen om några minuter."
                )
            )
        case .staleAuthentication:
            (
                LocalizedText(
                    nl: "Aanmelding te oud",
                    fr: "Connexion trop ancienne",
                    de: "Anmeldung zu alt",
                    en: "Sign-in too old",
                    sv: "För gammal inloggning"
                ),
                LocalizedText(
                    nl: "Deze dienst vraagt dat u zich nu opnieuw bewijst. Begin opnieuw en bevestig in uw app.",
                    fr:
                        "Ce service demande une nouvelle preuve de votre identité. Recommencez et confirmez dans votre application.",
                    de:
                        "Dieser Dienst verlangt einen neuen Nachweis. Beginnen Sie neu und bestätigen Sie in Ihrer App.",
                    en: "This service asks you to prove yourself again now. Start again and confirm in your app.",
                    sv: "Tjänsten ber dig att legitimera dig på nytt. Börja om och bekräfta i din app."
                )
            )
        case .otherPerson:
            (
                LocalizedText(
                    nl: "Iemand anders",
                    fr: "Une autre personne",
                    de: "Eine andere Person",
                    en: "Somebody else",
                    sv: "Någon annan"
                ),
                LocalizedText(
                    nl:
                        "U hebt zich als iemand anders aangemeld dan de dienst verwachtte. Gebruik het account van die persoon.",
                    fr:
                        "Vous vous êtes connecté comme une autre personne que prévu par le service. Utilisez le bon compte.",
                    de:
                        "Sie haben sich als eine andere Person angemeldet, als der Dienst erwartet. Verwenden Sie das richtige Konto.",
                    en: "You signed in as somebody else than the service expected. Use the right account.",
                    sv: "Du loggade in som någon annan än tjänsten väntade sig. Använd rätt konto."
                )
            )
        }
    }
}
