public import FoundationEssentials

/// Judging containers by the same rules.
extension SignatureValidator {
    /// Validates every signature of an ASiC-E container with CAdES, and that each covers all of its files.
    public func validate(
        container bytes: [UInt8],
        material: ValidationMaterial = ValidationMaterial(),
        at now: Date
    ) -> DocumentReport {
        var report = DocumentReport(format: .asic)
        do throws(SignatureError) {
            let archive = try ZIPReader(bytes)
            guard archive.members.first?.name == "mimetype",
                archive.members.first?.content == Array(ASiCBuilder.mediaType.utf8)
            else { throw SignatureError(.unsupported, "the container is no ASiC-E") }
            let names = archive.members.map(\.name).filter { $0.hasPrefix("META-INF/") && !$0.hasSuffix("/") }
            let manifests = names.filter { $0.hasPrefix("META-INF/ASiCManifest") && $0.hasSuffix(".xml") }
            let signatures = names.filter { $0.hasSuffix(".p7s") }
            guard !signatures.isEmpty, signatures.count <= 64, manifests.count <= 64 else {
                throw SignatureError(.malformed, "the container has no signature, or too many")
            }
            var lists: [[UInt8]: (bytes: [UInt8], manifest: ASiCManifest)] = [:]
            for name in manifests {
                let content = archive.content(name) ?? []
                let manifest = try ASiCManifest(xml: content)
                guard let signature = manifest.signature.map({ Array($0.utf8) }), lists[signature] == nil else {
                    throw SignatureError(.malformed, "a signature of the container has two manifests")
                }
                lists[signature] = (content, manifest)
            }
            // A list without its signature, another kind of signature or any other file here would go with what is signed.
            let known = Set((manifests + signatures).map { Array($0.utf8) })
            if lists.count != signatures.count || !names.allSatisfy({ known.contains(Array($0.utf8)) }) {
                let detail = "the container's META-INF has something that is not judged"
                report.findings.append(SignatureError(.coverage, detail))
            }
            var digests = ContainerDigests(archive)
            var stamps = 0
            for name in signatures {
                var result = DocumentSignature(place: name)
                do throws(SignatureError) {
                    guard let list = lists[Array(name.utf8)], let der = archive.content(name) else {
                        throw SignatureError(.unsupported, "a signature of the container has no manifest")
                    }
                    let message = try SignedData(der: der)
                    stamps += message.timestampCount
                    guard stamps <= Self.most else {
                        throw SignatureError(.malformed, "the container has too many timestamps")
                    }
                    result.report = validate(
                        message,
                        content: .bytes(list.bytes),
                        material: material,
                        at: now
                    )
                    try digests.check(list.manifest)
                    result.coversWholeFile = true
                } catch {
                    result.report.findings.insert(error, at: 0)
                    result.report.verdict = .invalid
                }
                report.signatures.append(result)
            }
        } catch { report.findings.append(error) }
        return report
    }
}
