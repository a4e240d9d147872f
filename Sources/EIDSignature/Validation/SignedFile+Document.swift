import EIDJOSE

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
        if file.first == 0x30 || ArmouredMessage.begins(text(of: file)) { return try message(file).content }
        let token = try token(file)
        return token.detached == nil ? token.content : nil
    }

    /// A message in either of its forms.
    static func message(_ file: [UInt8]) throws(SignatureError) -> SignedData {
        guard file.first != 0x30, let message = try ArmouredMessage.message(in: text(of: file)) else {
            return try SignedData(der: file)
        }
        return try SignedData(der: message)
    }

    /// A token in either of its forms.
    static func token(_ file: [UInt8]) throws(SignatureError) -> JAdESSignature {
        let text = text(of: file)
        let token = String(decoding: text, as: UTF8.self)
        return text.first == UInt8(ascii: "{") ? try JAdESSignature(json: token) : try JAdESSignature(compact: token)
    }

    /// Whether a file begins as a token in either of its forms does: with an object, as it is or in base64url.
    static func isToken(_ file: [UInt8]) -> Bool {
        let text = text(of: file)
        if text.first == UInt8(ascii: "{") || text.starts(with: Array("eyJ".utf8)) { return true }
        // A header may begin with white space, or have some in front of its first name.
        let beginning = String(decoding: text.prefix(64).prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
        let whole = beginning.prefix(beginning.utf8.count / 4 * 4)
        let header = Base64URL.decode(String(whole))
        return header?.first { !isSpace($0) } == UInt8(ascii: "{")
    }

    /// A text without the byte order mark and the white space that editors and transports put around it.
    static func text(of file: [UInt8]) -> ArraySlice<UInt8> {
        var text = file[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        text = text.drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return text
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
