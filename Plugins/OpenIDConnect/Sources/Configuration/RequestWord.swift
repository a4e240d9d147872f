/// A word on the wire: in `scope`, in `acr_values` and in names of parameters, where a space would begin another one.
enum RequestWord {
    static let expectation = "must be one printable word of at most 255 characters"

    /// Visible ASCII without quotes and backslashes (RFC 6749 §3.3).
    static func isValid(_ text: String) -> Bool {
        (1...255).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
    }
}
