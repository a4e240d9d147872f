import Testing

/// Every text for people is there in every language.
///
/// That none is forgotten, the compiler sees; these look for texts that were copied instead of being translated.
@Suite struct TranslationTests {
    /// One call of `LocalizedText` with all its languages.
    struct Text {
        let place: String
        let languages: [String: String]
    }

    /// Words that are the same in several languages, and names.
    private static let shared: Set<String> = ["QR", "BankID", "PIN"]

    private static func texts() throws -> [Text] {
        let pattern = /(nl|fr|de|en|sv):\s*"((?:[^"\\]|\\.)*)"/
        return try SourceTree.shipped().filter { !$0.path.contains("/Tests/") }.flatMap { file in
            file.text.split(separator: "LocalizedText(").dropFirst().compactMap { call -> Text? in
                var languages: [String: String] = [:]
                for match in call.prefix(2000).matches(of: pattern) where languages[String(match.1)] == nil {
                    languages[String(match.1)] = String(match.2)
                }
                return languages["nl"] == nil ? nil : Text(place: file.path, languages: languages)
            }
        }
    }

    @Test func everyTextSpeaksEveryLanguage() throws {
        let texts = try Self.texts()
        #expect(texts.count > 100)
        for text in texts {
            #expect(Set(text.languages.keys) == ["nl", "fr", "de", "en", "sv"], "\(text.place): \(text.languages)")
            #expect(text.languages.values.allSatisfy { !$0.isEmpty }, "\(text.place): \(text.languages)")
        }
    }

    @Test func swedishIsNoCopyOfAnotherLanguage() throws {
        for text in try Self.texts() {
            let swedish = text.languages["sv"] ?? ""
            guard !Self.shared.contains(swedish) else { continue }
            for other in ["nl", "fr", "de", "en"] {
                #expect(text.languages[other] != swedish, "\(text.place): \(swedish) is the same in \(other)")
            }
        }
    }
}
