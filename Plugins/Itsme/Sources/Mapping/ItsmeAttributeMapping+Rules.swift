import EIDMethod

extension ItsmeAttributeMapping {
    /// Every rule, in the order in which they are tried.
    static let rules: [ItsmeRule] = person + nationality + nationalNumbers + contact + document + signals

    private static let person: [ItsmeRule] = [
        ItsmeRule("name", .name, .document, ItsmeReading.text),
        ItsmeRule("family_name", .familyName, .document, ItsmeReading.text),
        ItsmeRule("given_name", .givenName, .document, ItsmeReading.text),
        ItsmeRule("gender", .gender, .document, ItsmeReading.gender),
        ItsmeRule(ItsmeClaim.officialGender, .officialGender, .document, ItsmeReading.text),
        ItsmeRule("birthdate", .birthdate, .document, ItsmeReading.birthdate),
        // Belgian records with an incomplete date have only the printed one.
        ItsmeRule(ItsmeClaim.birthdateAsString, .birthdate, .document, ItsmeReading.printedBirthdate),
        ItsmeRule(ItsmeClaim.birthdateAsString, .birthdateAsPrinted, .document, ItsmeReading.text),
        ItsmeRule("age_gte_16", .ageOver16, .document, ItsmeReading.truth),
        ItsmeRule("age_gte_18", .ageOver18, .document, ItsmeReading.truth),
        ItsmeRule("age_gte_21", .ageOver21, .document, ItsmeReading.truth),
        ItsmeRule("age_gte_30", .ageOver30, .document, ItsmeReading.truth),
        // The language of the app, which the person chose.
        ItsmeRule("locale", .locale, .selfDeclared, ItsmeReading.locale),
        ItsmeRule(ItsmeClaim.placeOfBirth, .placeOfBirth, .document, ItsmeReading.place),
        ItsmeRule(ItsmeClaim.photo, .picture, .document, ItsmeReading.photo),
        // The claim holds a URL; `ItsmeProvider` fetches it when there is no photo in line.
        ItsmeRule("picture", .picture, .document) { _ in nil },
    ]

    private static let nationality: [ItsmeRule] = [
        ItsmeRule(ItsmeClaim.citizenshipISO, .nationality, .document, ItsmeReading.country),
        ItsmeRule(ItsmeClaim.citizenship, .nationalityAsPrinted, .document, ItsmeReading.text),
    ]

    private static let nationalNumbers: [ItsmeRule] = ItsmeClaim.nationalNumbers.flatMap { prefix, country in
        let claim = ItsmeClaim.nationalNumber(prefix)
        return [
            ItsmeRule(claim, .nationalNumber, .document) { value throws(ItsmeUnreadable) in
                try NationalNumber.read(value, of: country)
            },
            ItsmeRule(claim, .nationalNumberCountry, .derived) { value throws(ItsmeUnreadable) in
                try NationalNumber.read(value, of: country).map { _ in country }
            },
        ]
    }

    private static let contact: [ItsmeRule] = [
        ItsmeRule("email", .email, .selfDeclared, ItsmeReading.email),
        ItsmeRule("email_verified", .emailVerified, .upstream, carriers: ["email"], ItsmeReading.emailVerification),
        ItsmeRule("phone_number", .phoneNumber, .upstream, ItsmeReading.phoneNumber),
        ItsmeRule("phone_number_verified", .phoneNumberVerified, .upstream, ItsmeReading.truth),
        ItsmeRule("address", .address, .document, withMetadata: ItsmeReading.address),
    ]

    private static let document: [ItsmeRule] = [
        ItsmeRule(ItsmeClaim.documentNumber, .documentNumber, .document, ItsmeReading.documentNumber),
        ItsmeRule(ItsmeClaim.eidCardNumber, .documentNumber, .document, isAsked: false, ItsmeReading.eidCardNumber),
        ItsmeRule(ItsmeClaim.eidCardNumber, .eidCardNumber, .document, ItsmeReading.eidCardNumber),
        ItsmeRule(ItsmeClaim.documentType, .documentType, .document, ItsmeReading.documentType),
        // Any claim read from a document carries these two; the name is what every account has.
        ItsmeRule(
            ItsmeClaim.issuingCountry,
            .documentIssuingCountry,
            .document,
            carriers: ["name"],
            ItsmeReading.issuingCountry
        ),
        ItsmeRule(
            ItsmeClaim.verificationDate,
            .documentVerifiedAt,
            .upstream,
            carriers: ["name"],
            ItsmeReading.verification
        ),
        ItsmeRule(
            ItsmeClaim.validFrom,
            .documentValidFrom,
            .document,
            carriers: [ItsmeClaim.eidCardNumber],
            ItsmeReading.validity
        ),
        ItsmeRule(
            ItsmeClaim.validTo,
            .documentValidUntil,
            .document,
            carriers: [ItsmeClaim.documentNumber],
            ItsmeReading.validity
        ),
        ItsmeRule(
            ItsmeClaim.issuanceLocality,
            .documentIssuingLocality,
            .document,
            carriers: [ItsmeClaim.eidCardNumber],
            ItsmeReading.issuanceLocality
        ),
    ]

    private static let signals: [ItsmeRule] = [
        // Neither `deviceId` nor `msisdn`: both are the same for every client and would undo pairwise subjects.
        ItsmeRule(ItsmeClaim.device, .device, .upstream) { value throws(ItsmeUnreadable) in
            try ItsmeReading.record(
                value,
                [
                    "os", "osRelease", "manufacturer", "deviceModel", "deviceLabel", "deviceLockLevel", "rooted",
                    "debugEnabled", "appName", "appRelease",
                ]
            )
        },
        ItsmeRule(ItsmeClaim.app, .application, .upstream) { value throws(ItsmeUnreadable) in
            try ItsmeReading.record(value, ["appName", "appRelease", "appInstalledDate"])
        },
        ItsmeRule(ItsmeClaim.account, .account, .upstream) { value throws(ItsmeUnreadable) in
            try ItsmeReading.record(value, ["activationDate", "activationMechanism"])
        },
        ItsmeRule(ItsmeClaim.identificationMode, .identificationMode, .upstream, ItsmeReading.text),
        ItsmeRule(ItsmeClaim.transactionIP, .transactionIP, .upstream, ItsmeReading.networkAddress),
        ItsmeRule(ItsmeClaim.ongoingCall, .ongoingCall, .upstream, ItsmeReading.truth),
    ]
}
