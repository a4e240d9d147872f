import Mustache

/// The templates, parsed once.
enum PageTemplates {
    /// Escapes by Unicode scalar.
    ///
    /// The library's own HTML escaping goes by grapheme: a `<` or `"` followed by a combining mark is one character to it,
    /// is not in its table, and would pass.
    private struct EscapedContent: MustacheContentType {
        func escapeText(_ text: String) -> String { HTMLText.escaped(text) }
    }

    /// A library of all templates.
    static func library() throws -> MustacheLibrary {
        MustacheContentTypes.register(EscapedContent(), named: "ESCAPED")
        var library = MustacheLibrary()
        for (name, bytes) in sources {
            try library.register(String(decoding: bytes, as: UTF8.self), named: name)
        }
        return library
    }

    private static var sources: [(String, [UInt8])] {
        [
            ("layout", PackageResources.layout_mustache),
            ("cancel", PackageResources.cancel_mustache),
            ("chooser", PackageResources.chooser_mustache),
            ("waiting", PackageResources.waiting_mustache),
            ("prompt", PackageResources.prompt_mustache),
            ("review", PackageResources.review_mustache),
            ("signed", PackageResources.signed_mustache),
            ("error", PackageResources.error_mustache),
            ("formpost", PackageResources.formpost_mustache),
        ]
    }
}
