public import EIDPDF

/// What a validator found out about a signed file.
public struct DocumentReport: Sendable {
    /// What kind of file it is.
    public enum Format: String, Codable, Sendable {
        /// A PDF with signatures inside.
        case pades = "PAdES"
        /// A signed message, with its document inside or beside it.
        case cades = "CAdES"
        /// A signed token, with its document inside or beside it.
        case jades = "JAdES"
        /// A container with files and their signatures.
        case asic = "ASiC-E"
    }

    /// What kind of file it is; `nil` if it is none that we know.
    public let format: Format?
    /// Every signature, in the order in which they were made.
    public internal(set) var signatures: [DocumentSignature] = []
    /// Why the file as a whole could not be judged.
    public internal(set) var findings: [SignatureError] = []
    /// What a careful reader should know about a PDF's content.
    public internal(set) var documentFindings: [PDFFinding.Kind] = []

    /// The worst of all verdicts; a file without a signature is not valid, and timestamps are none: nobody signed by them.
    public var verdict: SignatureReport.Verdict {
        guard findings.isEmpty, signatures.contains(where: { !$0.isTimestamp }) else { return .invalid }
        let verdicts = Set(signatures.map(\.report.verdict))
        return verdicts.contains(.invalid) ? .invalid : verdicts.contains(.indeterminate) ? .indeterminate : .valid
    }
}
