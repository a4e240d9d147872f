package import FoundationEssentials
import Synchronization

/// The responders.
extension TrustService {
    /// Answers a question about certificates, whatever it is worth; a malformed one with status 1.
    ///
    /// *good* is said of numbers that were issued and of no others. What was never issued is *unknown*, or with
    /// ``Settings/revokesUnissued`` revoked since 1970 and on hold, as RFC 6960 §2.2 describes. Certificates of authorities
    /// that are not ours are not talked about (status 6). `moment` is for services whose own clock stands still.
    package func ocsp(
        _ request: [UInt8],
        fault: OCSPFault? = nil,
        at moment: Date? = nil
    ) throws(TrustError) -> [UInt8] {
        if fault == .tryLater { return Self.refusal(3) }
        let time = moment ?? now()
        return try state.withLock { state throws(TrustError) in
            // An authority that was not needed yet has issued nothing; making it here would only cost time.
            let known = try state.knownAuthorities(at: time)
            guard let question = StatusRequest(der: request, authorities: known) else { return Self.refusal(1) }
            guard let role = question.items.lazy.compactMap(\.issuer).first else { return Self.refusal(6) }
            return try Self.answer(question, from: role, &state, at: time, fault)
        }
    }

    private static func answer(
        _ question: StatusRequest,
        from role: TrustAuthority,
        _ state: inout TrustState,
        at now: Date,
        _ fault: OCSPFault?
    ) throws(TrustError) -> [UInt8] {
        let responder = try state.responder(of: role, at: now)
        let made = fault == .stale ? now.addingTimeInterval(-2 * day) : now
        let due = fault == .stale ? now.addingTimeInterval(-day) : now.addingTimeInterval(3600)
        var singles: [DER] = []
        var isAboutUnissued = false
        for item in question.items {
            let status = try status(of: item, from: role, &state, at: now, fault)
            isAboutUnissued = isAboutUnissued || status.isUnissued
            singles.append(
                .sequence(item.id, status.der, .generalTime(made), .explicit(0, .generalTime(due)))
            )
        }
        var extensions: [DER] = []
        if let nonce = question.nonce {
            extensions.append(DER(encoded: fault == .wrongNonce ? changed(nonce) : nonce))
        }
        if isAboutUnissued, state.settings.revokesUnissued {
            // RFC 6960 §4.4.8: says that the responder calls revoked what was never issued.
            extensions.append(CertificateExtension(oid: "1.3.6.1.5.5.7.48.1.9", value: .null).der)
        }
        let contents = DER.sequence(
            [.explicit(1, responder.subject), .generalTime(made), .sequence(singles)]
                + (extensions.isEmpty ? [] : [.explicit(1, .sequence(extensions))])
        )
        let certificates = DER.sequence(DER(encoded: responder.certificate))
        let basic = try responder.key.signed(contents, also: [.explicit(0, certificates)])
        return DER.sequence(
            .enumerated(0),
            .explicit(0, .sequence(.oid("1.3.6.1.5.5.7.48.1.1"), .octets(basic)))
        ).bytes
    }

    private static func status(
        of item: StatusRequest.Item,
        from role: TrustAuthority,
        _ state: inout TrustState,
        at now: Date,
        _ fault: OCSPFault?
    ) throws(TrustError) -> CertificateStatus {
        if fault == .unknown { return .unknown }
        // One responder speaks for one authority only.
        guard item.issuer == role else { return .unknown }
        guard let serial = item.serial, try state.register.issuer(of: serial) == role else {
            return state.settings.revokesUnissued ? .neverIssued : .unknown
        }
        if fault == .revoked {
            return .revoked(Revocation(date: now.addingTimeInterval(-3600), reason: .keyCompromise))
        }
        guard let revocation = try state.register.revocation(of: serial), revocation.date <= now else { return .good }
        return .revoked(revocation)
    }

    /// Another nonce of the same length.
    private static func changed(_ nonce: [UInt8]) -> [UInt8] { nonce.dropLast() + nonce.suffix(1).map { $0 ^ 1 } }

    private static func refusal(_ status: UInt8) -> [UInt8] { DER.sequence(.enumerated(status)).bytes }
}
