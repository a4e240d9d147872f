/// Whether some bytes are a PNG: its chunks, in order and whole.
///
/// What the pixels are is for the browser to find out.
enum PNGOutline {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let side = 1...2048

    static func check(_ bytes: [UInt8]) throws(MethodLogo.Refusal) {
        var rest = bytes.dropFirst(signature.count)
        var kinds: [String] = []
        while !rest.isEmpty {
            guard rest.count >= 12 else { throw MethodLogo.Refusal("is a PNG that ends too early") }
            let length = number(rest.prefix(4))
            let kind = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
            guard length <= rest.count - 12 else { throw MethodLogo.Refusal("is a PNG that ends too early") }
            let content = rest.dropFirst(8).prefix(length)
            if kinds.isEmpty {
                guard kind == "IHDR", length == 13, side.contains(number(content.prefix(4))),
                    side.contains(number(content.dropFirst(4).prefix(4)))
                else { throw MethodLogo.Refusal("is a PNG without a size from 1 to 2048 pixels") }
            }
            guard allowed.contains(kind) else {
                throw MethodLogo.Refusal("is a PNG that does more than show a picture, or holds more than one")
            }
            kinds.append(kind)
            rest = rest.dropFirst(12 + length)
            if kind == "IEND" { break }
        }
        guard rest.isEmpty, kinds.last == "IEND", kinds.contains("IDAT"), kinds.filter({ $0 == "IHDR" }).count == 1
        else {
            throw MethodLogo.Refusal("is a PNG without an end, or with something behind it")
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    private static let allowed: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYS", "tIME", "tEXt",
        "zTXt", "iTXt", "eXIf", "cICP",
    ]
}
