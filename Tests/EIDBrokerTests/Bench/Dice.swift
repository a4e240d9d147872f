/// A generator that repeats itself, so that a failure can be looked at.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }

    /// A text with some of its bytes changed, dropped, doubled or cut off, and pieces that parsers stumble over put in.
    mutating func damaged(_ text: String, with pieces: [String]) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0...Int.random(in: 0...3, using: &self) {
            let place = Int.random(in: 0...bytes.count, using: &self)
            switch Int.random(in: 0...5, using: &self) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &self), at: place)
            case 3: bytes = Array(bytes.prefix(place))
            case 4: bytes.insert(contentsOf: bytes.suffix(Int.random(in: 0...12, using: &self)), at: place)
            default: bytes.insert(contentsOf: (pieces.randomElement(using: &self) ?? "").utf8, at: place)
            }
        }
        return bytes
    }
}
