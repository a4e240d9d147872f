import EIDMethod

extension ErrorCatalogue {
    /// The entry of a failure to sign.
    static func entry(for code: SigningFailure.Code) -> Entry {
        let rest = signingTexts(code)
        let sentence = documentSentence(code) ?? signerSentence(code)
        return Entry(
            code.rawValue,
            rest.status,
            rest.error,
            rest.description,
            operator: rest.operator,
            title: signingTitle(code),
            sentence: sentence ?? signingTitle(code),
            isRetryable: rest.isRetryable
        )
    }

    private struct Rest {
        let status: Int
        let error: OAuthError.Code
        let isRetryable: Bool
        let description: String
        let `operator`: String

        init(
            _ status: Int,
            _ error: OAuthError.Code,
            retry: Bool = false,
            _ description: String,
            _ operatorText: String
        ) {
            self.status = status
            self.error = error
            isRetryable = retry
            self.description = description
            self.operator = operatorText
        }
    }

    private static func signingTexts(_ code: SigningFailure.Code) -> Rest {
        switch code {
        case .documentUnreadable:
            .init(
                422,
                .invalidRequest,
                "The document cannot be read.",
                "A document is damaged or not what it says; detail names the rule. Nothing is repaired here."
            )
        case .documentEmpty:
            .init(
                422,
                .invalidRequest,
                "The document is empty.",
                "A document of no bytes came in."
            )
        case .documentEncrypted:
            .init(
                422,
                .invalidRequest,
                "The document is encrypted.",
                "A PDF is encrypted, with whatever password; signatures need it plain."
            )
        case .documentCertifiedNoChanges:
            .init(
                422,
                .invalidRequest,
                "The document is certified and permits no changes.",
                "An earlier certification or lock permits no further signature."
            )
        case .documentUnsupported:
            .init(
                422,
                .invalidRequest,
                "The document has a structure that is not supported.",
                "A PDF uses something that is not signed here, such as an XFA form; detail says what."
            )
        case .documentAmbiguous:
            .init(
                422,
                .invalidRequest,
                "The document can be read in two ways.",
                "Two readers could show two different documents; detail says where."
            )
        case .documentTooLarge:
            .init(
                413,
                .invalidRequest,
                "The document is too large.",
                "A document or its content passes a limit; see signing.maximumDocumentBytes."
            )
        case .documentActiveContent:
            .init(
                422,
                .invalidRequest,
                "The document has active content that the policy refuses.",
                "A PDF has scripts, actions or media; see signing.documentPolicy and detail."
            )
        case .documentUnknown:
            .init(
                404,
                .invalidRequest,
                "The document is unknown.",
                "A document id is unknown, belongs to another client, or its time is over."
            )
        case .fieldNotFound:
            .init(
                422,
                .invalidRequest,
                "The document has no such signature field.",
                "An order names a signature field that the PDF does not have."
            )
        case .fieldAlreadySigned:
            .init(
                409,
                .invalidRequest,
                "The signature field has a signature already.",
                "An order names a field that is signed."
            )
        case .fieldNameTaken:
            .init(
                409,
                .invalidRequest,
                "Another field of the document has that name.",
                "An order names a field that is no signature field."
            )
        case .fieldLocked:
            .init(
                422,
                .invalidRequest,
                "The signature field is locked or demands what is not supported.",
                "An earlier signature locks the field, or its seed values demand something."
            )
        case .pageNotFound:
            .init(
                422,
                .invalidRequest,
                "The document has no such page.",
                "An order places a signature on a page beyond the last."
            )
        case .appearanceInvalid:
            .init(
                422,
                .invalidRequest,
                "The appearance of the signature is not usable.",
                "A rectangle, image or text of a visible signature is not usable; see detail."
            )
        case .policyUnknown:
            .init(
                422,
                .invalidRequest,
                "The signature policy is not configured.",
                "An order names a policy that does not stand in signing.policies."
            )
        case .formatNotApplicable:
            .init(
                422,
                .invalidRequest,
                "The format does not fit the document or the order.",
                "An order asks for something contradictory, or for what its format cannot carry; see detail."
            )
        case .hashLength:
            .init(
                422,
                .invalidRequest,
                "The hash does not have the length of its algorithm.",
                "A client brought a hash of the wrong length or for another algorithm than the signer's."
            )
        case .batchTooLarge:
            .init(
                422,
                .invalidRequest,
                "Too many documents for one signing.",
                "More documents than signing.maximumDocuments, or than one approval of the method covers."
            )
        case .signerMismatch:
            .init(
                403,
                .accessDenied,
                "Another person signs than expected.",
                "The certificate or account of the second half is not that of the first, or not the person named."
            )
        case .signerNotEligible:
            .init(
                403,
                .accessDenied,
                "The person or their certificate must not sign.",
                "The method refused the person, or the certificate's key or usage is not for signatures."
            )
        case .certificateNotQualified:
            .init(
                403,
                .accessDenied,
                "The certificate is not qualified.",
                "The certificate makes no claim, or no trusted list has its issuer as granted."
            )
        case .certificateInvalid:
            .init(
                502,
                .accessDenied,
                "The certificate or its chain is not valid.",
                "A certificate or its path does not verify; see detail."
            )
        case .certificateRevoked:
            .init(
                403,
                .accessDenied,
                "The certificate was revoked.",
                "The issuer took the certificate back before the signature existed."
            )
        case .certificateUntrusted:
            .init(
                502,
                .accessDenied,
                "The certificate comes from an issuer that is not trusted.",
                "The path ends at nobody in signing.anchors or the trusted list."
            )
        case .certificateExpired:
            .init(
                403,
                .accessDenied,
                "The certificate is not valid at this time.",
                "The certificate has expired or is not valid yet; compare the clocks."
            )
        case .sealUnavailable:
            .init(
                503,
                .temporarilyUnavailable,
                retry: true,
                "The seal of the broker's operator cannot be used at present, so there are no advanced signatures.",
                "The seal's certificate has expired, is not valid yet or cannot be used; eid-broker check says why. Renew "
                    + "signing.seal and start the broker again."
            )
        case .userDeclined:
            .init(
                403,
                .accessDenied,
                "The person declined to sign.",
                "The person said no or stopped. Nothing to do."
            )
        case .userTimeout:
            .init(
                408,
                .accessDenied,
                retry: true,
                "The person did not approve in time.",
                "Nobody approved in time. Look closer only when this becomes frequent."
            )
        case .providerUnavailable:
            .init(
                503,
                .temporarilyUnavailable,
                retry: true,
                "The signing service does not answer.",
                "The method's upstream does not answer or says that it cannot now."
            )
        case .providerProtocol:
            .init(
                502,
                .serverError,
                "The signing service gave an answer that cannot be trusted.",
                "The method's upstream broke its protocol; see detail."
            )
        case .signatureValueInvalid:
            .init(
                502,
                .serverError,
                "The signature value does not belong to the document and the signer.",
                "A value is missing, doubled, swapped, foreign or made with another key: treat it as an attack until shown otherwise."
            )
        case .placeholderTooSmall:
            .init(
                500,
                .serverError,
                "The signature needs more room than was reserved in the document.",
                "A signature with its timestamp is larger than the reserved space; prepare again with more."
            )
        case .timestampFailed:
            .init(
                503,
                .temporarilyUnavailable,
                retry: true,
                "The timestamp authority gave no timestamp that holds.",
                "The timestamp authority does not answer, refuses, or its answer does not verify; see detail."
            )
        case .revocationUnavailable:
            .init(
                503,
                .temporarilyUnavailable,
                retry: true,
                "Nobody says whether the certificate is revoked.",
                "Responders and lists do not answer, or their answers do not verify or are too old; see detail."
            )
        case .levelNotReached:
            .init(
                503,
                .serverError,
                "The wanted level was not reached.",
                "The level needs a timestamp authority or material that is not there; see signing.timestamps."
            )
        case .sessionExpired:
            .init(
                410,
                .accessDenied,
                "The signing took too long or was ended.",
                "A signing was used after its lifetime."
            )
        case .textNotEncodable:
            .init(
                422,
                .invalidRequest,
                "A text has characters that cannot be shown or sent.",
                "A name, line or description has characters outside of what the PDF or the method can show."
            )
        case .providerUnsupported:
            .init(422, .invalidRequest, "The method does not do what is asked for.", "The detail says what.")
        case .providerMisconfigured:
            .init(
                500,
                .serverError,
                "The method is not set up correctly at the broker.",
                "The upstream does not accept our registration, keys or settings. Signings fail until it is fixed."
            )
        case .internalError:
            .init(
                500,
                .serverError,
                retry: true,
                "Something went wrong in the broker.",
                "Something that we stored or prepared is not as it was, or a library could not work; see detail."
            )
        }
    }

