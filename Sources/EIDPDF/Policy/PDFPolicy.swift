/// Which findings make a document unfit for signing.
public struct PDFPolicy: Sendable, Equatable {
    /// The kinds of finding that are refused.
    public var refused: Set<PDFFinding.Kind>

    /// A policy of one's own.
    public init(refusing refused: Set<PDFFinding.Kind>) { self.refused = refused }

    /// Refuses what changes or hides what the signer sees, and whatever acts by itself.
    public static let standard = PDFPolicy(refusing: [
        .hybridReferences, .mixedReferences, .shadowedObjects, .strayObjects, .unclearNames, .certifiedNoChanges,
        .dynamicForm,
        .staticForm, .javaScript, .launchAction, .openAction, .additionalActions, .submitAction, .visibilityAction,
        .multimedia, .externalContent,
        .wrongPageCount, .inconsistentPageTree, .unclearContent, .shownEmptyField,
    ])

    /// Refuses every finding.
    public static let strict = PDFPolicy(refusing: Set(PDFFinding.Kind.allCases))

    /// For adding validation data and document time-stamps, which every certification permits.
    public static let longTermData = PDFPolicy(refusing: [
        .hybridReferences, .shadowedObjects, .unclearNames, .wrongPageCount,
    ])
}

extension PDFDocument {
    /// The findings that the policy refuses, in the order of the file.
    ///
    /// The field that is about to be signed may show something: whoever signs it sees what it shows then.
    public func violations(of policy: PDFPolicy, signing name: String? = nil) -> [PDFFinding] {
        findings.filter { finding in
            guard policy.refused.contains(finding.kind) else { return false }
            guard finding.kind == .shownEmptyField, let name else { return true }
            return signatureFields.contains { $0.showsSomething && !PDFForm.isSame($0.name, name) }
        }
    }

    /// The findings that the standard policy refuses.
    public var policyViolations: [PDFFinding] { violations(of: .standard) }

    /// Refuses the document if the policy does, naming the first reason.
    public func require(_ policy: PDFPolicy, signing name: String? = nil) throws(PDFError) {
        guard let first = violations(of: policy, signing: name).first else { return }
        throw PDFError(.refused(first.kind), "the policy refuses \(first.kind.rawValue)")
    }
}
