import EIDMethod

extension Stage {
    /// Expects that something does not end in an identity, and that the error says why with one of these codes.
    func refuses(
        _ what: String,
        with codes: [MethodError.Code] = MethodError.Code.all,
        _ body: () async throws -> Method.Step
    ) async throws {
        do {
            switch try await body() {
            case .present: return
            case .finished: throw ConformanceFailure("\(what): was accepted")
            }
        } catch let error as MethodError {
            guard codes.contains(error.code) else {
                let fitting = codes.map(\.description).joined(separator: ", ")
                throw ConformanceFailure("\(what): refused as \(error.code), which should be \(fitting)")
            }
        }
    }

    /// Expects that values are the person's, typed as the catalogue says, and never empty.
    func requireTrue(_ identity: VerifiedIdentity) throws {
        try requireSubject(identity)
        for name in identity.attributes.names.sorted() {
            guard let value = identity.attributes[name]?.value else { continue }
            guard offered.contains(name) else {
                throw ConformanceFailure("\(name) is delivered, but the descriptor does not offer it")
            }
            guard let definition = AttributeCatalogue.definition(of: name) else {
                throw ConformanceFailure("\(name) is not in the catalogue")
            }
            guard definition.kind == value.kind else {
                throw ConformanceFailure("\(name) is \(value.kind) instead of \(definition.kind)")
            }
            guard !value.hasEmptyPart else { throw ConformanceFailure("\(name) is empty instead of absent") }
            guard expected[name] == value else {
                throw ConformanceFailure("\(name) is not what the upstream knows about the person")
            }
        }
    }

    /// Expects a subject that can be stored and compared.
    func requireSubject(_ identity: VerifiedIdentity) throws {
        guard !identity.subject.namespace.isEmpty, !identity.subject.identifier.isEmpty else {
            throw ConformanceFailure("the subject is incomplete")
        }
        guard identity.subject.identifier.utf8.count <= 1024 else {
            throw ConformanceFailure("the subject is too long")
        }
    }

    /// Expects an assurance that the descriptor offers, and no more than the upstream's own word is worth.
    func requireHonestAssurance(_ identity: VerifiedIdentity, upTo limit: Assurance) throws {
        guard identity.assurance <= limit else {
            throw ConformanceFailure("the assurance is \(identity.assurance), the upstream stated \(limit) at most")
        }
        guard descriptor.assurance.levels.contains(identity.assurance) else {
            throw ConformanceFailure("the assurance \(identity.assurance) is not in the descriptor")
        }
        if let asserted = identity.assertedACR, let worth = descriptor.assurance.assurance(of: asserted) {
            guard identity.assurance <= worth else {
                throw ConformanceFailure("\(asserted) is worth \(worth), not \(identity.assurance)")
            }
        }
    }

    /// The lowest level that the method has.
    var lowestLevel: Assurance { descriptor.assurance.levels.first ?? .low }

    /// The highest level that the method has.
    var highestLevel: Assurance { descriptor.assurance.levels.last ?? .low }
}

extension AttributeValue {
    /// Whether the value, or a part of it, is an empty text.
    var hasEmptyPart: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .boolean, .date, .time: false
        case .address(let address):
            Self.isHollow([
                address.formatted, address.streetAddress, address.postalCode, address.locality, address.region,
                address.country,
            ])
        case .place(let place): Self.isHollow([place.formatted, place.locality, place.country])
        case .image(let image): image.bytes.isEmpty || image.mediaType.isEmpty
        case .record(let record): record.isEmpty || record.contains { $0.key.isEmpty || $0.value.isEmpty }
        }
    }

    private static func isHollow(_ parts: [String?]) -> Bool {
        parts.allSatisfy { $0 == nil } || parts.contains { $0?.isEmpty == true }
    }
}
