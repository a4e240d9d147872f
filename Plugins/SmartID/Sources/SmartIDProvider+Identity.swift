import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

extension SmartIDProvider {
    /// What a verification may deliver.
    static let offers: [AttributeOffer] = [
        AttributeOffer(.nationalNumber, .maybe),
        AttributeOffer(.nationalNumberCountry, .maybe),
        AttributeOffer(.givenName, .maybe),
        AttributeOffer(.familyName, .maybe),
        AttributeOffer(.birthdate, .maybe),
        AttributeOffer(.account, .always),
        AttributeOffer(.transactionIP, .maybe),
    ]

    /// The person who confirmed, once everything in the answer has proved true.
    func identity(
        _ answer: JSONValue,
        _ documentNumber: String,
        _ session: SmartIDSession,
        _ request: MethodRequest
    ) async throws(MethodError) -> SmartIDState.Arrived {
        let now = services.clock.now
        let proof = try IdentificationProof(
            reading: answer,
            documentNumber: documentNumber,
            to: IdentificationProof.Asked(
                session: session,
                party: party,
                hash: configuration.signatureHash,
                trust: try trust.get()
            ),
            at: now
        )
        guard configuration.countries.contains(proof.certificate.person.country) else {
            throw MethodError(.refused, "the person is of a country that the settings leave out")
        }
        let status = try await StatusInquiry(settings: configuration.revocation, services: services, lists: lists)
            .answer(about: proof.certificate)
        let attributes = request.type == .verification ? Self.attributes(proof) : IdentityAttributes()
        let identity = VerifiedIdentity(
            subject: subject(proof.certificate.person),
            assurance: configuration.assurance(of: proof.certificate.level),
            assertedACR: proof.certificate.level.rawValue,
            authenticatedAt: now,
            attributes: attributes.restricted(to: request.attributes),
            evidence: session.salt.map { proof.evidence(salt: $0, status: status) } ?? []
        )
        return SmartIDState.Arrived(identity: identity, userChallenge: proof.userChallenge)
    }

    /// Numbers name one person wherever the live Smart-ID is asked; people elsewhere are nobody.
    func subject(_ person: SemanticsIdentifier) -> UpstreamSubject {
        let namespace =
            configuration.environment == .live
            ? "urn:etsi:en:319412-1" : "urn:etsi:en:319412-1:\(configuration.baseURL?.host ?? "")"
        return UpstreamSubject(namespace: namespace, identifier: person.text)
    }

    private static func attributes(_ proof: IdentificationProof) -> IdentityAttributes {
        var attributes = IdentityAttributes()
        let (person, subject) = (proof.certificate.person, proof.certificate.certificate.subject)
        func source(_ claim: String, _ basis: Provenance.Basis = .upstream) -> Provenance {
            Provenance(claim: claim, basis: basis)
        }
        attributes.set(.givenName, to: subject.givenName, from: source("cert.subject.givenName"))
        attributes.set(.familyName, to: subject.surname, from: source("cert.subject.surname"))
        if person.kind == .nationalNumber {
            attributes.set(.nationalNumber, to: person.number, from: source("cert.subject.serialNumber"))
            attributes.set(
                .nationalNumberCountry,
                to: person.country.rawValue,
                from: source("cert.subject.serialNumber")
            )
        }
        // What the certificate says itself is worth more than what a number lets one conclude.
        if let birth = proof.certificate.certificate.extensions.birth {
            let day = CalendarDate(iso: String(birth.ISO8601Format().prefix(10)))
            attributes.set(.birthdate, to: day, from: source("cert.subjectDirectoryAttributes.dateOfBirth"))
        } else {
            let day = BirthDate.derived(from: person)
            attributes.set(.birthdate, to: day, from: source("cert.subject.serialNumber", .derived))
        }
        attributes.set(
            .account,
            to: ["documentNumber": proof.documentNumber],
            from: source("result.documentNumber")
        )
        attributes.set(.transactionIP, to: proof.address, from: source("deviceIpAddress"))
        return attributes
    }
}
