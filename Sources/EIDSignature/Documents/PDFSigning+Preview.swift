import EIDPDF
import FoundationEssentials

extension PDFSigning {
    /// The document as it will look: with the visible signature, and zeros where the signature itself will stand.
    ///
    /// Throws `DocumentRefusal`, also for a picture or a place that could not be drawn.
    package func preview(_ document: [UInt8]) throws -> [UInt8] {
        try Self.translating {
            var limits = PDFLimits.standard
            limits.bytes = maximumBytes
            let document = try PDFDocument(parsing: document, limits: limits)
            var update = try PDFUpdate(of: document, policy: isStrict ? .strict : .standard)
            _ = try update.addSignature(
                SignaturePlacement(
                    field(in: document),
                    dictionary: ["Type": .name("Sig"), "Filter": .name("Adobe.PPKLite")],
                    reservedBytes: 16,
                    appearance: drawing(),
                    certification: permission()
                )
            )
            return try document.bytes + update.prepared().appendix
        }
    }
}
