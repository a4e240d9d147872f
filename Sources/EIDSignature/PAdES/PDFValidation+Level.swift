import FoundationEssentials

extension PDFValidation {
    /// The levels of EN 319 142-1: everything that counts must stand in the file, and hold.
    func level(of message: SignedData, _ report: SignatureReport, end: Int) -> SignatureLevel {
        guard let proven = report.provenTime, let signer = report.path else { return .baseline }
        var paths = [signer]
        let own = report.timestamps.filter { $0.kind == .signature }
        for timestamp in own {
            guard let path = authorityPath(timestamp.authority, message, at: timestamp.time) else {
                return .timestamped
            }
            paths.append(path)
        }
        // Without a timestamp of its own, the first one over the file is what proves the time.
        let later = proofs.filter { $0.end > end }
        if own.isEmpty, let first = later.min(by: { $0.end < $1.end }) { paths.append(first.timestamp.path) }
        guard isComplete(embedded, message, paths, at: proven) else { return .timestamped }
        guard let archived, later.contains(where: { $0.end == archived.end }),
            isComplete(archived.store, message, paths, at: proven)
        else { return .longTerm }
        return .archival
    }

    private func isComplete(
        _ store: ValidationMaterial,
        _ message: SignedData,
        _ paths: [CertificatePath],
        at moment: Date
    ) -> Bool {
        var material = store
        material.merge(message.material)
        return material.isComplete(for: paths, at: moment, asOf: now)
    }

    private func authorityPath(_ authority: Certificate, _ message: SignedData, at time: Date) -> CertificatePath? {
        try? validator.timestamps.anchors.path(
            for: authority,
            through: message.material.certificates + validator.timestamps.intermediates,
            at: time,
            purpose: .timestamping
        )
    }
}
