import EIDMethod
import FoundationEssentials

extension MethodConformance {
    /// What a method delivers when all goes well.
    public static let deliveries: [MethodConformance] = [
        verificationDelivers, authenticationDelivers, deliversOnlyWhatWasAskedFor, saysWhereAttributesComeFrom,
        leavesMissingAttributesAbsent, leavesEmptyAttributesAbsent, survivesMistypedAttributes, keepsItsPromises,
        provesAnewOnDemand, namesWhomTheUpstreamNames,
    ]

    /// A verification delivers who the person is.
    public static let verificationDelivers = MethodConformance(
        "a verification delivers the subject and every attribute that is asked for and known"
    ) { stage in
        guard stage.descriptor.types.contains(.verification) else {
            throw Inapplicable(reason: "the method offers no verification")
        }
        let before = stage.bench.clock.now
        let identity = try await stage.perform(with: try stage.method(), try stage.request(.verification))
        try stage.requireTrue(identity)
        let missing = stage.expected.keys.filter { !identity.attributes.names.contains($0) }.sorted()
        guard missing.isEmpty else {
            throw ConformanceFailure("not delivered: \(missing.map(\.description).joined(separator: ", "))")
        }
        try stage.requireHonestAssurance(identity, upTo: stage.bench.person.assurance)
        let age = before.timeIntervalSince(identity.authenticatedAt)
        guard (-86_400...86_400).contains(age),
            identity.authenticatedAt <= stage.bench.clock.now.addingTimeInterval(120)
        else { throw ConformanceFailure("the time of authentication is not that of this transaction") }
    }

    /// An authentication says that it is the same person, and nothing else.
    public static let authenticationDelivers = MethodConformance(
        "an authentication delivers the subject of the verification and no attributes"
    ) { stage in
        guard stage.descriptor.types.contains(.authentication) else {
            throw Inapplicable(reason: "the method offers no authentication")
        }
        let method = try stage.method()
        let first = try await stage.perform(with: method, try stage.request(.authentication))
        try stage.requireSubject(first)
        guard first.attributes.isEmpty else { throw ConformanceFailure("an authentication delivered attributes") }
        let second = try await stage.perform(with: try stage.method(), try stage.request(.authentication))
        guard first.subject == second.subject else {
            throw ConformanceFailure("two authentications of one person have different subjects")
        }
        guard stage.descriptor.types.contains(.verification) else { return }
        let verified = try await stage.perform(with: method, try stage.request(.verification))
        guard first.subject == verified.subject else {
            throw ConformanceFailure("authentication and verification of one person have different subjects")
        }
    }

    /// Data minimisation: an attribute that was not asked for stays at the upstream.
    public static let deliversOnlyWhatWasAskedFor = MethodConformance(
        "a verification delivers nothing that was not asked for"
    ) { stage in
        guard stage.descriptor.types.contains(.verification) else {
            throw Inapplicable(reason: "the method offers no verification")
        }
        let method = try stage.method()
        let known = stage.expected.keys.sorted()
        for asked in [Set(known.prefix(1)), Set(known.suffix(2)), []] {
            let request = try stage.request(.verification, attributes: asked)
            let identity = try await stage.perform(with: method, request)
            let surplus = identity.attributes.names.subtracting(asked).sorted()
            guard surplus.isEmpty else {
                throw ConformanceFailure("not asked for: \(surplus.map(\.description).joined(separator: ", "))")
            }
            let missing = asked.subtracting(identity.attributes.names).sorted()
            guard missing.isEmpty else {
                throw ConformanceFailure("asked for alone and missing: \(missing)")
            }
        }
    }

    /// Provenance is complete and plausible.
    public static let saysWhereAttributesComeFrom = MethodConformance(
        "each attribute says where it comes from"
    ) { stage in
        guard stage.descriptor.types.contains(.verification), !stage.expected.isEmpty else {
            throw Inapplicable(reason: "the method delivers no attributes")
        }
        let identity = try await stage.perform(with: try stage.method(), try stage.request(.verification))
        let latest = stage.bench.clock.now.addingTimeInterval(86_400)
        for name in identity.attributes.names.sorted() {
            guard let provenance = identity.attributes[name]?.provenance else { continue }
            guard !provenance.claim.isEmpty || provenance.basis == .derived else {
                throw ConformanceFailure("\(name) does not name its source")
            }
            if let read = provenance.verifiedAt, read > latest {
                throw ConformanceFailure("\(name) was verified in the future")
            }
            if let country = provenance.issuingCountry, !country.isCountryCode {
                throw ConformanceFailure("\(name) was issued by \"\(country)\", which is no ISO 3166-1 alpha-3 code")
            }
        }
    }

