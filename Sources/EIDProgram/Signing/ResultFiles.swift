import FoundationEssentials

/// The files that one signing leaves: both or neither.
struct ResultFiles {
    /// Where the signed document goes.
    let signed: String
    /// Where the evidence goes, if it is wanted.
    let evidence: String?

    private var paths: [String] { [signed] + [evidence].compactMap { $0 } }

    /// Throws where one file would take the place of another.
    func keepApart(from input: String) throws {
        let files = ([input] + paths).map { URL(filePath: $0).resolvingSymlinksInPath().standardizedFileURL.path }
        guard Set(files).count == files.count else {
            throw SigningTrouble("The document, the signed file and the evidence must be different files.")
        }
    }

    /// Writes them; each appears whole, and where one cannot be written none stays.
    func write(signed bytes: [UInt8], evidence record: [UInt8]?) throws {
        do {
            try write(bytes, to: signed)
            if let evidence, let record { try write(record, to: evidence) }
        } catch {
            discard()
            throw error
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(UnwrittenFile) {
        do { try Data(bytes).write(to: URL(filePath: path), options: .atomic) } catch {
            throw UnwrittenFile(path, error)
        }
    }

    /// Removes what an earlier signing left there, so that nobody takes it for this one's.
    func discard() {
        for path in paths {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
