/// Something about a document that a signer should know, and that a policy may refuse.
public struct PDFFinding: Sendable, Hashable {
    /// What was found.
    public enum Kind: String, Sendable, CaseIterable {
        /// Old and new readers see different objects (hybrid-reference file), and not in the structure alone that is for
        /// assistive technology.
        case hybridReferences
        /// An object stands in the file once more, behind the place that the cross-references name: a reader that searches
        /// the file for objects, as many do where they find something wrong, takes the last.
        case shadowedObjects
        /// A name is another one to some readers: it has a byte that ends names for them, a number sign without two digits
        /// behind it, or more than 127 bytes; or a dictionary has it twice, and they take another value.
        case unclearNames
        /// A certification, or a lock of an earlier signature, permits no changes.
        case certifiedNoChanges
        /// The pages are made by the viewer from an XFA form.
        case dynamicForm
        /// An XFA form stands beside the pages.
        case staticForm
        /// The document has scripts.
        case javaScript
        /// The document can start programs.
        case launchAction
        /// Opening the document does more than going to a page.
        case openAction
        /// Events such as printing or closing trigger actions.
        case additionalActions
        /// The document can send or fetch form data.
        case submitAction
        /// An action shows or hides content, or resets a form.
        case visibilityAction
        /// An action opens another document.
        case remoteAction
        /// The document plays sound, video or three-dimensional scenes.
        case multimedia
        /// Content comes from another file.
        case externalContent
        /// Something looks different on paper than on a screen, or under the pointer.
        case printsDifferently
        /// Viewers draw what form fields show, and each does in its own way: what the file has for it need not be that.
        case viewerMadeAppearances
        /// Other files are embedded.
        case embeddedFiles
        /// Content can be switched on and off.
        case optionalContent
        /// A vendor's usage rights end when the document changes.
        case usageRights
        /// The page tree counts more or fewer pages than it has: some readers show as many as it counts.
        case wrongPageCount
        /// Counts or parents in the page tree are missing, or parents are wrong.
        case inconsistentPageTree
    }

    /// What was found.
    public let kind: Kind
    /// The first object that shows it, where one does.
    public let reference: PDFReference?

    init(_ kind: Kind, in reference: PDFReference? = nil) {
        self.kind = kind
        self.reference = reference
    }
}
