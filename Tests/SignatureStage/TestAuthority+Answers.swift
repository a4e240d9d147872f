import FoundationEssentials

@testable import EIDSignature

/// How a timestamp differs from what was asked for.
struct TimestampFault {
    var nonce: [UInt8]?
    var imprint: [UInt8]?
    var policy: OID = "1.3.6.1.4.1.99999.2"
    var time = TestTime.now
    var certificate: Certificate?
    var key: TestKey?
    var status: UInt64 = 0
    var named: Certificate?
    var accuracy: UInt64 = 1
    /// The issuers that come along; the authority's own unless others are given.
    var issuers: [Certificate]?
    /// What else it states.
    var extensions: [DERElement] = []
}

/// How an answer about revocation differs from a good one.
struct AnswerFault {
    var revokedSince: Date?
    var reason: UInt8?
    var isUnknown = false
    var thisUpdate = TestTime.now - 10
    var nextUpdate: Date? = TestTime.now + 3600
    var nonce: [UInt8]??
    var key: TestKey?
    var certificate: Certificate?
    var serial: [UInt8]?
    var status: UInt8 = 0
    /// When the answer says that it was made; the same as `thisUpdate` otherwise.
    var producedAt: Date?
    /// Since when certificates may have ended about which the responder still knows.
    var archiveCutoff: Date?
    /// Says that in a way that nobody can read.
    var hasUnreadableCutoff = false
    /// What hashes the issuer's name and key.
    var algorithm = DigestAlgorithm.sha256
    /// What else the answer says, and its statement.
    var extensions: [DERElement] = []
    var statementExtensions: [DERElement] = []
    /// What stands behind it in the same answer.
    var further: [AnswerFault] = []
}

extension TestAuthority {
    func timestamp(_ request: TimestampRequest, _ fault: TimestampFault = TimestampFault()) throws -> [UInt8] {
        let info = DERElement.sequence(
            [
                .integer(1),
                .oid(request.policy ?? fault.policy),
                .sequence(request.algorithm.identifier, .octets(fault.imprint ?? request.imprint)),
                .integer(4711),
                DERTime.generalized(fault.time),
                .sequence(.integer(fault.accuracy)),
                .integer(magnitude: fault.nonce ?? request.nonce),
            ] + (fault.extensions.isEmpty ? [] : [.implicit(1, fault.extensions)])
        )
        let key = fault.key ?? authorityKey
        let builder = try CAdESBuilder(
            certificate: fault.named ?? fault.certificate ?? authority,
            chain: fault.issuers ?? [issuer]
        )
        let prepared = try builder.prepare(
            contentDigest: builder.scheme.digest.digest(info.bytes),
            content: info.bytes,
            type: .timestampInfo,
            signingTime: fault.time
        )
        let token: [UInt8]
        if fault.named == nil, fault.key == nil {
            token = try prepared.signedData(with: key.sign(digest: prepared.toBeSigned.digest)).der
        } else {
            // A liar does not check what it signs with.
            let signer = try SignerInfo(
                certificate: fault.certificate ?? authority,
                scheme: builder.scheme,
                signedAttributes: requireNotNil(prepared.toBeSigned.bytes),
                value: key.sign(digest: prepared.toBeSigned.digest, builder.scheme)
            )
            token =
                SignedData(
                    contentType: .timestampInfo,
                    content: info.bytes,
                    certificates: [fault.certificate ?? authority, issuer],
                    signer: signer
                ).der
        }
        guard fault.status <= 1 else { return DERElement.sequence(.sequence(.integer(fault.status))).bytes }
        return DERElement.sequence(.sequence(.integer(fault.status)), DERElement(encoded: token)).bytes
    }

    func verifiedTimestamp(_ imprint: [UInt8], _ algorithm: DigestAlgorithm = .sha256, time: Date = TestTime.now) throws
        -> VerifiedTimestamp
    {
        let request = try TimestampRequest(imprint: imprint, algorithm: algorithm)
        let response = try TimestampResponse(der: timestamp(request, TimestampFault(time: time)))
        return try rules.token(from: response, to: request, at: time)
    }

    func ocsp(_ request: OCSPRequest, _ fault: AnswerFault = AnswerFault()) throws -> [UInt8] {
        try ocsp(about: request.certificate, by: request.issuer, nonce: fault.nonce ?? request.nonce, fault)
    }

