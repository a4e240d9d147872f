/// The countries whose documents itsme reads, in both ISO 3166-1 codes.
enum ItsmeCountry {
    /// Alpha-3 and alpha-2, in the order of itsme's documentation.
    static let supported: [(alpha3: String, alpha2: String)] = [
        ("BEL", "BE"), ("NLD", "NL"), ("LUX", "LU"), ("IRL", "IE"), ("PRT", "PT"), ("ITA", "IT"), ("FRA", "FR"),
        ("ESP", "ES"), ("GBR", "GB"), ("DEU", "DE"), ("FIN", "FI"), ("NOR", "NO"), ("SWE", "SE"), ("DNK", "DK"),
        ("ISL", "IS"), ("EST", "EE"), ("ROU", "RO"), ("AUT", "AT"), ("BGR", "BG"), ("CZE", "CZ"), ("GRC", "GR"),
        ("HUN", "HU"), ("POL", "PL"), ("SVK", "SK"), ("HRV", "HR"), ("LTU", "LT"), ("SVN", "SI"), ("LVA", "LV"),
        ("CYP", "CY"), ("MLT", "MT"), ("SRB", "RS"), ("MDA", "MD"),
    ]

    /// Reads a code into alpha-3: alpha-3 of any country, alpha-2 of a supported one, and the `D` of German documents
    /// (ICAO 9303 part 3).
    static func alpha3(_ text: String) -> String? {
        let code = text.uppercased()
        guard code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else { return nil }
        switch code.utf8.count {
        case 3: return code
        case 2: return supported.first { $0.alpha2 == code }?.alpha3
        case 1: return code == "D" ? "DEU" : nil
        default: return nil
        }
    }

    /// Reads a code into alpha-2: alpha-2 of any country, alpha-3 of a supported one.
    static func alpha2(_ text: String) -> String? {
        let code = text.uppercased()
        guard code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else { return nil }
        return code.utf8.count == 2 ? code : supported.first { $0.alpha3 == code }?.alpha2
    }
}
