public import FoundationEssentials

/// Judges a CAdES signature, or the one inside a PDF: who, when, over what, at which level.
public struct SignatureValidator: Sendable {
    /// Where signers' paths may end.
    public let anchors: TrustAnchors
    /// What makes a timestamp believable.
    public let timestamps: TimestampRules
    /// Turns claims about being qualified into facts.
    public var trustedLists: [TrustedList] = []

    /// Trusts signers below the anchors, and timestamps by the rules.
    public init(anchors: TrustAnchors, timestamps: TimestampRules) {
        self.anchors = anchors
        self.timestamps = timestamps
    }

    /// How many certificates, answers and lists a message and its timestamps may bring, of each kind; and how many timestamps
    /// all signatures of a file.
    static let most = 256

    /// Validates a message over its content.
    ///
    /// `material` is what stands beside the message, such as in a PDF's document security store, or was fetched just now.
    /// Only what is inside the message, or `isEmbedded`, counts for the level. `existedAt` is a time at which the whole
    /// message is known to have existed, such as that of a timestamp over the PDF around it. What is older than AdES
    /// (`isPlain`) may leave its certificate unnamed: it is intact then, and never more than indeterminate.
    public func validate(
        _ message: SignedData,
        content: SignedContent,
        profile: SignatureProfile = .cades,
        material: ValidationMaterial = ValidationMaterial(),
        isEmbedded: Bool = false,
        existedAt: Date? = nil,
        isPlain: Bool = false,
        at now: Date
    ) -> SignatureReport {
        var report = SignatureReport()
        report.provenTime = existedAt.map { min($0, now) }
        let isNamed: Bool
        do throws(SignatureError) {
            isNamed = try checkCore(message, content, profile, material, isPlain: isPlain, &report)
        } catch {
            report.findings.append(error)
            return report
        }
        var inside = message.material
        guard [inside.certificates.count, inside.responses.count, inside.lists.count].allSatisfy({ $0 <= Self.most })
        else {
            report.findings.append(
                SignatureError(.malformed, "the timestamps bring too many certificates or answers about revocation")
            )
            return report
        }
        inside.known = material.known
        var everything = inside
        everything.merge(material)
        var archived = ArchivedParts()
        let provenAt = checkTimestamps(message, content, everything, at: now, &archived, &report)
        report.checkClaimedTime()
        checkTrust(everything, at: provenAt, asOf: now, &report)
        // Every baseline level begins with the name of the certificate.
        report.level =
            isNamed ? level(of: message, isEmbedded ? everything : inside, archived, report, asOf: now) : nil
        return report
    }

    /// The rules for timestamps, whose authorities' issuers may stand anywhere in the file.
    func rules(with material: ValidationMaterial) -> TimestampRules {
        var rules = timestamps
        rules.intermediates += material.certificates
        return rules
    }

    /// Attributes, certificate and value: without these there is no signature; tells whether it names its certificate.
    private func checkCore(
        _ message: SignedData,
        _ content: SignedContent,
        _ profile: SignatureProfile,
        _ material: ValidationMaterial,
        isPlain: Bool,
        _ report: inout SignatureReport
    ) throws(SignatureError) -> Bool {
        let place = "the signed attributes"
        let signer = try message.onlySigner()
        report.scheme = signer.scheme
        guard signer.signedBytes != nil else {
            throw SignatureError(.malformed, "the signature has no signed attributes")
        }
        let attributes = signer.signedAttributes
        guard try attributes.single(.contentType, place) == .oid(message.contentType) else {
            throw SignatureError(.contentChanged, "the signature is about another type of content")
        }
        guard try attributes.single(.messageDigest, place) == .octets(content.digest(signer.digest, of: message)) else {
            throw SignatureError(.contentChanged, "the content is not what was signed")
        }
        let reference = try attributes.single(.signingCertificateV2, place)
        let unnamed = SignatureError(.malformed, "the signature does not name its certificate")
        guard reference != nil || isPlain else { throw unnamed }
        let known = message.certificates + material.certificates
        guard let certificate = try Self.certificate(of: signer, reference, among: known) else {
            // EN 319 102-1 §5.2.3.4 (NO_SIGNING_CERTIFICATE_FOUND): whoever has it may come to another verdict.
            report.verdict = .indeterminate
            throw SignatureError(.certificateInvalid, "the signer's certificate is missing")
        }
        report.signer = certificate
        let time = try attributes.single(.signingTime, place)
        if let time { report.claimedTime = try DERReader.parse(time.bytes, place).time(place) }
        guard (time == nil) == (profile == .pades) else {
            throw SignatureError(.malformed, "the time of signing stands where it must not, or is missing")
        }
        report.value = try signer.verifiedValue(by: certificate)
        if !message.names(signer.digest) {
            report.findings.append(
                SignatureError(.malformed, "the message does not name the signer's digest among its own")
            )
        }
        // Another certificate of the same key could take this one's place.
        if reference == nil { report.findings.append(unnamed) }
        return reference != nil
    }

    /// From the newest timestamp to the oldest: each must have been believable when the first one that covers it was made,
    /// and where none does, now.
    private func checkTimestamps(
        _ message: SignedData,
        _ content: SignedContent,
        _ material: ValidationMaterial,
        at now: Date,
        _ archived: inout ArchivedParts,
        _ report: inout SignatureReport
    ) -> Date {
        let outside = min(now, report.provenTime ?? now)
        var proven = report.provenTime
        var judgement = TimestampJudgement(rules(with: material), material)
        do throws(SignatureError) {
            for token in try message.archiveTimestamps().reversed() {
                let moment = min(outside, try archived.existence(of: token, .archiveTimestampV3) ?? outside)
                let digest = try content.digest(token.info.algorithm, of: message)
                let index = try message.hashIndex(of: token)
                let imprint = try message.expectedImprint(of: token, index, contentDigest: digest)
                guard let verified = try judgement.add(.archive, token, imprint: imprint, at: moment, to: &report)
                else {
                    continue
                }
                archived.add(index, at: min(moment, verified.time))
                proven = min(proven ?? moment, moment, verified.time)
            }
            for token in try message.signatureTimestamps() {
                let moment = min(outside, try archived.existence(of: token, .signatureTimestamp) ?? outside)
                let imprint = try message.signatureImprint(token.info.algorithm)
                guard let verified = try judgement.add(.signature, token, imprint: imprint, at: moment, to: &report)
                else { continue }
                proven = min(proven ?? moment, moment, verified.time)
            }
        } catch {
            report.findings.append(error)
        }
        judgement.conclude(&report)
        report.provenTime = proven
        return proven ?? now
    }
}

extension SignatureReport {
    mutating func add(_ kind: Timestamp.Kind, _ verified: VerifiedTimestamp) {
        guard let authority = verified.path.certificates.first else { return }
        timestamps.append(Timestamp(kind: kind, time: verified.token.info.time, authority: authority))
    }
}
