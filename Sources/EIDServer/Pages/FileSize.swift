import EIDMethod

/// A size as people read it.
enum FileSize {
    /// In the unit that keeps it short, with one digit behind the sign that the language uses.
    static func text(_ bytes: Int, _ language: Language) -> String {
        let isFrench = language == .fr
        let units = isFrench ? ["octets", "ko", "Mo", "Go"] : ["bytes", "kB", "MB", "GB"]
        var tenths = max(bytes, 0)
        guard tenths >= 1000 else { return "\(tenths)\u{a0}\(language == .de ? "Byte" : units[0])" }
        var unit = 1
        tenths /= 100
        while tenths >= 10_000, unit < units.count - 1 {
            tenths /= 1000
            unit += 1
        }
        return "\(tenths / 10)\(language == .en ? "." : ",")\(tenths % 10)\u{a0}\(units[unit])"
    }
}
