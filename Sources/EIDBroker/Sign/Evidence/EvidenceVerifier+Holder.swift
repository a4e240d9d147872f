import EIDMethod
import EIDSignature
import FoundationEssentials

/// What a record says of whoever made a qualified signature, against the name in their certificate.
extension EvidenceVerifier {
    func checkHolder(_ record: EvidenceRecord, _ report: inout EvidenceReport) {
        guard record.kind == .qualified else { return }
        var seen: Set<[UInt8]> = []
        for signature in record.documents.compactMap(\.signature) where seen.insert(signature.certificate).inserted {
            guard let signer = record.certificate(of: signature) else { continue }
            for fact in record.person.attributes { check(fact, against: signer, &report) }
        }
    }

    private func check(
        _ fact: EvidenceRecord.Person.Fact,
        against signer: Certificate,
        _ report: inout EvidenceReport
    ) {
        switch (fact.name, fact.entry.value) {
        case (Attribute.familyName.name, .text(let text)): compare(fact, text, with: signer.subject.surname, &report)
        case (Attribute.givenName.name, .text(let text)): compare(fact, text, with: signer.subject.givenName, &report)
        case (Attribute.name.name, .text(let text)):
            let parts = [signer.subject.givenName, signer.subject.surname].compactMap(\.self)
            compare(fact, text, with: parts.isEmpty ? signer.subject.commonName : parts.joined(separator: " "), &report)
        case (Attribute.nationalNumber.name, .text(let text)):
            guard let said = signer.subject.serialNumber, Self.isSamePerson(text, said) == false else { return }
            report.fail(.attributes, "The attribute \(fact.name) is not the number in \(holder(signer))'s certificate.")
        case (Attribute.birthdate.name, .date(let day)):
            // A register may know no more than the year.
            guard let birth = signer.extensions.birth, day.day != nil,
                CalendarDate(iso: String(EvidenceTime.text(EvidenceTime.whole(birth)).prefix(10))) != day
            else { return }
            report.fail(.attributes, "The attribute \(fact.name) is not the day in \(holder(signer))'s certificate.")
        default: break
        }
    }

    /// Issuers write fewer names than registers, or others after a marriage: a difference is for the reader to judge.
    private func compare(
        _ fact: EvidenceRecord.Person.Fact,
        _ text: String,
        with said: String?,
        _ report: inout EvidenceReport
    ) {
        guard let said else { return }
        let (recorded, certified) = (Self.words(text), Self.words(said))
        guard !recorded.isSubset(of: certified), !certified.isSubset(of: recorded) else { return }
        report.skip(
            .attributes,
            "The attribute \(fact.name) differs from the name in the certificate that signed: it may be another person's.",
            essential: true
        )
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }

    /// Whether two numbers are one person's; `nil` where they may be numbers of different kinds.
    ///
    /// ETSI EN 319 412-1 §5.1.3: `PNOBE-` and the like say that it is the national number; a card's or a passport's has other
    /// letters. Older certificates have the bare number.
    private static func isSamePerson(_ number: String, _ serialNumber: String) -> Bool? {
        let (one, other) = (bare(number), bare(serialNumber))
        guard let one, let other else { return nil }
        if one == other { return true }
        let isNamed = serialNumber.hasPrefix("PNO") && serialNumber.utf8.dropFirst(5).first == 0x2D
        let isOfOneKind = one.count == other.count && (one + other).allSatisfy(\.isNumber)
        return isNamed || isOfOneKind ? false : nil
    }

    /// The letters and digits of a national number; `nil` for a number of another kind.
    private static func bare(_ number: String) -> [Character]? {
        var rest = Substring(number)
        let prefix = number.utf8.prefix(6)
        if prefix.count == 6, prefix.last == 0x2D, prefix.dropLast().allSatisfy({ (0x41...0x5A).contains($0) }) {
            guard number.hasPrefix("PNO") else { return nil }
            rest = number.dropFirst(6)
        }
        return rest.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
    }
}
