import EIDJOSE
import EIDMethod

/// Portraits: JPEG, PNG or JPEG 2000 of a bounded size, told apart by their first bytes.
enum ItsmePicture {
    /// The largest picture taken over.
    static let maximumBytes = 1_048_576

    /// A picture from its bytes; `nil` for anything that is not one of the three formats.
    static func image(_ bytes: [UInt8]) -> Image? {
        guard bytes.count <= maximumBytes else { return nil }
        return signatures.first { bytes.starts(with: $0.prefix) }.map { Image(mediaType: $0.mediaType, bytes: bytes) }
    }

    /// A picture from base64, with or without line breaks.
    static func image(base64 text: String) -> Image? {
        guard text.utf8.count <= maximumBytes / 3 * 4 + 4096 else { return nil }
        let compact = text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        return Base64.decode(String(decoding: compact, as: UTF8.self)).flatMap { image($0) }
    }

    private static let signatures: [(prefix: [UInt8], mediaType: String)] = [
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A], "image/jp2"),
    ]
}
