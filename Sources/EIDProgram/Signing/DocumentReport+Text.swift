import EIDPDF
import EIDSignature
import FoundationEssentials

/// The report for people: the answer first, then each signature with what it rests on.
extension DocumentReport {
    func text(name: String, hasTrustedList: Bool) -> String {
        var lines = ["\(name): \(summary)"]
        lines += findings.map { "  problem        \($0.detail)" }
        for (index, signature) in signatures.enumerated() {
            lines.append("")
            lines.append("  \(index + 1). \(signature.title): \(signature.report.verdict.words)")
            lines += signature.lines(hasTrustedList: hasTrustedList)
        }
        if !documentFindings.isEmpty {
            lines += [
                "", "  The document has: \(documentFindings.map { Self.words($0.rawValue) }.joined(separator: ", "))",
            ]
        }
        return TerminalText.lines(lines)
    }

    private var summary: String {
        guard let format else { return "not a signed file" }
        guard signatures.contains(where: { !$0.isTimestamp }) else {
            guard findings.isEmpty else { return verdict.words }
            return signatures.isEmpty ? "no signature" : "no signature, only timestamps: nobody signed by them"
        }
        return "\(verdict.words) (\(format.rawValue))"
    }

    /// `javaScript` as `java script`.
    private static func words(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
    }
}

extension DocumentSignature {
    fileprivate var title: String {
        let holder = report.signer.map(Self.name) ?? "nobody known"
        let what = isTimestamp ? "Document timestamp by \(holder)" : holder
        return place.map { "\(what), in \($0)" } ?? what
    }

    fileprivate func lines(hasTrustedList: Bool) -> [String] {
        var lines: [(String, String)] = []
        if let level = report.level { lines.append(("level", level.rawValue)) }
        if let time = report.claimedTime {
            let contradiction = report.claimsLaterThanProven ? ", which is after it is proven to have existed" : ""
            lines.append(("signed", "\(time.formatted(.iso8601)), as the signer says\(contradiction)"))
        }
        if let time = report.provenTime { lines.append(("proven", "existed at \(time.formatted(.iso8601))")) }
        for stamp in report.timestamps {
            lines.append(("timestamp", "\(stamp.time.formatted(.iso8601)) by \(Self.name(stamp.authority))"))
        }
        lines += report.leftOut.map { ("left out", "a timestamp: \($0.detail)") }
        if let path = report.path, let anchor = path.certificates.last {
            lines.append(("trust", "leads to \(Self.name(anchor))"))
        }
        if let revocation { lines.append(("revocation", revocation)) }
        if !isTimestamp { lines.append(("qualification", qualification(hasTrustedList))) }
        lines.append(("covers", coverage))
        lines += seenPlaces.map { ("seen", $0.sentence) }
        lines += changes.map { change in
            ("afterwards", change.sentence + (forbiddenChanges.contains(change) ? ", which is NOT permitted" : ""))
        }
        if let reason { lines.append(("reason", reason)) }
        if let location { lines.append(("location", location)) }
        lines += report.findings.map { ("problem", $0.told(of: report.signer)) }
        return lines.map { label, text in
            "     \(label)\(String(repeating: " ", count: max(1, 15 - label.count)))\(text)"
        }
    }

    private var coverage: String {
        if coversWholeFile { return "everything" }
        return revision.map { "revision \($0), which was extended" } ?? "nothing that counts"
    }

    private var revocation: String? {
        guard !report.revocation.isEmpty else { return nil }
        let isRevoked = report.revocation.contains { if case .revoked = $0.status { true } else { false } }
        let newest = report.revocation.map(\.producedAt).max().map { ", the newest of \($0.formatted(.iso8601))" } ?? ""
        return (isRevoked ? "a certificate was revoked" : "nothing was revoked")
            + " (\(report.revocation.count) answers\(newest))"
    }

    private func qualification(_ hasTrustedList: Bool) -> String {
        switch report.qualification {
        case .none: "none is claimed"
        case .qualifiedSignature, .qualifiedSeal, .notQualified: report.qualification.rawValue + ", by the trusted list"
        case .qualifiedCertificate: "qualified certificate without a qualified device, by the trusted list"
        case .inDoubt: "in doubt: what the trusted list says of it is not understood, or contradicts itself"
        case .claimsQualifiedCertificate, .claimsQualifiedSignature, .claimsQualifiedSeal:
            "\(report.qualification.rawValue); \(whyClaimOnly(hasTrustedList))"
        }
    }

    private func whyClaimOnly(_ hasTrustedList: Bool) -> String {
        guard hasTrustedList else { return "no trusted list was given" }
        guard report.verdict == .valid else { return "trusted lists confirm what is valid only" }
        return "the trusted list does not confirm it"
    }

    static func name(_ certificate: Certificate) -> String {
        certificate.subject.commonName ?? certificate.subject.organization ?? "a certificate without a name"
    }
}

extension SeenPlace {
    fileprivate var sentence: String {
        func text(_ number: Double) -> String { String(Int(number.rounded())) }
        let (left, bottom, right, top) = (rectangle[0], rectangle[1], rectangle[2], rectangle[3])
        return
            "on page \(page), \(text(right - left)) by \(text(top - bottom)) points at \(text(left)), \(text(bottom))"
    }
}

extension PDFRevisionChange {
    /// What changed, with the field it is about.
    var sentence: String { fieldName.map { "\(kind.rawValue) (\($0))" } ?? kind.rawValue }
}
