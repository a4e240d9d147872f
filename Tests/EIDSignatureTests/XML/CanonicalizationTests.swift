import Foundation
import Testing

@testable import EIDSignature

/// Canonical XML: ours, and lxml's of the same documents.
@Suite("Canonical XML") struct CanonicalizationTests {
    static let documents = [
        "<a Id='it'/>",
        "<?xml version='1.0' encoding='utf-8' standalone='no'?>\n<a Id=\"it\" ><b  x = '1'/></a >\n",
        "<a xmlns='urn:1'><b Id='it'><c xmlns=''><d xmlns='urn:2'/></c><c xmlns='urn:1'/></b></a>",
        "<a xmlns='urn:1' xmlns:p='urn:p' xmlns:q='urn:q'><b Id='it' p:y='2' q:x='1' z='3' a='4'><p:c/><q:c p:a='1'/></b></a>",
        "<p:a xmlns:p='urn:p'><p:b Id='it' xmlns:p='urn:r'><p:c xmlns:p='urn:p'/><p:d/></p:b></p:a>",
        "<p:a xmlns:p='urn:p' xmlns:b='urn:a' xmlns:a='urn:b'><c Id='it' b:n='1' a:n='2' n='3'/></p:a>",
        "<a Id='it'>1 &lt; 2 &amp;&amp; 3 &gt; 2 \"quoted\" 'too' &#13;&#x9;&#10; \r\n \r end</a>",
        "<a Id='it' x='&lt;&amp;&gt;&quot;&apos;&#13;&#9;&#10; \t\r\n \n.'/>",
        "<a Id='it'>\u{E5}\u{1F58A}\u{FE0F} &#229;&#x1F58A;</a>",
        "<a><b Id='it' xmlns:unused='urn:u'><c xmlns:unused='urn:u'/></b></a>",
        "<a xmlns:x='urn:x'><b Id='it'><x:c x:y='1'><d/></x:c><x:c/></b></a>",
    ]

    private static func element(_ text: String) throws -> PlainElement {
        let root = try PlainXML.parse(Array(text.utf8), limit: 4096)
        var found: PlainElement?
        root.visit { if $0.attribute("Id") == "it" { found = $0 } }
        return try #require(found)
    }

    @Test("is what lxml writes, in both forms") func judged() throws {
        let question = try JSONEncoder().encode(Self.documents)
        let answer = try PythonJudge.answer(
            "judge_xml.py",
            ["canonical", "documents"],
            files: ["documents": Array(question)]
        )
        let forms = try JSONDecoder().decode([[Data]].self, from: answer)
        #expect(forms.count == Self.documents.count)
        for (text, form) in zip(Self.documents, forms) {
            let element = try Self.element(text)
            for (ours, theirs) in zip([Canonicalization.inclusive, .exclusive], form) {
                let written = String(decoding: ours.bytes(of: element), as: UTF8.self)
                #expect(written == String(decoding: theirs, as: UTF8.self), "\(ours) of \(text)")
            }
        }
    }

    @Test("stays the same when it is read again", arguments: documents) func stable(text: String) throws {
        for form in Canonicalization.allCases {
            let once = form.bytes(of: try Self.element(text))
            #expect(form.bytes(of: try PlainXML.parse(once, limit: 4096)) == once)
        }
    }
}