    private static func signingTitle(_ code: SigningFailure.Code) -> LocalizedText {
        switch code {
        case .documentUnreadable, .documentEmpty, .documentEncrypted, .documentCertifiedNoChanges,
            .documentUnsupported, .documentAmbiguous, .documentTooLarge, .documentActiveContent, .documentUnknown:
            LocalizedText(
                nl: "Document kan niet worden ondertekend",
                fr: "Document impossible à signer",
                de: "Dokument kann nicht unterschrieben werden",
                en: "Document cannot be signed",
                sv: "Dokumentet kan inte skrivas under"
            )
        case .fieldNotFound, .fieldAlreadySigned, .fieldNameTaken, .fieldLocked, .pageNotFound, .appearanceInvalid:
            LocalizedText(
                nl: "Geen plaats voor de handtekening",
                fr: "Pas de place pour la signature",
                de: "Kein Platz für die Unterschrift",
                en: "No place for the signature",
                sv: "Ingen plats för underskriften"
            )
        case .policyUnknown, .formatNotApplicable, .hashLength, .batchTooLarge, .textNotEncodable, .providerUnsupported:
            LocalizedText(
                nl: "Ondertekening niet mogelijk",
                fr: "Signature impossible",
                de: "Unterschrift nicht möglich",
                en: "Signing is not possible",
                sv: "Det går inte att skriva under"
            )
        case .signerMismatch, .signerNotEligible:
            LocalizedText(
                nl: "U kunt dit niet ondertekenen",
                fr: "Vous ne pouvez pas signer ceci",
                de: "Sie können dies nicht unterschreiben",
                en: "You cannot sign this",
                sv: "Du kan inte skriva under det här"
            )
        case .certificateNotQualified, .certificateInvalid, .certificateRevoked, .certificateUntrusted,
            .certificateExpired:
            LocalizedText(
                nl: "Certificaat niet aanvaard",
                fr: "Certificat non accepté",
                de: "Zertifikat nicht angenommen",
                en: "Certificate not accepted",
                sv: "Certifikatet godtogs inte"
            )
        case .userDeclined, .userTimeout, .sessionExpired:
            LocalizedText(
                nl: "Niet ondertekend",
                fr: "Non signé",
                de: "Nicht unterschrieben",
                en: "Not signed",
                sv: "Inte underskrivet"
            )
        case .sealUnavailable, .providerUnavailable, .providerProtocol, .signatureValueInvalid, .placeholderTooSmall,
            .timestampFailed, .revocationUnavailable, .levelNotReached, .providerMisconfigured, .internalError:
            LocalizedText(
                nl: "Ondertekenen is mislukt",
                fr: "La signature a échoué",
                de: "Unterschreiben fehlgeschlagen",
                en: "Signing failed",
                sv: "Underskriften misslyckades"
            )
        }
    }
}
