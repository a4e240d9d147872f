import EIDJSON
import EIDMethod

/// How surely each attribute arrives, by the country that issued the document: itsme's published table, as data.
enum ItsmeAvailability {
    /// One claim's row of the table.
    struct Row: Sendable {
        /// The claim on the wire.
        let claim: String
        /// What holds for every country without an exception.
        let general: AttributeOffer.Availability
        /// Exceptions by alpha-3.
        let exceptions: [String: AttributeOffer.Availability]

        func availability(in country: String) -> AttributeOffer.Availability { exceptions[country] ?? general }
    }

    /// The rows of `Data/itsme-claims.json`; empty only if the file that was built in is broken, which a test excludes.
    static let rows: [Row] = (try? read(PackageResources.itsme_claims_json)) ?? []

    /// The offer for every attribute that a rule can fill.
    static let offers: [AttributeOffer] = {
        let byClaim = Dictionary(rows.map { ($0.claim, $0) }, uniquingKeysWith: { first, _ in first })
        let mapped = Set(ItsmeAttributeMapping.rules.map(\.attribute))
        return AttributeCatalogue.all.map(\.name).filter { mapped.contains($0) }.map { name in
            offer(name, ItsmeAttributeMapping.rules.filter { $0.attribute == name }.compactMap { byClaim[$0.claim] })
        }
    }()

    /// The best that any of an attribute's claims promises.
    private static func offer(_ name: AttributeName, _ rows: [Row]) -> AttributeOffer {
        let general = best(rows.map(\.general))
        var exceptions: [String: AttributeOffer.Availability] = [:]
        for country in Set(rows.flatMap(\.exceptions.keys)) {
            let here = best(rows.map { $0.availability(in: country) })
            if here != general { exceptions[country] = here }
        }
        return AttributeOffer(name, general, exceptions: exceptions)
    }

    private static func best(_ all: [AttributeOffer.Availability]) -> AttributeOffer.Availability {
        all.contains(.always) ? .always : all.contains(.maybe) ? .maybe : .never
    }

    private static func read(_ file: [UInt8]) throws(JSONError) -> [Row] {
        let elements = try JSONValue.parse(file).requireArray("claims")
        var rows: [Row] = []
        for element in elements {
            var exceptions: [String: AttributeOffer.Availability] = [:]
            for member in try element.requireObject("except").members ?? [] {
                exceptions[member.name] = availability(member.value.string)
            }
            let general = availability(try element.requireString("default"))
            rows.append(Row(claim: try element.requireString("claim"), general: general, exceptions: exceptions))
        }
        return rows
    }

    /// `withEmail` means exactly when there is an e-mail address, which is best effort.
    private static func availability(_ word: String?) -> AttributeOffer.Availability {
        switch word {
        case "always": .always
        case "never": .never
        default: .maybe
        }
    }
}
