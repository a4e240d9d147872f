import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Reading XML strictly.
@Suite("Plain XML") struct PlainXMLTests {
    @Test("knows name spaces") func namespaces() throws {
        let root = try PlainXML.parse(
            Array("<a xmlns='urn:1' xmlns:p='urn:2'><p:b x='1' p:x='2'>t</p:b></a>".utf8),
            limit: 99
        )
        #expect(root.isNamed("a", in: "urn:1"))
        let inner = try #require(root.elements.first)
        #expect(inner.isNamed("b", in: "urn:2") && inner.text == "t" && inner.attribute("x") == "1")
        #expect(inner.attributes.map(\.namespace) == ["", "urn:2"] && root.text == nil)
    }

    @Test(
        "refuses what could be read in two ways",
        arguments: [
            "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a><!-- b --></a>", "<a><![CDATA[b]]></a>",
            "<a><?b c?></a>", "<?b c?><a/>", "<a/><!-- b -->", "<?xml version='1.0' encoding='latin-1'?><a/>",
            "<?xml version='1.1'?><a/>", "<?xml encoding='utf-8' version='1.0'?><a/>", "\u{FEFF}<a/>",
            "<a xml:lang='b'/>",
            "<a xml:id='b'/>",
        ]
    )
    func ambiguous(text: String) {
        #expect(throws: SignatureError.self) { try PlainXML.parse(Array(text.utf8), limit: 999) }
    }

    @Test(
        "refuses what is no XML",
        arguments: [
            "", " ", "a", "<a", "<a>", "<a></b>", "<a></p:a>", "<a/><b/>", "<a/>b", "b<a/>", "<a><b></a></b>", "< a/>",
            "<a b/>", "<a b=c/>", "<a b='c/>", "<a b='1'c='2'/>", "<a b='1' b='2'/>", "<a b='<'/>", "<p:a/>",
            "<a p:b='1'/>",
            "<a:b:c xmlns:a='urn:1'/>", "<a xmlns:p=''/>", "<a xmlns:p='urn:1' xmlns:q='urn:1' p:b='1' q:b='2'/>",
            "<a xmlns:xmlns='urn:1'/>", "<a xmlns:xml='urn:1'/>", "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
            "<a xmlns:p='urn:\u{E5}'/>", "<a>&b;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#x110000;</a>",
            "<a>&#;</a>",
            "<a>&#99999999999;</a>", "<a>&amp</a>", "<a>&</a>", "<a>]]></a>", "<a>\u{1}</a>", "<a>\u{FFFF}</a>",
            "<\u{E5}/>",
            "<1a/>", "<a 1b='c'/>", "<a></a", "</a>", "<a/ >", "<a xmlns='urn:1' xmlns='urn:1'/>",
        ]
    )
    func malformed(text: String) {
        #expect(throws: SignatureError.self) { try PlainXML.parse(Array(text.utf8), limit: 999) }
    }

    @Test("refuses bytes that are no UTF-8") func encoding() {
        #expect(throws: refusal(.malformed)) { try PlainXML.parse([0x3C, 0x61, 0x3E, 0xC3, 0x3C], limit: 99) }
    }

    @Test("refuses too much of anything") func limits() {
        func refuses(_ text: String, limit: Int = 1 << 20) {
            #expect(throws: refusal(.malformed)) { try PlainXML.parse(Array(text.utf8), limit: limit) }
        }
        refuses("<a></a>", limit: 6)
        refuses(String(repeating: "<a>", count: 25) + String(repeating: "</a>", count: 25))
        refuses(String(repeating: "<a>", count: 300_000))
        refuses("<a>" + String(repeating: "<b/>", count: 2000) + "</a>")
        refuses("<a " + (0..<33).map { "b\($0)='1'" }.joined(separator: " ") + "/>")
        refuses("<" + String(repeating: "a", count: 129) + "/>")
    }

    @Test("traps on no truncation and no changed byte") func mutations() {
        let whole = Array("<?xml version='1.0'?><p:a xmlns:p='urn:1' b='&#x41;'>x &amp; <c/>\r\n</p:a>".utf8)
        for length in 0..<whole.count { _ = try? PlainXML.parse(Array(whole.prefix(length)), limit: 999) }
        for index in whole.indices {
            for byte: UInt8 in [0, 0x20, 0x26, 0x3A, 0x3C, 0x3E, 0x2F, 0x3B, 0x80, 0xFF] {
                var bytes = whole
                bytes[index] = byte
                _ = try? PlainXML.parse(bytes, limit: 999)
            }
        }
    }
}
