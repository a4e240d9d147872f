import EIDMethod
import Testing

@Suite struct BrandColoursTests {
    // The first three by definition, the last two by WebAIM's published figures.
    @Test(
        arguments: [
            (0x00_0000, 0xFF_FFFF, 21.0), (0xFF_FFFF, 0x00_0000, 21.0), (0x12_3456, 0x12_3456, 1.0),
            (0x77_7777, 0xFF_FFFF, 4.48), (0x00_00FF, 0xFF_FFFF, 8.59),
        ] as [(UInt32, UInt32, Double)]
    )
    func tellsTheContrast(_ background: UInt32, _ text: UInt32, _ contrast: Double) {
        #expect(abs(BrandColours(background: background, text: text).contrast - contrast) < 0.01)
    }

    @Test func knowsNoColourBeyondTheLast() {
        #expect(
            BrandColours(background: 0xFFFF_FFFF, text: 0x0100_0000) == BrandColours(background: 0xFF_FFFF, text: 0)
        )
    }
}
