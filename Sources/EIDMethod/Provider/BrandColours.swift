import Glibc

/// The colours of a method's button where its brand asks for them.
public struct BrandColours: Sendable, Hashable {
    /// Behind the text, as `0xRRGGBB`.
    public let background: UInt32
    /// The text, as `0xRRGGBB`.
    public let text: UInt32

    /// Makes colours; people must be able to read them: WCAG 2.2 §1.4.3 wants a contrast of 4.5, which the suite checks.
    public init(background: UInt32, text: UInt32) {
        self.background = background & 0xFF_FFFF
        self.text = text & 0xFF_FFFF
    }

    /// The contrast of the two (WCAG 2.2, "contrast ratio"), between 1 and 21.
    public var contrast: Double {
        let (first, second) = (Self.luminance(background), Self.luminance(text))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    private static func luminance(_ colour: UInt32) -> Double {
        func channel(_ shift: UInt32) -> Double {
            let value = Double((colour >> shift) & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }
}
