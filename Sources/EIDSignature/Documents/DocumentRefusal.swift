package import EIDPDF

/// Why a document is not signed, in words that do not need the PDF module.
package struct DocumentRefusal: Error, Equatable, Sendable {
    /// The kinds of refusal; their names are those that clients of the broker see.
    package enum Code: String, CaseIterable, Sendable {
        case unreadable = "document_unreadable"
        case encrypted = "document_encrypted"
        case certifiedNoChanges = "document_certified_no_changes"
        case unsupported = "document_unsupported"
        case ambiguous = "document_ambiguous"
        case tooLarge = "document_too_large"
        case activeContent = "document_active_content"
        case fieldNotFound = "field_not_found"
        case fieldAlreadySigned = "field_already_signed"
        case fieldNameTaken = "field_name_taken"
        case fieldLocked = "field_locked"
        case pageNotFound = "page_not_found"
        case appearanceInvalid = "appearance_invalid"
        case notApplicable = "format_not_applicable"
        case textNotEncodable = "text_not_encodable"
        case placeholderTooSmall = "placeholder_too_small"
    }

    /// The kind of refusal.
    package let code: Code
    /// For the operator's log: which rule was broken, without any text of the document.
    package let detail: String

    package init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// Says in these words what the PDF module found.
    package init(_ error: PDFError) {
        detail = error.offset.map { "\(error.detail), at \($0)" } ?? error.detail
        code =
            switch error.code {
            case .notPDF, .malformed: .unreadable
            case .ambiguous: .ambiguous
            case .encrypted: .encrypted
            case .unsupported: .unsupported
            case .tooLarge: .tooLarge
            case .refused(let kind): Self.code(of: kind)
            case .pageNotFound: .pageNotFound
            case .fieldNotFound: .fieldNotFound
            case .fieldAlreadySigned: .fieldAlreadySigned
            case .fieldNameTaken: .fieldNameTaken
            case .fieldLocked: .fieldLocked
            case .textNotEncodable: .textNotEncodable
            case .imageUnreadable: .appearanceInvalid
            case .placeholderTooSmall: .placeholderTooSmall
            case .misuse: .notApplicable
            }
    }

    private static func code(of kind: PDFFinding.Kind) -> Code {
        switch kind {
        case .certifiedNoChanges: .certifiedNoChanges
        case .hybridReferences, .mixedReferences, .shadowedObjects, .strayObjects, .unclearNames, .wrongPageCount,
            .inconsistentPageTree,
            .viewerMadeAppearances, .unclearContent, .shownEmptyField:
            .ambiguous
        case .dynamicForm, .staticForm, .usageRights: .unsupported
        case .javaScript, .launchAction, .openAction, .additionalActions, .submitAction, .visibilityAction,
            .remoteAction, .multimedia, .externalContent, .embeddedFiles, .optionalContent,
            .printsDifferently:
            .activeContent
        }
    }

    /// Refusals are equal when they are of one kind.
    package static func == (left: DocumentRefusal, right: DocumentRefusal) -> Bool { left.code == right.code }
}
