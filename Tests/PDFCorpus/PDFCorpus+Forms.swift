extension PDFCorpus {
    /// Forms in all their places, and their fields.
    static var forms: [PDFShape] {
        [
            PDFShape("form within the catalogue", form("<</Fields[]/DA(/Helv 0 Tf 0 g)>>")),
            PDFShape("form in an object of its own", form("10 0 R", [(10, "<</Fields[]/SigFlags 1>>")])),
            PDFShape("fields in an object of their own", form("10 0 R", [(10, "<</Fields 11 0 R>>"), (11, "[]")])),
            PDFShape("form without fields", form("<<>>")),
            PDFShape("form that is missing", form("99 0 R")),
            PDFShape(
                "text field with two widgets",
                form(
                    "<</Fields[10 0 R]>>",
                    [
                        (10, "<</FT/Tx/T(name)/V(Ann)/Kids[11 0 R 12 0 R]>>"),
                        (11, "<</Type/Annot/Subtype/Widget/Parent 10 0 R/Rect[0 0 9 9]>>"),
                        (12, "<</Type/Annot/Subtype/Widget/Parent 10 0 R/Rect[9 0 18 9]>>"),
                    ]
                )
            ),
            PDFShape("empty signature field", form("<</Fields[10 0 R]>>", [(10, emptyField("/T(Sign here)"))])),
            PDFShape("signature field beside the page", unseen("[5000 5000 5200 5070]")),
            PDFShape("signature field of one point", unseen("[50 50 51 51]")),
            PDFShape("signature field without extent", unseen("[0 0 0 0]")),
            PDFShape("signature field that no page lists", unlisted),
            PDFShape(
                "nested signature field",
                form(
                    "<</Fields[10 0 R]>>",
                    [(10, "<</T(group)/FT/Sig/Kids[11 0 R]>>"), (11, emptyField("/T(inner)/Parent 10 0 R", type: ""))]
                )
            ),
            PDFShape(
                "signature field apart from its widget",
                form(
                    "<</Fields[10 0 R]>>",
                    [
                        (10, "<</FT/Sig/T(apart)/Kids[11 0 R]>>"),
                        (11, "<</Type/Annot/Subtype/Widget/Parent 10 0 R/Rect[10 10 110 60]/P 3 0 R>>"),
                    ]
                )
            ),
            PDFShape(
                "signature field with a lock",
                form(
                    "<</Fields[10 0 R]>>",
                    [(10, emptyField("/T(locks)/Lock<</Type/SigFieldLock/Action/Include/Fields[(a)]>>"))]
                )
            ),
            PDFShape(
                "signature field with demands",
                form("<</Fields[10 0 R]>>", [(10, emptyField("/T(demands)/SV<</Ff 2>>"))])
            ),
            PDFShape("form with resources", formWithResources, .policy("shownEmptyField")),
            PDFShape("form without resources", formWithoutResources),
            PDFShape("form whose fields have no default appearance", unstyled("")),
            PDFShape("form whose fields have default appearances", unstyled("/DA(/Helv 12 Tf 0 g)")),
            PDFShape("form whose fields have default appearances without a font", unstyled("/DA(0 g)")),
            PDFShape("form without a widget that the page has", formless),
            PDFShape("field without a widget", form("<</Fields[10 0 R]>>", [(10, "<</FT/Sig/T(bare)>>")])),
            PDFShape(
                "field tree with a loop",
                form("<</Fields[10 0 R]>>", [(10, "<</T(a)/Kids[11 0 R]>>"), (11, "<</T(b)/Kids[10 0 R]>>")]),
                .unreadable("malformed")
            ),
            PDFShape(
                "the same field twice",
                form("<</Fields[10 0 R 10 0 R]>>", [(10, "<</FT/Tx/T(a)>>")]),
                .unreadable("malformed")
            ),
            PDFShape("form that is no dictionary", form("[1 2]"), .unreadable("malformed")),
            PDFShape("field that is no object", form("<</Fields[<</T(a)>>]>>"), .unreadable("malformed")),
            PDFShape("field that is missing", form("<</Fields[98 0 R]>>"), .unreadable("malformed")),
            PDFShape("static XFA form", form("<</Fields[]/XFA(data)>>"), .policy("staticForm")),
            PDFShape("dynamic XFA form", dynamic, .policy("dynamicForm")),
        ]
    }

    /// A signature field that asks for a font which the form does not have, and shows something while it is empty.
    private static var formWithResources: [UInt8] {
        form(
            "12 0 R",
            [
                (10, emptyField("/T(Sign here)/DA(/Wanted 9 Tf 0 g)/AP<</N 13 0 R>>")),
                (11, "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"),
                (12, "<</Fields[10 0 R]/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv 11 0 R>>>>>>"),
                (13, "<</Type/XObject/Subtype/Form/BBox[0 0 200 70]/Length 12>>\nstream\n0 0 9 9 re f\nendstream"),
            ]
        )
    }

    /// A signature field that asks for a font where the form has none at all.
    private static var formWithoutResources: [UInt8] {
        form(
            "12 0 R",
            [
                (10, emptyField("/T(Sign here)/DA(/Wanted 9 Tf 0 g)")),
                (12, "<</Fields[10 0 R]/DR<</ProcSet[/PDF]>>>>"),
            ]
        )
    }

    /// A widget with a default appearance that no field leads to.
    private static var formless: [UInt8] {
        form(
            "12 0 R",
            [
                (11, "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/DA(/Helv 9 Tf)/F 4/Rect[50 50 250 120]/V(10)>>"),
                (12, "<</Fields[]>>"),
            ]
        )
    }

    /// A text field that the form has no default appearance for; only a field above it may have one.
    private static func unstyled(_ style: String) -> [UInt8] {
        form(
            "12 0 R",
            [
                (10, "<</FT/Tx/T(amounts)/Kids[11 0 R]\(style)>>"),
                (11, "<</Type/Annot/Subtype/Widget/F 4/T(first)/Parent 10 0 R/Rect[50 50 250 120]/V(10)>>"),
                (12, "<</Fields[10 0 R]>>"),
            ]
        )
    }

    static func form(_ form: String, _ objects: [(Int, String)] = []) -> [UInt8] {
        made { file in
            let widgets = objects.filter { $0.1.contains("/Widget") }.map { "\($0.0) 0 R" }.joined(separator: " ")
            file.standardObjects(catalogue: "/AcroForm \(form)", page: "/Annots[\(widgets)]")
            for (number, body) in objects { file.object(number, body) }
        }
    }

    private static func widget(_ rectangle: String) -> String {
        "<</FT/Sig/Type/Annot/Subtype/Widget/F 132/T(Sign here)/Rect\(rectangle)>>"
    }

    private static func unseen(_ rectangle: String) -> [UInt8] {
        form("<</Fields[10 0 R]>>", [(10, widget(rectangle))])
    }

    private static var unlisted: [UInt8] {
        made { file in
            file.standardObjects(catalogue: "/AcroForm<</Fields[10 0 R]>>")
            file.object(10, widget("[50 50 250 120]"))
        }
    }

    static func emptyField(_ entries: String, type: String = "/FT/Sig") -> String {
        "<<\(type)/Type/Annot/Subtype/Widget/F 132/P 3 0 R/Rect[50 50 250 120]\(entries)>>"
    }

    private static var dynamic: [UInt8] {
        made { $0.standardObjects(catalogue: "/NeedsRendering true/AcroForm<</Fields[]/XFA[(a) 5 0 R]>>") }
    }
}
