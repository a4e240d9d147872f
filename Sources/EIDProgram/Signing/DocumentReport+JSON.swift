import EIDJOSE
import EIDJSON
import EIDPDF
import EIDSignature
import FoundationEssentials

/// The report for programs.
extension DocumentReport {
    var json: JSON {
        .object([
            ("verdict", .string(verdict.rawValue)),
            ("format", format.map { .string($0.rawValue) } ?? .null),
            ("signatures", .array(signatures.map(\.json))),
            ("findings", .array(findings.map(\.json))),
            ("documentFindings", .strings(documentFindings.map(\.rawValue))),
        ])
    }
}

extension DocumentSignature {
    fileprivate var json: JSON {
        var members: [(name: String, value: JSON)] = [
            ("kind", .string(isTimestamp ? "document timestamp" : "signature")),
            ("verdict", .string(report.verdict.rawValue)),
            ("qualification", .string(report.qualification.rawValue)),
            ("coversWholeFile", .boolean(coversWholeFile)),
        ]
        if let place { members.append(("place", .string(place))) }
        if let level = report.level { members.append(("level", .string(level.rawValue))) }
        if let signer = report.signer {
            members.append(("signer", .string(Self.name(signer))))
            members.append(("certificate", .string(Base64.encode(signer.der))))
        }
        if let time = report.claimedTime { members.append(("claimedTime", .string(time.formatted(.iso8601)))) }
        if report.claimsLaterThanProven { members.append(("claimsLaterThanProven", .boolean(true))) }
        if let time = report.provenTime { members.append(("provenTime", .string(time.formatted(.iso8601)))) }
        let stamps = report.timestamps.map { stamp -> JSON in
            [
                "kind": .string(stamp.kind.rawValue), "time": .string(stamp.time.formatted(.iso8601)),
                "authority": .string(Self.name(stamp.authority)),
            ]
        }
        members.append(("timestamps", .array(stamps)))
        members.append(("revocation", .array(report.revocation.map(\.json))))
        if let revision { members.append(("revision", .integer(Int64(revision)))) }
        members.append(("seen", .array(seenPlaces.map(\.json))))
        members.append(("changes", .strings(changes.map(\.sentence))))
        members.append(("forbiddenChanges", .strings(forbiddenChanges.map(\.sentence))))
        if let reason { members.append(("reason", .string(reason))) }
        if let location { members.append(("location", .string(location))) }
        members.append(("findings", .array(report.findings.map(\.json))))
        if !report.leftOut.isEmpty { members.append(("leftOut", .array(report.leftOut.map(\.json)))) }
        return .object(members)
    }
}

extension SeenPlace {
    fileprivate var json: JSON {
        ["page": .integer(Int64(page)), "rectangle": .array(rectangle.map { .number($0) })]
    }
}

extension RevocationAnswer {
    fileprivate var json: JSON {
        let word =
            switch status {
            case .good: "good"
            case .revoked: "revoked"
            case .unknown: "unknown"
            }
        return ["status": .string(word), "producedAt": .string(producedAt.formatted(.iso8601))]
    }
}

extension SignatureError {
    fileprivate var json: JSON { ["code": .string(code.rawValue), "detail": .string(detail)] }
}
