package import FoundationEssentials

/// The end of a certificate before its time, as its issuer tells.
package struct KnownRevocation: Hashable, Sendable {
    /// From when on it counts for nothing.
    package let since: Date
    /// Why, by the number of RFC 5280 §5.3.1, if it is given.
    package let reason: Int?

    /// Stands for what nobody has read, since there was too much: from when on is not known, nor why.
    static let unread = KnownRevocation(since: .distantPast, reason: nil)
    /// Whether it stands for what nobody has read.
    package var isUnread: Bool { self == .unread }

    /// Whether what was made before stands: the key was not stolen, its holder only gave it up.
    package var leavesTheKeyAlone: Bool {
        // affiliationChanged, superseded, cessationOfOperation
        reason == 3 || reason == 4 || reason == 5
    }

    /// Whether the issuer says that the key was stolen: that of the certificate, of its issuer, or of whoever vouched for it.
    package var isTheft: Bool { reason == 1 || reason == 2 || reason == 10 }

    /// The reason in RFC 5280's word, as the end of a sentence; empty where none is given.
    package var named: String {
        let words = [
            1: "keyCompromise", 2: "cACompromise", 3: "affiliationChanged", 4: "superseded", 5: "cessationOfOperation",
            6: "certificateHold", 9: "privilegeWithdrawn", 10: "aACompromise",
        ]
        return reason.flatMap { words[$0] }.map { " (\($0))" } ?? ""
    }
}

extension ValidationMaterial {
    /// Every revocation of a certificate on a path that its issuer tells of, by answers that hold.
    package func revocations(on path: CertificatePath) -> [KnownRevocation] {
        path.links.flatMap { link in
            answers(about: link.certificate, issuer: link.issuer).compactMap { answer in
                guard case .revoked(let since, let reason) = answer.status else { return nil }
                return KnownRevocation(since: since, reason: reason)
            }
        }
    }
}
