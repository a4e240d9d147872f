/// What a signed file carries of what was handed in.
extension SignedFile {
    /// The document as it stands in a file that validates; `nil` where it stands outside.
    ///
    /// A PDF is signed by an update behind its last byte, so that it begins with the document, whose `size` says how far that
    /// goes. Of a container only one file can be the document.
    package static func document(in file: [UInt8], size: Int?) throws(SignatureError) -> [UInt8]? {
        if file.starts(with: PDFInspection.beginning) { return size.map { Array(file.prefix(max(0, $0))) } }
        if file.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            let files = try ZIPReader(file).members.filter { member in
                member.name != "mimetype" && !member.name.hasPrefix("META-INF/") && !member.name.hasSuffix("/")
            }
            guard let only = files.first, files.count == 1 else {
                throw SignatureError(.unsupported, "the container has several files, or none")
            }
            return only.content
        }
        if file.first == 0x30 { return try SignedData(der: file).content }
        let token = try token(file)
        return token.detached == nil ? token.content : nil
    }

    /// A token in either of its forms.
    static func token(_ file: [UInt8]) throws(SignatureError) -> JAdESSignature {
        var text = Substring(decoding: file, as: UTF8.self)
        while text.last?.isNewline == true { text.removeLast() }
        return file.first == UInt8(ascii: "{")
            ? try JAdESSignature(json: String(text)) : try JAdESSignature(compact: String(text))
    }
}
