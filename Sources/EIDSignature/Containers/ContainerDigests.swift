/// The digests of a container's files, each made once however many signatures cover it.
struct ContainerDigests {
    private let archive: ZIPReader
    private var known: [DigestAlgorithm: [[UInt8]: [UInt8]]] = [:]

    init(_ archive: ZIPReader) { self.archive = archive }

    /// Refuses a manifest unless it lists every file, with the digest that the file has.
    mutating func check(_ manifest: ASiCManifest) throws(SignatureError) {
        for reference in manifest.references {
            guard let algorithm = reference.algorithm, let digest = try digest(reference.name, algorithm),
                digest == reference.digest
            else { throw SignatureError(.contentChanged, "a file in the container is not what was signed") }
        }
        let listed = Set(manifest.references.map { Array($0.name.utf8) })
        for member in archive.members
        where member.name != "mimetype" && !member.name.hasPrefix("META-INF/") && !member.name.hasSuffix("/") {
            // One that is not listed would seem to be signed.
            guard listed.contains(Array(member.name.utf8)) else {
                throw SignatureError(.coverage, "a file in the container is not signed")
            }
        }
    }

    private mutating func digest(_ name: String, _ algorithm: DigestAlgorithm) throws(SignatureError) -> [UInt8]? {
        let key = Array(name.utf8)
        if let digest = known[algorithm]?[key] { return digest }
        guard let content = archive.content(name) else { return nil }
        let digest = try algorithm.digest(content)
        known[algorithm, default: [:]][key] = digest
        return digest
    }
}