    func ocsp(
        about certificate: Certificate,
        by issuer: Certificate,
        nonce: [UInt8]? = nil,
        _ fault: AnswerFault = .init()
    )
        throws -> [UInt8]
    {
        guard fault.status == 0 else { return DERElement.sequence(.enumerated(fault.status)).bytes }
        let signer = fault.certificate ?? responder
        var fields: [DERElement] = [
            .explicit(1, DERElement(encoded: signer.subject.der)),
            DERTime.generalized(fault.producedAt ?? fault.thisUpdate),
            .sequence(try ([fault] + fault.further).map { try single(about: certificate, by: issuer, $0) }),
        ]
        let extensions =
            (nonce.map { [TestCertificate.make("1.3.6.1.5.5.7.48.1.2", .octets($0))] } ?? []) + fault.extensions
        if !extensions.isEmpty { fields.append(.explicit(1, .sequence(extensions))) }
        let body = DERElement.sequence(fields)
        let key = fault.key ?? responderKey
        let basic = DERElement.sequence(
            body,
            key.scheme.identifier,
            .bits(try key.sign(body.bytes)),
            .explicit(0, .sequence(DERElement(encoded: signer.der)))
        )
        return DERElement.sequence(
            .enumerated(0),
            .explicit(0, .sequence(.oid("1.3.6.1.5.5.7.48.1.1"), .octets(basic.bytes)))
        ).bytes
    }

    /// One statement of an answer.
    private func single(about certificate: Certificate, by issuer: Certificate, _ fault: AnswerFault) throws
        -> DERElement
    {
        let id = try DERElement.sequence(
            fault.algorithm.identifier,
            .octets(fault.algorithm.digest(issuer.subject.der)),
            .octets(fault.algorithm.digest(keyBits(issuer))),
            DERElement(tag: 0x02, fault.serial ?? certificate.serialNumber)
        )
        var status = DERElement.implicit(0, primitive: [])
        if let since = fault.revokedSince {
            let reason = fault.reason.map { [DERElement.explicit(0, .enumerated($0))] } ?? []
            status = .implicit(1, [DERTime.generalized(since)] + reason)
        }
        if fault.isUnknown { status = .implicit(2, primitive: []) }
        var single = [id, status, DERTime.generalized(fault.thisUpdate)]
        if let next = fault.nextUpdate { single.append(.explicit(0, DERTime.generalized(next))) }
        if let cutoff = fault.archiveCutoff {
            let item = TestCertificate.make("1.3.6.1.5.5.7.48.1.6", DERTime.generalized(cutoff))
            single.append(.explicit(1, .sequence(item)))
        }
        if fault.hasUnreadableCutoff {
            single.append(.explicit(1, .sequence(TestCertificate.make("1.3.6.1.5.5.7.48.1.6", .integer(1)))))
        }
        if !fault.statementExtensions.isEmpty { single.append(.explicit(1, .sequence(fault.statementExtensions))) }
        return .sequence(single)
    }

    /// The bits of a key without algorithm, which responders hash.
    private func keyBits(_ certificate: Certificate) throws -> [UInt8] {
        var reader = try DERReader(sequence: certificate.key.der, "key")
        _ = try reader.any()
        return try reader.any().bits("key")
    }

    func list(
        by issuer: Certificate,
        key: TestKey,
        revoked: [(Certificate, Date)] = [],
        thisUpdate: Date = TestTime.now - 10,
        nextUpdate: Date? = nil,
        extensions: [DERElement] = [],
        entryExtensions: [DERElement] = [],
        outer: DERElement? = nil
    ) throws -> [UInt8] {
        var fields: [DERElement] = [
            .integer(1), key.scheme.identifier, DERElement(encoded: issuer.subject.der),
            DERTime.element(thisUpdate), DERTime.element(nextUpdate ?? thisUpdate + 86400),
        ]
        if !revoked.isEmpty {
            fields.append(
                .sequence(
                    revoked.map {
                        .sequence(
                            DERElement(tag: 0x02, $0.0.serialNumber),
                            DERTime.element($0.1),
                            .sequence([TestCertificate.make("2.5.29.21", .enumerated(1))] + entryExtensions)
                        )
                    }
                )
            )
        }
        if !extensions.isEmpty { fields.append(.explicit(0, .sequence(extensions))) }
        let body = DERElement.sequence(fields)
        return DERElement.sequence(body, outer ?? key.scheme.identifier, .bits(try key.sign(body.bytes))).bytes
    }
}
