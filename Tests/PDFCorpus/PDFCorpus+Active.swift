extension PDFCorpus {
    /// Files that act, hide or fetch, and some that only look as if they did.
    static var active: [PDFShape] {
        [
            PDFShape("opens at a page", made { $0.standardObjects(catalogue: "/OpenAction[3 0 R/Fit]") }),
            PDFShape(
                "opens with an action that goes to a page",
                made { $0.standardObjects(catalogue: "/OpenAction<</S/GoTo/D[3 0 R/Fit]>>") }
            ),
            PDFShape(
                "links to an address",
                annotation("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org)>>>>")
            ),
            PDFShape("embedded file", made { $0.standardObjects(catalogue: "/Names<</EmbeddedFiles<</Names[]>>>>") }),
            PDFShape("optional content", made { $0.standardObjects(catalogue: "/OCProperties<</OCGs[]/D<<>>>>") }),
            PDFShape(
                "script on opening",
                made { $0.standardObjects(catalogue: "/OpenAction<</S/JavaScript/JS(app.alert)>>") },
                .policy("javaScript")
            ),
            PDFShape(
                "script in the names",
                made { $0.standardObjects(catalogue: "/Names<</JavaScript<</Names[(a) 5 0 R]>>>>") },
                .policy("javaScript")
            ),
            PDFShape(
                "script with an escaped name",
                made { $0.standardObjects(catalogue: "/OpenAction<</S/J#61vaScript/J#53(x)>>") },
                .policy("javaScript")
            ),
            PDFShape("script whose kind stands apart", apart, .policy("javaScript")),
            PDFShape("script in an object stream", compressedScript, .policy("javaScript")),
            PDFShape("script that nothing refers to", body("<</S/JavaScript/JS(x)>>"), .policy("javaScript")),
            PDFShape(
                "starts a program",
                annotation("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(cmd)>>>>"),
                .policy("launchAction")
            ),
            PDFShape(
                "opens another document",
                made { $0.standardObjects(catalogue: "/OpenAction<</S/GoToR/F(b.pdf)/D[0/Fit]>>") },
                .policy("openAction")
            ),
            PDFShape(
                "events of a page",
                made { $0.standardObjects(page: "/AA<</O<</S/Named/N/NextPage>>>>") },
                .policy("additionalActions")
            ),
            PDFShape(
                "sends a form",
                annotation("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/SubmitForm/F(http://x)>>>>"),
                .policy("submitAction")
            ),
            PDFShape(
                "hides a field",
                annotation("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Hide/T(a)>>>>"),
                .policy("visibilityAction")
            ),
            PDFShape(
                "switches content on and off",
                annotation("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/SetOCGState/State[/OFF 5 0 R]>>>>"),
                .policy("visibilityAction")
            ),
            PDFShape(
                "resets a form",
                annotation("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/ResetForm>>>>"),
                .policy("visibilityAction")
            ),
            PDFShape(
                "plays a film",
                annotation("<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>"),
                .policy("multimedia")
            ),
            PDFShape("content from another file", foreign, .policy("externalContent")),
        ]
    }

    private static func annotation(_ text: String) -> [UInt8] {
        made { file in
            file.standardObjects(page: "/Annots[6 0 R]")
            file.object(6, text)
        }
    }

    private static var apart: [UInt8] {
        made { file in
            file.standardObjects(page: "/Annots[6 0 R]")
            file.object(6, "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S 7 0 R/X 8 0 R>>>>")
            file.object(7, "/JavaScript")
        }
    }

    private static var compressedScript: [UInt8] {
        var file = PDFMaker()
        file.content()
        file.objectStream(6, PDFMaker.standard(catalogue: "/OpenAction 7 0 R") + [(7, "<</S/JavaScript/JS(x)>>")])
        return file.finishedWithStream()
    }

    private static var foreign: [UInt8] {
        made { file in
            file.standardObjects()
            file.stream(6, "/F(elsewhere.bin)", [1, 2, 3])
        }
    }
}
