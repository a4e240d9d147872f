import EIDJSON
import Testing

/// What a strict reader must not take.
@Suite struct JSONParsingTests {
    private func code(_ text: String, limits: JSONLimits = .token) -> JSONError.Code? {
        code(Array(text.utf8), limits: limits)
    }

    private func code(_ bytes: [UInt8], limits: JSONLimits = .token) -> JSONError.Code? {
        do throws(JSONError) {
            _ = try JSONValue.parse(bytes, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func refusesDuplicateNames() {
        #expect(code(#"{"a":1,"a":2}"#) == .duplicateName)
        #expect(code(#"{"a":1,"\u0061":2}"#) == .duplicateName)
        #expect(code(#"{"x":{"a":1,"a":1}}"#) == .duplicateName)
    }

    @Test("names that Unicode calls equivalent are two names")
    func keepsEquivalentNamesApart() throws {
        let value = try JSONValue.parse("{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(value["\u{E9}"]?.integer == 1)
        #expect(value["e\u{301}"]?.integer == 2)
        #expect(!"\u{E9}".sameBytes(as: "e\u{301}"))
    }

    @Test func refusesByteOrderMark() { #expect(code([0xEF, 0xBB, 0xBF] + Array("{}".utf8)) == .syntax) }
    @Test func refusesUTF16() { #expect(code([0x7B, 0, 0x7D, 0]) != nil) }
    @Test func refusesInvalidUTF8() {
        #expect(code([0x5B, 0x22, 0xFF, 0x22, 0x5D]) == .invalidUTF8)
        #expect(code([0x5B, 0x22, 0xC0, 0x80, 0x22, 0x5D]) == .invalidUTF8)
        #expect(code(#"["\ud800"]"#) != nil)
    }
    @Test func refusesNUL() {
        #expect(code(#"["\u0000"]"#) == .nulCharacter)
        #expect(code(#"{"\u0000":1}"#) == .nulCharacter)
        #expect(code("{}\u{0}") == .nulCharacter)
        #expect(code("[\"\u{0}\"]") != nil)
    }
    @Test(arguments: [
        "{} x", "[1,]", "{\"a\":1,}", "{'a':1}", "[01]", "[+1]", "[NaN]", "[.5]", "//\n{}", "", " ", "{", "1",
    ])
    func refusesWhatIsNotJSON(text: String) { #expect(code(text) == .syntax) }
    @Test func refusesNumbersBeyond64Bits() {
        #expect(code("[9223372036854775808]") == .numberOutOfRange)
        #expect(code("[1e999]") == .numberOutOfRange)
    }
    @Test func refusesLongDocuments() {
        #expect(code("[" + String(repeating: " ", count: 70_000) + "]") == .tooLarge)
    }
    @Test func refusesManyValues() {
        func code(_ text: String) -> JSONError.Code? {
            do throws(JSONError) {
                _ = try JSONValue.parse(text, limits: JSONLimits(maximumValues: 10))
                return nil
            } catch { return error.code }
        }
        #expect(code("[1,1,1,1,1,1,1,1,\",,,,\"]") == nil)
        #expect(code("[1,1,1,1,1,1,1,1,1,1]") == .tooLarge)
        #expect(code("[[],[],[],[],[]]") == .tooLarge)
        #expect(code("{\"a\":{\"b\":{\"c\":{\"d\":[1,2,3,4,5,6]}}}}") == .tooLarge)
    }
    @Test func refusesDeepDocuments() {
        let deep = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        #expect(code(deep(16)) == nil)
        #expect(code(deep(17)) == .tooDeep)
        #expect(code(deep(30_000)) == .tooDeep)
        #expect(code(#"["[[[[[[[[[[[[[[[[[[[[[", "\"[[[[[[[[[[[[[[[[[["]"#) == nil)
    }

    @Test func errorsDoNotQuoteTheDocument() throws {
        let error = #expect(throws: JSONError.self) { try JSONValue.parse(#"{"name":"Jansen" "x"}"#) }
        #expect(error?.description.contains("Jansen") == false)
        #expect(error?.path.hasPrefix("byte ") == true)
    }
}

@Suite struct JSONReadingTests {
    @Test func readsEveryKind() throws {
        let value = try JSONValue.parse(#"{"s":"é\n","i":-7,"r":1.5,"t":true,"n":null,"a":[1,"x"],"o":{"k":"v"}}"#)
        #expect(value["s"]?.string == "é\n")
        #expect(value["i"]?.integer == -7)
        #expect(value["r"]?.number == 1.5)
        #expect(value["r"]?.integer == nil)
        #expect(value["t"]?.boolean == true)
        #expect(value["n"]?.isNull == true)
        #expect(value["a"]?[index: 1]?.string == "x")
        #expect(value["a"]?[index: 2] == nil)
        #expect(value["a"]?[index: -1] == nil)
        #expect(value["o"]?["k"]?.string == "v")
        #expect(value.members?.map(\.name) == ["s", "i", "r", "t", "n", "a", "o"])
        #expect(value.count == 7)
    }

    @Test func errorsSayWhere() throws {
        let value = try JSONValue.parse(#"{"a":{"b":[{"c":1}]}}"#)
        let inner = try #require(value["a"]?["b"]?[index: 0])
        #expect(throws: JSONError(.wrongType, at: "a.b[0].c", "must be a string")) { try inner.requireString("c") }
        #expect(throws: JSONError(.missing, at: "a.b[0].d", "is missing")) { try inner.requireString("d") }
        #expect(try inner.optionalString("d") == nil)
        #expect(throws: JSONError.self) { try inner.optionalString("c") }
    }

    /// Looking for the place of each would take minutes.
    @Test(.timeLimit(.minutes(1))) func errorsInEachOfManyElementsAreCheap() throws {
        let text = "{\"keys\":[" + (0..<30_000).map { _ in "{}" }.joined(separator: ",") + "]}"
        let value = try JSONValue.parse(text, limits: JSONLimits(maximumBytes: 1 << 20))
        let elements = try value.requireArray("keys")
        var refused = 0
        for element in elements {
            do { _ = try element.requireString("kty") } catch { refused += error.code == .missing ? 1 : 0 }
        }
        #expect(refused == 30_000)
    }

    @Test func numericDates() throws {
        let value = try JSONValue.parse(
            #"{"i":1300819380,"r":1300819380.5,"big":9007199254740994,"far":1e300,"s":"1"}"#
        )
        #expect(try value.numericDate("i") == 1_300_819_380)
        #expect(try value.numericDate("r") == 1_300_819_380.5)
        #expect(try value.numericDate("none") == nil)
        for name in ["big", "far", "s"] { #expect(throws: JSONError.self) { try value.numericDate(name) } }
    }

    @Test func valuesOutliveTheirDocument() throws {
        let inner = try #require(try JSONValue.parse(#"{"a":["x"]}"#)["a"]?[index: 0])
        #expect(inner.string == "x")
    }
}

@Suite struct JSONWritingTests {
    @Test func escapes() throws {
        let text = (0..<0x30).compactMap { UnicodeScalar($0) }.map(String.init).joined() + "\"\\/é\u{1F600}\u{2028}"
        let json: JSON = ["k\"": .string(text), "n": [1, -2.5, true, nil], "e": [:]]
        let written = json.text
        #expect(written.utf8.allSatisfy { $0 >= 0x20 })
        #expect(written.hasPrefix(#"{"k\"":"\u0000\u0001"#))
        #expect(written.contains(#"\u001f"#))
        #expect(written.hasSuffix(#""n":[1,-2.5,true,null],"e":{}}"#))
        var safe = json
        safe["k\""] = .string(String(text.dropFirst()))
        #expect(JSON(try JSONValue.parse(safe.text)) == safe)
    }

    @Test func changesInPlace() {
        var json: JSON = ["a": 1, "b": 2]
        json["a"] = 3
        json["b"] = nil
        json["c"] = "x"
        #expect(json.text == #"{"a":3,"c":"x"}"#)
        #expect(JSON.number(.infinity).text == "null")
        #expect(JSON.string("\u{E9}") != JSON.string("e\u{301}"))
    }
}
