public import EIDJOSE
public import EIDSignature
public import FoundationEssentials

/// Verifies evidence without the broker and without any network: by what it carries, and by whom the reader trusts.
///
/// ```
/// seal       value → certificate → timestamp        who vouches for the record, and since when
/// record     commitment → items → attributes         what the upstream said about person and documents
/// documents  files → values → certificates           what was signed, with which key
/// ```
///
/// Every key set in the record is vouched for by the seal alone: whoever doubts the operator compares it with what the
/// upstream published.
public struct EvidenceVerifier: Sendable {
    /// A file that should belong to the signing, as handed in or as signed.
    public struct File: Sendable {
        /// Its name, for messages.
        public let name: String
        /// Its content.
        public let bytes: [UInt8]

        /// Takes a file.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    let anchors: TrustAnchors
    let timestamps: TimestampRules
    let brokerKeys: JWKSet?

    /// Trusts seals and signers below `anchors`, timestamps below `timestampAnchors`, and, for evidence without a seal, the
    /// keys that the broker published.
    public init(anchors: TrustAnchors, timestampAnchors: TrustAnchors, brokerKeys: JWKSet? = nil) {
        self.anchors = anchors
        timestamps = TimestampRules(anchors: timestampAnchors)
        self.brokerKeys = brokerKeys
    }

    /// Looks at everything that can be looked at; nothing in it is believed before the seal holds.
    public func verify(_ evidence: [UInt8], files: [File] = [], at now: Date) -> EvidenceReport {
        var report = EvidenceReport()
        guard let seal = openSeal(evidence, at: now, &report) else { return report }
        let record: EvidenceRecord
        do {
            record = try EvidenceRecord(serialized: seal.payload)
        } catch {
            report.fail(.record, "The record cannot be read: \(error).")
            return report
        }
        report.transaction = record.transaction
        report.client = record.client
        report.kind = record.kind
        report.pass(.record, "The record is complete and written as the broker writes it.")
        checkAnswers(seal, record, &report)
        checkSealRevocation(seal, record, at: now, &report)
        checkCommitment(record, &report)
        let tokens = checkItems(record, &report)
        checkBinding(record, tokens, &report)
        let speakers = EvidenceSpeakers(tokens, of: record)
        checkAttributes(record, speakers, &report)
        checkAssurance(record, speakers, &report)
        checkMethod(record, &report)
        checkHolder(record, &report)
        checkTimeline(record, tokens, sealed: seal.time, &report)
        checkOperator(record, sealedBy: seal.signer, &report)
        checkFiles(record, files, sealed: seal.time, at: now, &report)
        checkSignatures(record, sealed: seal.time, at: now, &report)
        return report
    }
}
