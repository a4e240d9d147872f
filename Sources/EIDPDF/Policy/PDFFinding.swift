/// Something about a document that a signer should know, and that a policy may refuse.
public struct PDFFinding: Sendable, Hashable {
    /// What was found.
    public enum Kind: String, Sendable, CaseIterable {
        /// Old and new readers see different objects (hybrid-reference file), and not in the structure alone that is for
        /// assistive technology; or a table replaces objects that a stream of cross-references calls compressed, which some
        /// readers take all the same.
        case hybridReferences
        /// A table continues cross-references in a stream: an update that replaces compressed objects would be one that not all
        /// readers follow.
        case mixedReferences
        /// An object stands in the file once more, behind the place that the cross-references name: a reader that searches
        /// the file for objects, as many do where they find something wrong, takes the last.
        case shadowedObjects
        /// The data of a stream hold what looks like such an object, as a file within the file does that is not compressed; or a
        /// trailer stands where none belongs.
        case strayObjects
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
        /// Readers do not agree about what is drawn: a page's contents are a list within a list, a stream has a filter that not
        /// all know, or an annotation has an appearance for each of its states, and no state.
        case unclearContent
        /// An empty signature field shows something, which gives way when it is signed: what lies behind would come to light.
        case shownEmptyField
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
