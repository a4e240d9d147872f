public import FoundationEssentials
import SwiftASN1

/// A revocation list, still to be believed (RFC 5280 §5).
public struct RevocationList: Sendable {
    /// The list as it came.
    public let der: [UInt8]
    /// When it was made.
    public let thisUpdate: Date
    /// When the next one is due; a list without is refused.
    public let nextUpdate: Date
    /// Whose list it is.
    public let issuer: DistinguishedName
    /// How fresh it must be.
    public var limits = RevocationLimits()
    private let entries: [[UInt8]: RevocationStatus]
    private let scope: Scope

    /// What the list is about.
    private struct Scope {
        enum Kind { case everything, people, authorities }

        var kind = Kind.everything
        /// The earliest end of certificates whose revocations it keeps; `nil` where they may be left out from their end on.
        var keepsSince: Date?
        /// The names of its place, if it is only about the certificates that name it.
        var names: Set<[UInt8]>?

        func covers(_ extensions: CertificateExtensions) -> Bool {
            let isOfKind =
                switch kind {
                case .everything: true
                case .people: !extensions.isAuthority
                case .authorities: extensions.isAuthority
                }
            // RFC 5280 §6.3.3 (b)(2): another part of the list knows nothing of the certificate.
            return isOfKind && names.map { !$0.isDisjoint(with: extensions.listNames) } ?? true
        }
    }

    private static let place = "the revocation list"

    /// Reads a list.
    public init(der: [UInt8]) throws(SignatureError) {
        guard der.count <= 16 * 1024 * 1024 else {
            throw SignatureError(.malformed, "the revocation list is too large")
        }
        var outer = try DERReader(sequence: der, Self.place)
        var inner = try outer.reader()
        _ = inner.optional(.integer)
        let algorithm = try inner.next(.sequence)
        guard try SignatureScheme.accepts(AlgorithmIdentifier(algorithm, Self.place), Self.place) else {
            throw SignatureError(.unsupported, "the revocation list is signed with an algorithm we do not accept")
        }
        // RFC 5280 §5.1.1.2; OpenSSL verifies by the one that is not signed.
        guard try outer.next(.sequence).encodedBytes == algorithm.encodedBytes else {
            throw SignatureError(.malformed, "the revocation list names two algorithms")
        }
        issuer = try DistinguishedName(inner.next(.sequence), Self.place)
        thisUpdate = try inner.any().time(Self.place)
        guard let due = inner.optional(.utcTime) ?? inner.optional(.generalizedTime) else {
            throw SignatureError(.unsupported, "the revocation list does not say when the next one is due")
        }
        nextUpdate = try due.time(Self.place)
        var entries: [[UInt8]: RevocationStatus] = [:]
        if let list = inner.optional(.sequence) {
            var reader = try DERReader(list, .sequence, Self.place)
            while let node = reader.upcoming {
                _ = try reader.any()
                var entry = try DERReader(node, .sequence, Self.place)
                let serial = try entry.next(.integer).integerBytes(Self.place)
                let since = try entry.any().time(Self.place)
                let status = RevocationStatus.revoked(since: since, reason: try Self.reason(entry.upcoming))
                // What was taken back once is not given back by a second entry.
                entries[serial] = entries[serial].map { RevocationStatus.weightier($0, status) } ?? status
            }
        }
        self.entries = entries
        scope = try Self.scope(inner.tagged(0))
        try inner.end()
        self.der = der
    }

    /// What the list says about a certificate, once it is known to be the issuer's and fresh.
    public func answer(
        about certificate: Certificate,
        issuer: Certificate,
        at date: Date
    ) throws(SignatureError) -> RevocationAnswer {
        try limits.check(thisUpdate: thisUpdate, nextUpdate: nextUpdate, producedAt: thisUpdate, at: date)
        return try answer(about: certificate, issuer: issuer)
    }

    /// The same for a list that was kept, whatever the time is now.
    public func answer(
        about certificate: Certificate,
        issuer: Certificate
    ) throws(SignatureError) -> RevocationAnswer {
        try verify(by: issuer)
        return try verifiedAnswer(about: certificate, issuer: issuer)
    }

