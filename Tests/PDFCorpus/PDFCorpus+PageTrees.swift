extension PDFCorpus {
    /// Page trees, whole and broken.
    static var pageTrees: [PDFShape] {
        [
            PDFShape("inherited boxes and rotation", inherited),
            PDFShape("empty branches", emptyBranches),
            PDFShape(
                "count is missing",
                made { $0.pages("<</Type/Pages/Kids[3 0 R]>>") },
                .policy("inconsistentPageTree")
            ),
            PDFShape(
                "count is wrong",
                made { $0.pages("<</Type/Pages/Kids[3 0 R]/Count 7>>") },
                .policy("wrongPageCount")
            ),
            PDFShape("count of a branch is wrong", wrongBranch, .policy("wrongPageCount")),
            PDFShape("parent is wrong", wrongParent, .policy("inconsistentPageTree")),
            PDFShape(
                "node types are missing",
                made { $0.pages("<</Kids[3 0 R]/Count 1>>", page: "") },
                cleanForQPDF: false
            ),
            PDFShape("crop box larger than the paper", made { $0.standardObjects(page: "/CropBox[0 0 9000 9000]") }),
            PDFShape("turned by 90 degrees", made { $0.standardObjects(page: "/Rotate 90") }),
            PDFShape("turned by -90 degrees", made { $0.standardObjects(page: "/Rotate -90") }),
            PDFShape("annotations in an object of their own", annotations("6 0 R", "[]")),
            PDFShape(
                "annotations within the page",
                annotations("[6 0 R]", "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>")
            ),
            PDFShape("annotations that are missing", made { $0.standardObjects(page: "/Annots 99 0 R") }),
            PDFShape("children in an object of their own", childrenApart),
            PDFShape("two hundred pages", manyPages),
            PDFShape(
                "page tree with a loop",
                made { $0.pages("<</Type/Pages/Kids[2 0 R]/Count 1>>") },
                .unreadable("malformed")
            ),
            PDFShape(
                "the same page twice",
                made { $0.pages("<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>") },
                .unreadable("malformed")
            ),
            PDFShape(
                "a page is missing",
                made { $0.pages("<</Type/Pages/Kids[99 0 R]/Count 1>>") },
                .unreadable("malformed")
            ),
            PDFShape(
                "a page that is no object",
                made { $0.pages("<</Type/Pages/Kids[<<>>]/Count 1>>") },
                .unreadable("malformed")
            ),
            PDFShape("page and branch at once", pageAndBranch, .unreadable("ambiguous")),
            PDFShape("page tree is missing", made { $0.object(1, "<</Type/Catalog>>") }, .unreadable("malformed")),
        ]
    }

    private static var inherited: [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            file.object(2, "<</Type/Pages/Kids[6 0 R]/Count 1/MediaBox[0 0 400 300]/Rotate 180/Resources<<>>>>")
            file.object(6, "<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1/CropBox[10 10 200 200]>>")
            file.object(3, "<</Type/Page/Parent 6 0 R>>")
        }
    }

    private static var emptyBranches: [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            file.object(2, "<</Type/Pages/Kids[6 0 R 7 0 R]/Count 1/MediaBox[0 0 400 300]/Resources<<>>>>")
            file.object(6, "<</Type/Pages/Parent 2 0 R/Kids[]/Count 0>>")
            file.object(7, "<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>")
            file.object(3, "<</Type/Page/Parent 7 0 R>>")
        }
    }

    /// The counts of two branches are wrong, but the sum is right.
    private static var wrongBranch: [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            file.object(2, "<</Type/Pages/Kids[6 0 R 7 0 R]/Count 2/MediaBox[0 0 400 300]/Resources<<>>>>")
            file.object(6, "<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 2>>")
            file.object(7, "<</Type/Pages/Parent 2 0 R/Kids[4 0 R]/Count 0>>")
            file.object(3, "<</Type/Page/Parent 6 0 R>>")
            file.object(4, "<</Type/Page/Parent 7 0 R>>")
        }
    }

    private static var wrongParent: [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            file.object(2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 400 300]/Resources<<>>>>")
            file.object(3, "<</Type/Page/Parent 1 0 R>>")
        }
    }

    private static var pageAndBranch: [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            file.object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
            file.object(3, "<</Type/Page/Kids[4 0 R]/Parent 2 0 R/MediaBox[0 0 9 9]>>")
            file.object(4, "<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>")
        }
    }

    private static func annotations(_ list: String, _ six: String) -> [UInt8] {
        made { file in
            file.standardObjects(page: "/Annots \(list)")
            file.object(6, six)
        }
    }

    private static var childrenApart: [UInt8] {
        made { file in
            file.pages("<</Type/Pages/Kids 6 0 R/Count 1>>")
            file.object(6, "[3 0 R]")
        }
    }

    private static var manyPages: [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            let kids = (0..<200).map { "\($0 + 3) 0 R" }.joined(separator: " ")
            file.object(2, "<</Type/Pages/Kids[\(kids)]/Count 200/MediaBox[0 0 400 300]/Resources<<>>>>")
            for page in 0..<200 { file.object(page + 3, "<</Type/Page/Parent 2 0 R>>") }
        }
    }
}

extension PDFMaker {
    /// A catalogue, the given root of the page tree, and one page.
    fileprivate mutating func pages(_ root: String, page: String = "/Type/Page") {
        object(1, "<</Type/Catalog/Pages 2 0 R>>")
        object(2, root)
        object(3, "<<\(page)/Parent 2 0 R/MediaBox[0 0 400 300]/Resources<<>>>>")
    }
}
