import EIDJOSE
import EIDSignature
import FoundationEssentials

/// Everything that one preparation needs, looked up and checked.
struct Preparation {
    let order: SignatureOrder
    let document: DocumentInput
    let leaf: Certificate
    let intermediates: [Certificate]
    let scheme: SignatureScheme
    let policy: SignaturePolicy?
    let commitment: OID?
    /// By the content; `nil` where there is only a hash.
    let mediaType: String?
    let signingTime: Date
    let configuration: SigningConfiguration

    /// What is signed, by format.
    func content() throws(SigningFailure) -> PreparedDocument.Content {
        do {
            switch order.format {
            case .pades: return .pades(try pades())
            case .cades, .cadesEnveloping: return .cades(try cades(over: digest(), mediaType: mediaType))
            case .asice:
                return .cades(try cades(over: scheme.digest.digest(container().manifest), mediaType: "text/xml"))
            case .jades: return try jades()
            case .raw: return .raw(try ToBeSigned(digest: digest(), certificate: leaf, scheme: scheme))
            }
        } catch {
            throw SigningFailure(preparing: error)
        }
    }

    /// The document's digest by the scheme's algorithm.
    private func digest() throws -> [UInt8] {
        if let bytes = document.bytes, scheme.digest != .sha256 { return try scheme.digest.digest(bytes) }
        guard scheme.digest == .sha256 else {
            throw SigningFailure(.hashLength, "this signer's key needs a \(scheme.digest.rawValue) digest")
        }
        return document.sha256
    }

    private func cades(over digest: [UInt8], mediaType: String?) throws(SignatureError) -> PreparedCAdES {
        var builder = try CAdESBuilder(certificate: leaf, chain: intermediates, scheme: scheme)
        builder.policy = policy
        builder.commitment = commitment
        builder.mediaType = mediaType
        return try builder.prepare(contentDigest: digest, signingTime: signingTime)
    }

    private func container() throws(SignatureError) -> ASiCBuilder {
        try ASiCBuilder(document, mediaType: mediaType)
    }

    private func jades() throws -> PreparedDocument.Content {
        let builder = try JAdESBuilder(certificate: leaf, chain: intermediates, scheme: scheme)
        guard let bytes = document.bytes else {
            let file = (name: SignedFileName.safe(document.name), digest: document.sha256)
            return .jades(try builder.prepare(detached: [file], signingTime: signingTime))
        }
        let prepared = try builder.prepare(bytes, mediaType: mediaType, signingTime: signingTime)
        guard let header = prepared.header else { throw SigningFailure(.internalError, "a token without a header") }
        // The document itself is not stored a second time.
        let digest = try ToBeSigned(digest: prepared.toBeSigned.digest, certificate: leaf, scheme: scheme)
        return .jadesEnveloping(header: header, digest)
    }

    private func pades() throws -> PreparedPAdES {
        guard let bytes = document.bytes else { throw SigningFailure(.formatNotApplicable, "PAdES needs the document") }
        let name = leaf.subject.commonName ?? leaf.subject.organization ?? ""
        var signing = PDFSigning(order, name: name, at: signingTime, configuration)
        signing.policy = policy
        signing.commitment = commitment
        return try signing.prepare(
            bytes,
            certificate: leaf,
            chain: intermediates,
            scheme: scheme,
            signingTime: signingTime
        )
    }
}

extension PDFSigning {
    /// What a client wants to be seen and said of a signature, with the signer's name and the time filled in.
    init(_ order: SignatureOrder, name: String, at time: Date, _ configuration: SigningConfiguration) {
        self.init()
        fieldName = order.fieldName
        signerName = name.isEmpty ? nil : name
        reason = order.reason
        location = order.location
        certification = order.certification
        isStrict = configuration.documentPolicy == .strict
        maximumBytes = configuration.maximumDocumentBytes
        appearance = order.appearance.map { appearance in
            Appearance(
                page: appearance.page,
                rectangle: appearance.rectangle,
                lines: VisibleLines.of(appearance, name: name, reason: order.reason, at: time),
                image: appearance.image.map { Array($0) }
            )
        }
    }
}

extension ASiCBuilder {
    /// A container with one document.
    init(_ document: DocumentInput, mediaType: String?) throws(SignatureError) {
        try self.init([
            (name: SignedFileName.inContainer(document.name), mediaType: mediaType, content: document.bytes ?? [])
        ])
    }
}
