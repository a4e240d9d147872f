extension PDFCorpus {
    /// Files that show one thing on a screen and another on paper, and forms that a viewer draws.
    static var printing: [PDFShape] {
        let image = "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
        let drawing = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
        let look = "<<\(drawing)/Length 3>>\nstream\n0 g\nendstream"
        let field = "<</Type/Annot/Subtype/Widget/F 4/FT/Tx/T(a)/V(1000000)/Rect[9 9 99 99]/AP<</N 7 0 R>>>>"
        return [
            PDFShape(
                "an annotation for paper only",
                annotated("/Type/Annot/Rect[9 9 99 99]/Subtype/Stamp/F 36/AP<</N 7 0 R>>")
            ),
            PDFShape(
                "an image with alternates",
                drawn("\(image)/Alternates[<</Image 7 0 R/DefaultForPrinting true>>]")
            ),
            PDFShape("a drawing in PostScript", drawn("/Type/XObject/Subtype/PS")),
            PDFShape("a drawing in PostScript as well", drawn("\(drawing)/Subtype2/PS/PS 7 0 R")),
            PDFShape("colours that a printer exchanges", body("<</Type/ExtGState/TR 4 0 R>>")),
            PDFShape(
                "colours that a printer leaves alone",
                body("[<</TR/Identity>><</S/Luminosity/G 4 0 R/TR 4 0 R>>]")
            ),
            PDFShape("a page of another file", drawn("\(drawing)/Ref<</F(b.pdf)/Page 0>>"), .policy("externalContent")),
            PDFShape("an image of another file", drawn("\(image)/OPI<</2.0 5 0 R>>"), .policy("externalContent")),
            PDFShape(
                "fields that viewers draw",
                form("<</NeedAppearances true/Fields[10 0 R]>>", [(7, look), (10, field)])
            ),
            PDFShape(
                "no fields that viewers draw",
                form("<</NeedAppearances true/Fields[10 0 R]>>", [(10, emptyField("/T(Sign here)"))])
            ),
        ]
    }

    private static func drawn(_ entries: String) -> [UInt8] {
        made { file in
            file.standardObjects()
            file.stream(6, entries, [0])
            file.object(7, "null")
        }
    }

    /// A page with an annotation; what it may use are two drawings, a set of appearances, flags and a kind.
    public static func annotated(_ annotation: String) -> [UInt8] {
        made { file in
            file.standardObjects(page: "/Annots[6 0 R]")
            file.object(6, "<<\(annotation)>>")
            for number in 7...8 { file.stream(number, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", Array("0 g".utf8)) }
            file.object(9, "<</N 7 0 R/R 8 0 R>>")
            file.object(10, "36")
            file.object(11, "/Stamp")
        }
    }
}