    /// The same for a list that has been verified to be this issuer's.
    func verifiedAnswer(about certificate: Certificate, issuer: Certificate) throws(SignatureError) -> RevocationAnswer
    {
        guard certificate.issuer.der == issuer.subject.der else {
            throw SignatureError(.revocationUnavailable, "the certificate comes from another issuer")
        }
        guard scope.covers(certificate.extensions) else {
            throw SignatureError(.revocationUnavailable, "the revocation list is about other certificates")
        }
        return RevocationAnswer(
            about: certificate,
            entries[certificate.serialNumber] ?? .good,
            remembered: scope.keepsSince,
            thisUpdate: thisUpdate,
            nextUpdate: nextUpdate,
            producedAt: thisUpdate,
            der: der
        )
    }

    /// The name of whoever made a list, by its first bytes; nothing else in it is read.
    static func issuerName(_ der: [UInt8]) -> ArraySlice<UInt8>? {
        var file = DERCursor(der)
        guard var list = file.next()?.content, var signed = list.next()?.content else { return nil }
        if signed.upcoming == 0x02 { _ = signed.next() }
        guard signed.next() != nil else { return nil }
        return signed.next()?.encoded
    }

    /// The reason in an entry's extensions, all of which are looked at.
    private static func reason(_ extensions: ASN1Node?) throws(SignatureError) -> Int? {
        guard let extensions else { return nil }
        var list = try DERReader(extensions, .sequence, place)
        var reason: Int?
        for node in list.remaining() {
            var item = try DERReader(node, .sequence, place)
            let oid = try item.oid()
            let isCritical = try item.optional(.boolean)?.boolean(place) ?? false
            if oid == .revocationReason {
                let value = try DERReader.parse(item.next(.octetString).octets(place), place)
                guard value.identifier == .enumerated, reason == nil,
                    let number = try value.primitive(place).first.map(Int.init)
                else { throw SignatureError(.malformed, "\(place) has no reason, or two") }
                reason = number
            } else if isCritical {
                // RFC 5280 §5.3: an entry that is not understood makes the list useless; so are other issuers' entries.
                throw SignatureError(.unsupported, "\(place) has an entry we do not understand")
            }
        }
        return reason
    }

    private static func scope(_ extensions: ASN1Node?) throws(SignatureError) -> Scope {
        guard let extensions else { return Scope() }
        var scope = Scope()
        var seen: Set<OID> = []
        var wrapper = try DERReader(extensions, extensions.identifier, place)
        var list = try wrapper.reader()
        for node in list.remaining() {
            var item = try DERReader(node, .sequence, place)
            let oid = try item.oid()
            let isCritical = try item.optional(.boolean)?.boolean(place) ?? false
            let value = try item.next(.octetString).octets(place)
            // RFC 5280 §4.2: of two of a kind, one reader would go by the first and another by the second.
            guard seen.insert(oid).inserted else {
                throw SignatureError(.malformed, "\(place) says something twice")
            }
            // RFC 5280 §5.2.4 wants it critical; without that, it still has only what changed.
            guard oid != .deltaIndicator else {
                throw SignatureError(.unsupported, "\(place) has only what changed since another")
            }
            if oid == .issuingDistributionPoint {
                let keepsSince = scope.keepsSince
                scope = try scopeOfPoint(value)
                scope.keepsSince = keepsSince
            } else if oid == .expiredCertificatesOnList {
                // Unreadable, it promises nothing; the list is good for certificates that still run.
                scope.keepsSince = try? DERReader.parse(value, place).time(place)
            } else if isCritical {
                throw SignatureError(.unsupported, "\(place) is of a kind we do not understand")
            }
        }
        return scope
    }

    /// IssuingDistributionPoint: [0] where, [1] only people, [2] only authorities; reasons and indirect are refused.
    private static func scopeOfPoint(_ value: [UInt8]) throws(SignatureError) -> Scope {
        var point = try DERReader(sequence: value, place)
        let names = try point.tagged(0).map { node throws(SignatureError) in
            Set(try DistributionPointName.parts(of: node, place).map { Array($0.encodedBytes) })
        }
        let people = point.tagged(1) != nil
        let authorities = point.tagged(2) != nil
        guard point.upcoming == nil, !(people && authorities) else {
            throw SignatureError(.unsupported, "\(place) covers only part of the revocations")
        }
        return Scope(kind: people ? .people : authorities ? .authorities : .everything, names: names)
    }
}
