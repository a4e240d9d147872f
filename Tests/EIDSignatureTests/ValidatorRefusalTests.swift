import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What the validator must not take for a signature, or not for that level.
@Suite("The validator refuses") struct ValidatorRefusalTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let content: [UInt8] = Array("content".utf8)

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
    }

    private func report(
        _ message: SignedData,
        _ content: [UInt8]? = nil,
        profile: SignatureProfile = .cades
    ) throws -> SignatureReport {
        ca.validator.validate(
            message,
            content: .bytes(content ?? self.content),
            profile: profile,
            material: try make.material(),
            at: TestTime.now + 60
        )
    }

    private func refuses(_ code: SignatureError.Code, _ message: SignedData) throws {
        let report = try report(message)
        #expect(report.verdict == .invalid && report.level == nil && report.findings == [refusal(code)])
    }

    /// A message whose signer has signed exactly these attributes.
    private func signed(_ attributes: [CMSAttribute], certificates: [Certificate]? = nil) throws -> SignedData {
        let bytes = DERElement.set(of: attributes.map(\.element)).bytes
        let signer = try SignerInfo(
            certificate: ca.person,
            scheme: SignatureScheme(.rsa, .sha256),
            signedAttributes: bytes,
            value: ca.personKey.sign(bytes)
        )
        return SignedData(contentType: .data, content: nil, certificates: certificates ?? [ca.person], signer: signer)
    }

    private func attributes() throws -> [CMSAttribute] {
        [
            CMSAttribute(.contentType, .oid(.data)),
            CMSAttribute(.messageDigest, .octets(try DigestAlgorithm.sha256.digest(content))),
            CMSAttribute(.signingTime, DERTime.element(TestTime.now)),
            try SigningCertificateAttribute.make(ca.person, .sha256),
        ]
    }

    @Test("nothing where all is as it should be") func good() throws {
        #expect(try report(signed(attributes())).verdict == .valid)
    }

    @Test("changed content") func changedContent() throws {
        let report = try report(make.baseline(content), content + [0])
        #expect(report.verdict == .invalid && report.findings == [refusal(.contentChanged)])
    }

    @Test("attributes that were changed after signing") func changedAttributes() throws {
        let message = try make.baseline(content)
        var der = message.der
        // The last digit of the time of signing.
        let time = DERTime.element(TestTime.now).bytes
        let place = try requireNotNil(der.indices.first { der[$0...].starts(with: time) })
        der[place + time.count - 2] = der[place + time.count - 2] == 0x30 ? 0x31 : 0x30
        try refuses(.valueInvalid, SignedData(der: der))
    }

    @Test("a changed value") func changedValue() throws {
        let message = try make.baseline(content)
        var signature = try message.onlySigner().signature
        let place = try requireNotNil(message.der.indices.first { message.der[$0...].starts(with: signature) })
        signature[0] ^= 1
        var der = message.der
        der.replaceSubrange(place..<place + signature.count, with: signature)
        try refuses(.valueInvalid, SignedData(der: der))
    }

    @Test("a signature without signed attributes") func noAttributes() throws {
        let signer = try make.baseline(content).onlySigner()
        let element = DERElement.sequence(
            signer.version,
            signer.identifier,
            signer.digestAlgorithm,
            signer.signatureAlgorithm,
            .octets(try ca.personKey.sign(content))
        )
        let der = DERElement.sequence(
            .oid(.signedData),
            .explicit(
                0,
                .sequence(
                    .integer(1),
                    .set(of: [signer.digestAlgorithm]),
                    .sequence(.oid(.data)),
                    .implicit(0, [DERElement(encoded: ca.person.der)]),
                    .set(of: [element])
                )
            )
        ).bytes
        try refuses(.malformed, SignedData(der: der))
    }

    @Test("a missing digest of the content") func noDigest() throws {
        try refuses(.contentChanged, signed(attributes().filter { $0.type != .messageDigest }))
    }

    @Test("a digest that stands twice") func twoDigests() throws {
        var list = try attributes()
        list.append(list[1])
        try refuses(.malformed, signed(list))
    }

    @Test("another type of content") func otherType() throws {
        var list = try attributes()
        list[0] = CMSAttribute(.contentType, .oid(.timestampInfo))
        try refuses(.contentChanged, signed(list))
    }

    @Test("a signature that does not name its certificate") func unnamed() throws {
        try refuses(.malformed, signed(attributes().filter { $0.type != .signingCertificateV2 }))
    }

    @Test("to call valid what is older than AdES and does not name its certificate") func unnamedButIntact() throws {
        let message = try signed(attributes().filter { $0.type != .signingCertificateV2 })
        func judge(_ content: [UInt8]) throws -> SignatureReport {
            let material = try make.material()
            return ca.validator.validate(
                message,
                content: .bytes(content),
                material: material,
                isPlain: true,
                at: TestTime.now + 60
            )
        }
        let intact = try judge(content)
        #expect(intact.verdict == .indeterminate && intact.findings == [refusal(.malformed)])
        #expect(intact.level == nil && intact.signer == ca.person)
        #expect(try judge(content + [0]).verdict == .invalid)
    }

    @Test("a signature that names another certificate of the same key") func renamed() throws {
        var plan = TestAuthority.personPlan
        plan.serial = 555
        let twin = try ca.issue(plan, key: ca.personKey)
        var list = try attributes()
        list[3] = try SigningCertificateAttribute.make(twin, .sha256)
        try refuses(.certificateInvalid, signed(list, certificates: [ca.person, twin]))
    }

    @Test("a certificate exchanged for one with the same name and number") func exchanged() throws {
        let twin = try ca.issue(TestAuthority.personPlan, key: ca.strangerKey)
        let message = try signed(attributes(), certificates: [twin])
        let report = ca.validator.validate(message, content: .bytes(content), at: TestTime.now)
        #expect(report.findings == [refusal(.certificateInvalid)])
    }

    @Test("to judge where the signer's certificate is missing, and to call it changed") func noCertificate() throws {
        let report = try report(signed(attributes(), certificates: []))
        #expect(report.verdict == .indeterminate && report.level == nil && report.signer == nil)
        #expect(report.findings == [refusal(.certificateInvalid)])
    }

    @Test("to call invalid what has a bystander's certificate of the same issuer and number beside it")
    func bystander() throws {
        // The one or the other is first by its encoding.
        for key in [ca.strangerKey, ca.responderKey, ca.strongKey] {
            let twin = try ca.issue(TestAuthority.personPlan, key: key)
            let report = try report(signed(attributes(), certificates: [twin, ca.person]))
            #expect(report.verdict == .valid && report.signer == ca.person)
        }
    }

    @Test("to call changed what is older than AdES and has a bystander's certificate beside it") func oldBystander()
        throws
    {
        let twin = try ca.issue(TestAuthority.personPlan, key: ca.strangerKey)
        let message = try signed(
            attributes().filter { $0.type != .signingCertificateV2 },
            certificates: [twin, ca.person]
        )
        let report = ca.validator.validate(
            message,
            content: .bytes(content),
            isPlain: true,
            at: TestTime.now + 60
        )
        #expect(report.verdict == .indeterminate && report.signer == ca.person)
    }

    @Test("to call valid what does not name the signer's digest") func unnamedDigest() throws {
        var message = try signed(attributes())
        message.digestAlgorithms = [DigestAlgorithm.sha512.identifier]
        let report = try report(message)
        #expect(report.verdict == .indeterminate && report.findings == [refusal(.malformed)])
    }

    @Test("CAdES without a time of signing") func noTime() throws {
        try refuses(.malformed, make.baseline(content, profile: .pades))
    }

    @Test("PAdES with a time of signing") func timeInPDF() throws {
        let report = try report(make.baseline(content), profile: .pades)
        #expect(report.findings == [refusal(.malformed)])
    }

    @Test("two signers") func twoSigners() throws {
        var message = try make.baseline(content)
        message.signers.append(try message.onlySigner())
        try refuses(.unsupported, message)
    }

    @Test("to trust an unknown issuer") func untrusted() throws {
        let validator = SignatureValidator(anchors: TrustAnchors([]), timestamps: ca.rules)
        let report = validator.validate(try make.baseline(content), content: .bytes(content), at: TestTime.now)
        #expect(report.verdict == .indeterminate && report.findings == [refusal(.certificateUntrusted)])
    }

    /// Another certificate's signature, with a good answer about it.
    private func report(by change: (inout TestCertificate) -> Void) throws -> SignatureReport {
        var plan = TestAuthority.personPlan
        plan.serial = 150
        change(&plan)
        let person = try ca.issue(plan, key: ca.personKey)
        let prepared = try CAdESBuilder(certificate: person, chain: [ca.issuer])
            .prepare(contentDigest: DigestAlgorithm.sha256.digest(content), signingTime: TestTime.now)
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        var material = try make.material()
        material.responses.append(try ca.ocsp(about: person, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now)))
        return ca.validator.validate(
            message,
            content: .bytes(content),
            material: material,
            at: TestTime.now + 60
        )
    }

    @Test(
        "a signer whose certificate is for something else only",
        arguments: ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"]
    )
    func otherPurpose(purpose: String) throws {
        let report = try report { $0.purposes = [OID(purpose) ?? .timeStamping] }
        #expect(report.verdict == .indeterminate && report.findings == [refusal(.certificateUnsuitable)])
    }

    @Test("a signer who is an authority") func authoritySigns() throws {
        let report = try report {
            $0.isAuthority = true
            $0.keyUsage = [.certificateSigning, .contentCommitment]
        }
        #expect(report.verdict == .indeterminate && report.findings == [refusal(.certificateUnsuitable)])
    }

    @Test("an authority that is itself the anchor, where its key is only for issuing", arguments: [true, false])
    func anchorSigns(isOnlyForIssuing: Bool) throws {
        var plan = TestCertificate(serial: 152, name: [(.commonName, "Self-signed")])
        plan.isAuthority = true
        plan.keyUsage = isOnlyForIssuing ? [.certificateSigning, .listSigning] : nil
        let own = try plan.issue(key: ca.personKey, by: ca.personKey, issuer: plan.subject)
        let prepared = try CAdESBuilder(certificate: own)
            .prepare(contentDigest: DigestAlgorithm.sha256.digest(content), signingTime: TestTime.now)
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let report = SignatureValidator(anchors: TrustAnchors([own]), timestamps: ca.rules)
            .validate(message, content: .bytes(content), at: TestTime.now)
        #expect(report.findings == (isOnlyForIssuing ? [refusal(.certificateUnsuitable)] : []))
    }

    @Test("a signer without any answer, whose certificate says that none is needed") func noCheck() throws {
        var plan = TestAuthority.personPlan
        plan.extras = [TestCertificate.make(.ocspNoCheck, .null)]
        plan.serial = 151
        let person = try ca.issue(plan, key: ca.personKey)
        let prepared = try CAdESBuilder(certificate: person, chain: [ca.issuer])
            .prepare(contentDigest: DigestAlgorithm.sha256.digest(content), signingTime: TestTime.now)
        let plain = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let report = try report(
            plain.adding(signatureTimestamp: ca.verifiedTimestamp(plain.signatureImprint())).adding(make.material())
        )
        #expect(report.findings == [refusal(.revocationUnavailable)] && report.level == .timestamped)
    }

    @Test("B-T with a timestamp over another signature") func foreignTimestamp() throws {
        var message = try make.baseline(content)
        let token = try ca.verifiedTimestamp(DigestAlgorithm.sha256.digest([3])).token
        message.signers[0].unsignedAttributes = [CMSAttribute(.signatureTimestamp, DERElement(encoded: token.der))]
        let report = try report(message)
        #expect(report.level == .baseline && report.findings == [refusal(.timestampFailed)])
    }

    @Test("B-T by an authority that was revoked, unless that came later and was harmless") func revokedAuthority()
        throws
    {
        func report(_ since: Date, _ reason: UInt8?) throws -> SignatureReport {
            let fault = AnswerFault(revokedSince: since, reason: reason, thisUpdate: TestTime.now)
            var material = try make.material()
            material.responses[1] = try ca.ocsp(about: ca.authority, by: ca.issuer, fault)
            return ca.validator.validate(
                try make.timestamped(content),
                content: .bytes(content),
                material: material,
                at: TestTime.now + 60
            )
        }
        for (since, reason) in [(TestTime.now - 9, nil), (TestTime.now + 9, 1), (TestTime.now - 9, 4)]
            as [(Date, UInt8?)]
        {
            let report = try report(since, reason)
            #expect(report.findings == [refusal(.timestampFailed)] && report.level == .baseline)
        }
        #expect(try report(TestTime.now + 9, 4).level == .timestamped)
    }

    @Test("B-LT without the issuer's status") func incomplete() throws {
        var material = try make.material()
        material.lists = []
        let message = try make.timestamped(content).adding(material)
        #expect(try report(message).level == .timestamped)
    }

    @Test("B-LTA after something it covers was taken away") func removed() throws {
        var message = try make.archival(content)
        message.revocations.removeFirst()
        let report = try report(message)
        #expect(report.level != .archival && report.findings == [refusal(.timestampFailed)])
    }

    @Test("B-LTA after an attribute was taken away") func removedAttribute() throws {
        var message = try make.archival(content)
        message.signers[0].unsignedAttributes.removeAll { $0.type == .signatureTimestamp }
        #expect(try report(message).findings == [refusal(.timestampFailed)])
    }

    @Test("to embed an archive timestamp after the message has changed") func changedSinceImprint() throws {
        let message = try make.timestamped(content)
        let imprint = try message.archiveImprint(contentDigest: DigestAlgorithm.sha256.digest(content))
        let timestamp = try ca.verifiedTimestamp(imprint.imprint)
        let changed = message.adding(try make.material())
        #expect(throws: refusal(.timestampFailed)) { try changed.adding(archiveTimestamp: timestamp, over: imprint) }
    }

    /// Elements that differ; what is read is counted before it is understood.
    private func elements(_ count: Int, in wrap: (DERElement) -> DERElement = { .sequence($0) }) -> [DERElement] {
        (1...count).map { wrap(.integer(UInt64($0))) }
    }

    private func refusesToRead(_ change: (inout SignedData, Int) throws -> Void) throws {
        for (count, isRead) in [(64, true), (65, false)] {
            var message = try make.baseline(content)
            try change(&message, count)
            if isRead {
                #expect(throws: Never.self) { try SignedData(der: message.der) }
            } else {
                #expect(throws: refusal(.malformed)) { try SignedData(der: message.der) }
            }
        }
    }

    @Test("a message with too many certificates") func manyCertificates() throws {
        try refusesToRead { message, count in
            var plan = TestAuthority.personPlan
            message.certificates = try (1...count).map { number in
                plan.serial = UInt64(1_000 + number)
                return try ca.issue(plan, key: ca.curveKey)
            }
        }
    }

    @Test("a message with too many lists") func manyLists() throws {
        try refusesToRead { $0.revocations = elements($1) }
    }

    @Test("a message with too many answers by responders") func manyResponses() throws {
        try refusesToRead { message, count in
            message.revocations = elements(64) + elements(count) { .implicit(1, [.oid(.ocspRevocation), $0]) }
        }
    }

    @Test("a message with too many timestamps", arguments: [OID.signatureTimestamp, .archiveTimestampV3])
    func manyTimestamps(type: OID) throws {
        try refusesToRead { message, count in
            message.signers[0].unsignedAttributes = elements(count).map { CMSAttribute(type, $0) }
        }
    }

    @Test("timestamps that bring too much") func heavyTimestamps() throws {
        for (count, isRead) in [(4, true), (5, false)] {
            var message = try make.timestamped(content)
            let token = try #require(message.signatureTimestamps().first)
            for number in 0..<count {
                var heavy = token.signedData
                heavy.revocations = elements(64) { .sequence($0, .integer(UInt64(number))) }
                message.signers[0].unsignedAttributes.append(
                    CMSAttribute(.signatureTimestamp, DERElement(encoded: heavy.der))
                )
            }
            let isRefused = try report(message).findings.contains { $0.detail.contains("bring too many") }
            #expect(isRefused != isRead)
        }
    }

    @Test("to count one timestamp twice") func sameTimestampTwice() throws {
        var message = try make.timestamped(content)
        message.signers[0].unsignedAttributes += message.signers[0].unsignedAttributes
        let report = try report(message)
        #expect(report.verdict == .valid && report.timestamps.count == 1)
    }

    @Test("a space in a PDF that holds more than the signature") func padding() throws {
        let der = try make.baseline(content).der
        #expect(throws: refusal(.malformed)) { try SignedData(padded: der + [0, 7]) }
        #expect(throws: refusal(.malformed)) { try SignedData(padded: [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]) }
    }
}
