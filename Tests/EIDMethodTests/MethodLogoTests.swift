import FoundationEssentials
import Testing

@testable import EIDMethod

/// Which pictures may stand beside a method's name.
@Suite struct MethodLogoTests {
    private static let start = ##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">"##

    private static func svg(_ inside: String) -> String { "\(start)\(inside)</svg>" }

    @Test(arguments: [
        svg(##"<path d="M0 0h8v8z" fill="#123456"/>"##),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- drawn by hand -->\n"
            + svg("<title>A &amp; B</title><g><circle r='4'/></g>"),
        svg(##"<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)"/>"##),
        svg(##"<style>.a{fill:#fff}</style><path class="a" d="M0 0"/><use href="#b"/>"##),
        ##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1"><use xlink:href="#a"/></svg>"##,
    ])
    func `A drawing is taken`(text: String) throws {
        #expect(try MethodLogo(reading: Array(text.utf8)).mediaType == .svg)
    }

    @Test(arguments: [
        svg("<script>alert(1)</script>"), svg(##"<script href="https://x.example/a.js"/>"##),
        svg("<foreignObject><p>x</p></foreignObject>"), svg(##"<image href="data:image/png;base64,AA=="/>"##),
        svg(##"<a href="https://x.example/"><path d="M0 0"/></a>"##), svg(##"<animate attributeName="x"/>"##),
        svg(##"<set attributeName="onload" to="alert(1)"/>"##), svg(##"<text>x</text>"##), svg("<x:path/>"),
        svg("<SCRIPT/>"), svg("<iframe/>"),
    ])
    func `An element that does more than draw is refused`(text: String) { refuses(text) }

    @Test(arguments: [
        ##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="alert(1)"><g/></svg>"##,
        svg(##"<path onclick="alert(1)"/>"##), svg(##"<path ONCLICK="alert(1)"/>"##), svg("<path onbegin='x'/>"),
    ])
    func `A handler of events is refused`(text: String) { refuses(text) }

    @Test(arguments: [
        svg(##"<use href="https://x.example/a.svg#b"/>"##), svg(##"<use xlink:href="//x.example/a.svg#b"/>"##),
        svg(##"<use href="javascript:alert(1)"/>"##), svg(##"<rect fill="url(https://x.example/a)"/>"##),
        svg(##"<rect style="fill: URL( 'https://x.example/a' )"/>"##), svg(##"<rect style="fill:u\72l(a)"/>"##),
        svg(##"<rect style="fill:ur/**/l(a)"/>"##), svg("<style>@import 'a.css';</style>"),
        svg("<style>.a{background:url(//x.example/a)}</style>"), svg(##"<rect filter="url(a.svg#b)"/>"##),
        svg(##"<rect fill="&#117;rl(https://x.example/a)"/>"##), svg(##"<use href="&#106;avascript:alert(1)"/>"##),
        svg(##"<style>.a{fill:image-set("a.png" 1x)}</style>"##),
    ])
    func `A reference to anything elsewhere is refused`(text: String) { refuses(text) }

    @Test(arguments: [
        "<!DOCTYPE svg [<!ENTITY a '<script/>'>]>" + svg("&a;"), svg("<![CDATA[<script/>]]>"),
        svg("<?xml-stylesheet href='a'?>"),
        svg("&a;"), svg("<g>"), svg("</g>"), svg("<g></path>"), svg("<path d=M0/>"), svg("<path d='a' d='b'/>"),
        svg("<path d='a'e='b'/>"),
        start, "", "x", "<html></html>", svg("") + svg(""), svg("") + "x", svg("<svg/>"), svg("<!-- "),
        "<svg viewBox='0 0 1 1'/>", "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/1999/xhtml' viewBox='0 0 1 1'/>",
        svg("<g xmlns='http://www.w3.org/1999/xhtml'/>"), svg("<!-- -->\u{308}<script>x</script><!-- -->"),
        svg("<g\u{308}/>"),
        svg(String(repeating: "<g>", count: 40) + String(repeating: "</g>", count: 40)),
        svg(String(repeating: "<g/>", count: 1001)), "\u{1}" + svg(""),
    ])
    func `What is not one plain drawing is refused`(text: String) { refuses(text) }

    @Test func `More than 32 KiB are refused`() {
        refuses(Self.svg("<!--\(String(repeating: "x", count: 32 * 1024))-->"))
    }

    @Test func `A PNG is taken, and nothing that hides behind one`() throws {
        let header = Self.chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
        let whole = PNGOutline.signature + header + Self.chunk("IDAT", [1, 2, 3]) + Self.chunk("IEND", [])
        #expect(try MethodLogo(reading: whole).mediaType == .png)
        let wide = Self.chunk("IHDR", [0, 1, 0, 0, 0, 0, 0, 1, 8, 2, 0, 0, 0])
        for wrong in [
            Array(whole.dropLast()), whole + [0], PNGOutline.signature,
            PNGOutline.signature + header + Self.chunk("IEND", []),
            PNGOutline.signature + Self.chunk("IDAT", [1]) + Self.chunk("IEND", []),
            PNGOutline.signature + wide + Self.chunk("IDAT", [1]) + Self.chunk("IEND", []),
            PNGOutline.signature + header + Self.chunk("acTL", [0]) + Self.chunk("IDAT", [1]) + Self.chunk("IEND", []),
            PNGOutline.signature + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IHDR".utf8) + [0, 0, 0, 0],
        ] {
            #expect(throws: MethodLogo.Refusal.self) { try MethodLogo(reading: wrong) }
        }
    }

    @Test func `Any byte changed or left out makes a drawing or a refusal`() {
        let whole = Array(Self.svg(##"<style>.a{fill:#fff}</style><path class="a" d="M0 0"/>"##).utf8)
        for index in whole.indices {
            for byte: UInt8 in [0, 0x22, 0x26, 0x3C, 0x3E, 0xFF] {
                var changed = whole
                changed[index] = byte
                _ = try? MethodLogo(reading: changed)
            }
            _ = try? MethodLogo(reading: Array(whole.prefix(index)))
        }
    }

    private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(content.count)] + Array(kind.utf8) + content + [0, 0, 0, 0]
    }

    private func refuses(_ text: String) {
        #expect(throws: MethodLogo.Refusal.self) { try MethodLogo(reading: Array(text.utf8)) }
    }
}
