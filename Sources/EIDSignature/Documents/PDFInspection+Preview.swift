import EIDPDF

extension PDFInspection {
    /// The document as it will look: with the visible signature, and zeros where the signature itself will stand.
    ///
    /// Refuses a picture or a place that could not be drawn.
    package func preview(_ signing: PDFSigning) throws(DocumentRefusal) -> [UInt8] {
        do {
            var update = try PDFUpdate(of: document, policy: signing.isStrict ? .strict : .standard)
            _ = try update.addSignature(
                SignaturePlacement(
                    signing.field(in: document),
                    dictionary: ["Type": .name("Sig"), "Filter": .name("Adobe.PPKLite")],
                    reservedBytes: 16,
                    appearance: signing.drawing(),
                    certification: signing.permission()
                )
            )
            return try document.bytes + update.prepared().appendix
        } catch let refusal as DocumentRefusal {
            throw refusal
        } catch let error as PDFError {
            throw DocumentRefusal(error)
        } catch {
            throw DocumentRefusal(.appearanceInvalid, "\(error)")
        }
    }
}