    /// Absent upstream is absent here.
    public static let leavesMissingAttributesAbsent = deliversLess(
        "attributes missing upstream are absent, and the rest arrives",
        under: .attributesMissing
    )
    /// Empty upstream is absent here.
    public static let leavesEmptyAttributesAbsent = deliversLess(
        "attributes empty upstream are absent, never empty texts",
        under: .attributesEmpty
    )
    /// Nonsense upstream is absent here, and no reason to fail.
    public static let survivesMistypedAttributes = deliversLess(
        "attributes of a wrong type are absent or refused, and harm nothing",
        under: .attributesMistyped,
        mayRefuse: true
    )

    /// What clients read about availability holds for somebody of whom the upstream knows as little as possible.
    public static let keepsItsPromises = MethodConformance(
        "what is declared as always there is, and what is declared as never there is not"
    ) { stage in
        guard stage.descriptor.types.contains(.verification) else {
            throw Inapplicable(reason: "the method offers no verification")
        }
        let all = try await stage.perform(with: try stage.method(), try stage.request(.verification)).attributes
        let country = all.names.sorted().compactMap { all[$0]?.provenance.issuingCountry }.first
        func offers(_ wanted: AttributeOffer.Availability) -> [AttributeName] {
            stage.descriptor.attributes.filter { offer in
                let country = all[offer.name]?.provenance.issuingCountry ?? country
                return offer.availability(issuingCountry: country) == wanted
            }.map(\.name).sorted()
        }
        if let surplus = offers(.never).first(where: { all.names.contains($0) }) {
            throw ConformanceFailure("\(surplus) is delivered, although it is declared as never there")
        }
        // Of what the person lacks nobody can see whether it arrives.
        if let unknown = offers(.always).first(where: { stage.bench.person.attributes[$0] == nil }) {
            throw ConformanceFailure(
                "\(unknown) is declared as always there, yet the bench's person has none: give them one, or declare less"
            )
        }
        try await stage.inject(.attributesMissing)
        let least = try await stage.perform(with: try stage.method(), try stage.request(.verification)).attributes
        if let missing = offers(.always).first(where: { !least.names.contains($0) }) {
            throw ConformanceFailure("\(missing) is declared as always there, and missing")
        }
    }

    /// Whoever signed in a while ago does so again where the client demands it, whatever an upstream remembers.
    public static let provesAnewOnDemand = MethodConformance(
        "a new proof that is demanded is given, and says when"
    ) { stage in
        let method = try stage.method()
        _ = try await stage.perform(with: method, try stage.request())
        for freshness in [
            Freshness(maximumAge: 0), Freshness(reauthenticates: true),
            Freshness(maximumAge: 60, reauthenticates: true),
        ] {
            stage.bench.clock.advance(by: .seconds(3600))
            let began = stage.bench.clock.now
            let identity = try await stage.perform(with: method, try stage.request(freshness: freshness))
            guard identity.isTimeKnown else {
                throw ConformanceFailure("the identity does not say when the person proved themselves")
            }
            // The seconds in which times are written on a wire.
            guard identity.authenticatedAt >= began.addingTimeInterval(-1) else {
                throw ConformanceFailure("an earlier proof passes for a new one")
            }
        }
    }

    private static func deliversLess(
        _ description: String,
        under fault: UpstreamFault,
        mayRefuse: Bool = false
    ) -> MethodConformance {
        MethodConformance(description) { stage in
            try await stage.inject(fault)
            let identity: VerifiedIdentity
            do {
                identity = try await stage.perform(with: try stage.method(), try stage.request(.verification))
            } catch let error as MethodError where mayRefuse && error.code == .untrusted {
                return
            }
            try stage.requireTrue(identity)
            guard identity.attributes.names.count < stage.expected.count else {
                throw ConformanceFailure("as many attributes arrive as without the fault")
            }
        }
    }
}

extension String {
    fileprivate var isCountryCode: Bool {
        utf8.count == 3 && utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}
