import Foundation
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What the parser would read otherwise than we looked at it.
@Suite("XML from others") struct UntrustedXMLTests {
    private let manifest: String

    init() throws {
        manifest = String(decoding: try ASiCBuilder([("a.txt", nil, [1])]).manifest, as: UTF8.self)
    }

    private func declared(_ declaration: String) -> String {
        manifest.replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", with: declaration)
    }

    @Test(
        "may say that it is in UTF-8, or nothing about it",
        arguments: [
            "", "<?xml version='1.0'?>", "<?xml version='1.0' encoding = 'utf-8' standalone='yes'?>",
            "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        ]
    )
    func accepted(_ declaration: String) throws {
        #expect(try ASiCManifest(xml: Array(declared(declaration).utf8)).references.map(\.name) == ["a.txt"])
    }

    @Test(
        "is refused when it declares another encoding",
        arguments: [
            "<?xml version='1.0' encoding='ISO-8859-1'?>", "<?xml version='1.0' encoding='UTF-7'?>",
            "<?xml version='encoding' encoding='ISO-8859-1'?>", "\u{FEFF}<?xml version='1.0' encoding\n=\n'us-ascii'?>",
        ]
    )
    func declaredOtherwise(_ declaration: String) {
        #expect(throws: refusal(.malformed)) { try ASiCManifest(xml: Array(declared(declaration).utf8)) }
    }

    @Test(
        "is refused in another encoding",
        arguments: [String.Encoding.utf16, .utf16BigEndian, .utf16LittleEndian, .utf32, .utf32LittleEndian]
    )
    func otherEncoding(_ encoding: String.Encoding) throws {
        for text in [manifest, declared(""), declared("<!DOCTYPE a [<!ENTITY b \"c\">]>")] {
            let xml = Array(try #require(text.data(using: encoding)))
            #expect(throws: refusal(.malformed)) { try ASiCManifest(xml: xml) }
            #expect(throws: refusal(.malformed)) { try TrustedList(xml: xml) }
        }
    }

    @Test("is refused with what is no UTF-8, or a zero, in it") func bytes() {
        for tail: [UInt8] in [[0xFF], [0xC0, 0xBC], [0]] {
            #expect(throws: refusal(.malformed)) { try ASiCManifest(xml: Array(manifest.utf8) + tail) }
        }
    }

    @Test("is refused with a document type or an entity", arguments: ["<!DOCTYPE a>", "<!ENTITY a \"b\">"])
    func documentType(_ text: String) {
        #expect(throws: refusal(.malformed)) { try ASiCManifest(xml: Array((text + declared("")).utf8)) }
    }

    @Test("is refused when it is too large") func large() {
        let space = String(repeating: " ", count: 1 << 20)
        #expect(throws: refusal(.malformed)) { try ASiCManifest(xml: Array((manifest + space).utf8)) }
    }

    @Test("is no manifest with another root", arguments: ["asic:Manifest", "ds:ASiCManifest"]) func root(_ name: String)
    {
        let text = manifest.replacing("<asic:ASiCManifest", with: "<\(name)")
            .replacing("</asic:ASiCManifest", with: "</\(name)")
        #expect(throws: refusal(.malformed)) { try ASiCManifest(xml: Array(text.utf8)) }
    }
}
