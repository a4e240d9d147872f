import EIDJSON
import EIDMethod

/// How one value comes out of the claims: where it stands, then a fixed series of changes, each at most once.
///
/// There is no recursion, no repetition and no reference from one rule to another, so that every rule ends, and what it
/// makes is bounded by what it was given.
struct ValueRule: Sendable {
    /// Where the value comes from.
    enum Source: Sendable, Hashable {
        /// The first of these that can be read.
        case first([ClaimPath])
        /// Those of these that are there, with a text in between.
        case joined([ClaimPath], separator: String)
        /// Always this.
        case constant(String)
    }

    /// Capital or small letters.
    enum LetterCase: String, Sendable, CaseIterable {
        case upper, lower
    }

    var source: Source
    var trims = true
    var prefixes: [ValuePrefix] = []
    var letterCase: LetterCase?
    /// Keyed by bytes: texts that merely look alike are not the same word.
    var words: [[UInt8]: String]?
    var country: CountryCode.Form?

    /// The longest text that is read or made.
    static let longest = 4096

    /// The claims that the rule reads.
    var paths: [ClaimPath] {
        switch source {
        case .first(let paths), .joined(let paths, _): paths
        case .constant: []
        }
    }

    /// Whether more changes than white space and case.
    var isChanging: Bool { !prefixes.isEmpty || words != nil || country != nil }

    /// The value, by a reader for one JSON value.
    func read<Value>(
        _ sources: ClaimSources,
        as reader: (JSONValue) throws(MappingFailure) -> Value,
        text finish: (String) throws(MappingFailure) -> Value
    ) -> Reading<Value> {
        switch source {
        case .constant(let text):
            return Reading<String>.value(text, claim: "").map { text throws(MappingFailure) in
                try finish(try changed(text))
            }
        case .first(let paths):
            var failed: Reading<Value> = .absent
            for path in paths {
                guard let value = sources.value(at: path) else { continue }
                let reading = Reading<JSONValue>.value(value, claim: path.text).map { value throws(MappingFailure) in
                    try reader(value)
                }
                if case .value = reading { return reading }
                if case .absent = failed { failed = reading }
            }
            return failed
        case .joined(let paths, let separator):
            return joined(paths, separator, sources).map { text throws(MappingFailure) in
                try finish(try changed(text))
            }
        }
    }

    /// The value as a text.
    func text(in sources: ClaimSources) -> Reading<String> {
        read(sources, as: { value throws(MappingFailure) in try self.text(of: value) }, text: { $0 })
    }

    /// The changed text of a JSON value; whole numbers only for a table of words, such as the sexes of ISO 5218.
    func text(of value: JSONValue) throws(MappingFailure) -> String {
        if let text = value.string { return try changed(text) }
        guard words != nil, let number = value.integer else { throw .wrongType }
        return try changed(String(number))
    }

    private func joined(_ paths: [ClaimPath], _ separator: String, _ sources: ClaimSources) -> Reading<String> {
        var texts: [String] = []
        var claims: [String] = []
        for path in paths {
            guard let value = sources.value(at: path) else { continue }
            guard let text = value.string else { return .unreadable(.wrongType, claim: path.text) }
            guard text.utf8.count <= Self.longest else { return .unreadable(.tooLong, claim: path.text) }
            texts.append(trims ? text.trimmed : text)
            claims.append(path.text)
        }
        guard !texts.isEmpty else { return .absent }
        return .value(texts.joined(separator: separator), claim: claims.joined(separator: ", "))
    }

    private func changed(_ original: String) throws(MappingFailure) -> String {
        guard original.utf8.count <= Self.longest else { throw .tooLong }
        var text = trims ? original.trimmed : original
        if !prefixes.isEmpty {
            guard let rest = prefixes.lazy.compactMap({ $0.rest(of: text) }).first else { throw .prefix }
            text = rest
        }
        switch letterCase {
        case .upper: text = text.uppercased()
        case .lower: text = text.lowercased()
        case nil: break
        }
        if let words {
            guard let word = words[Array(text.utf8)] else { throw .word }
            text = word
        }
        if let country {
            guard let code = CountryCode(text) else { throw .country }
            text = code.written(country)
        }
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        return text
    }
}
