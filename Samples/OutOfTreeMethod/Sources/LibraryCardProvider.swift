import EIDJOSE
import EIDMethod

/// People type the number and the PIN of their library card: a method without an upstream.
struct LibraryCardProvider: MethodProvider {
    /// Nothing has to be remembered between question and answer.
    struct State: Codable, Sendable {}

    static let descriptor = MethodDescriptor(
        provider: "library-card",
        displayName: LocalizedText(
            nl: "Bibliotheekpas",
            fr: "Carte de bibliothèque",
            de: "Bibliotheksausweis",
            en: "Library card",
            sv: "Lånekort"
        ),
        types: [.verification, .authentication],
        attributes: [AttributeOffer(.name, .always)],
        assurance: AssuranceTable([.init("library-card", .low)])
    )

    let configuration: LibraryCardConfiguration
    let services: MethodServices

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<State> {
        guard request.assurance ?? .low <= .low else {
            throw MethodError(.insufficientAssurance, "a library card proves little")
        }
        let label = LocalizedText(
            nl: "Nummer en pincode, met een spatie ertussen",
            fr: "Numéro et code PIN, séparés par une espace",
            de: "Nummer und PIN, dazwischen ein Leerzeichen",
            en: "Number and PIN, with a space between them",
            sv: "Nummer och PIN-kod, med ett mellanslag emellan"
        )
        return .present(.ask(Prompt(kind: .text, label: label)), keeping: State())
    }

    func resume(
        _ request: MethodRequest,
        from state: State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<State> {
        guard case .answered(let answer) = event else { throw MethodError(.untrusted, "nothing was typed") }
        // Every card is compared, and each in full: how long it takes says nothing about which one was nearly right.
        let matching = configuration.readers.filter { reader in
            constantTimeEquals("\(reader.number) \(reader.pin.reveal())", answer.text)
        }
        guard let reader = matching.first else { throw MethodError(.refused, "no such card, or another PIN") }
        var attributes = IdentityAttributes()
        attributes.set(.name, to: reader.name, from: Provenance(claim: "name", basis: .upstream))
        return .finished(
            VerifiedIdentity(
                subject: UpstreamSubject(namespace: configuration.library, identifier: reader.number),
                assurance: .low,
                assertedACR: "library-card",
                authenticatedAt: services.clock.now,
                attributes: attributes.restricted(to: request.attributes)
            )
        )
    }
}
