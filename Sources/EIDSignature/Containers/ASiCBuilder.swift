import EIDJOSE

/// An ASiC-E container (ETSI EN 319 162-1): several files, and one CAdES signature over their manifest.
public struct ASiCBuilder: Codable, Hashable, Sendable {
    /// The media type of the container, which is also its first member.
    public static let mediaType = "application/vnd.etsi.asic-e+zip"
    /// The longest file that is put inside: the signature needs room as well.
    package static let largestContent = ZIPReader.mostRoom - SignedData.largest
    private static let signatureName = "META-INF/signature001.p7s"

    private let files: [File]

    private struct File: Codable, Hashable, Sendable {
        let name: String
        let mediaType: String?
        let content: Octets
    }

    /// Takes the files; names are relative paths outside of `META-INF`.
    public init(_ files: [(name: String, mediaType: String?, content: [UInt8])]) throws(SignatureError) {
        guard !files.isEmpty else { throw SignatureError(.malformed, "a container needs a file") }
        for file in files {
            let first = file.name.split(separator: "/").first?.lowercased()
            guard first != "meta-inf", file.name.lowercased() != "mimetype" else {
                throw SignatureError(.malformed, "a file has a name that the container needs itself")
            }
        }
        self.files = files.map { File(name: $0.name, mediaType: $0.mediaType, content: Octets($0.content)) }
        _ = try archive(signature: [])  // refuses names that no container can have, before anything is signed
    }

    /// What is signed: a list of the files with their digests.
    public var manifest: [UInt8] {
        let references = files.map { file in
            let type = file.mediaType.map { " MimeType=\"\(Self.escaped($0))\"" } ?? ""
            return """
                <asic:DataObjectReference URI="\(Self.uri(file.name))"\(type)>\
                <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
                <ds:DigestValue>\(Base64.encode(SHA256.digest(file.content.bytes)))</ds:DigestValue>\
                </asic:DataObjectReference>
                """
        }
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\
            <asic:SigReference URI="\(Self.signatureName)" MimeType="application/pkcs7-signature"/>\
            \(references.joined())</asic:ASiCManifest>
            """
        return Array(text.utf8)
    }

    /// The container with a detached signature over the manifest.
    public func container(with signature: SignedData) throws(SignatureError) -> [UInt8] {
        let signer = try signature.onlySigner()
        let digest = try signer.signedAttributes.single(.messageDigest, "the signature")
        guard signature.content == nil, digest == .octets(try signer.digest.digest(manifest)) else {
            throw SignatureError(.contentChanged, "the signature is not over this container's manifest")
        }
        return try archive(signature: signature.der)
    }

    /// §4.4.3: the media type comes first and uncompressed, so that it can be read at a fixed place.
    private func archive(signature: [UInt8]) throws(SignatureError) -> [UInt8] {
        var archive = ZIPArchive()
        try archive.add("mimetype", Array(Self.mediaType.utf8))
        for file in files { try archive.add(file.name, file.content.bytes) }
        try archive.add("META-INF/ASiCManifest001.xml", manifest)
        try archive.add(Self.signatureName, signature)
        return try archive.bytes()
    }

    /// RFC 3986: everything but unreserved characters and the slash is escaped, which also leaves nothing to XML.
    private static func uri(_ name: String) -> String {
        PercentEncoding.escaped(name, keeping: UInt8(ascii: "/"))
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
    }
}
