/// What reading one document may cost at most.
public struct PDFLimits: Sendable {
    /// The size of the file.
    public var bytes: Int
    /// Different objects.
    public var objects: Int
    /// Cross-reference sections: one or two per revision.
    public var sections: Int
    /// Arrays and dictionaries within one another.
    public var nesting: Int
    /// Values within one object.
    public var values: Int
    /// Pages, and as many nodes above them.
    public var pages: Int
    /// Form fields with their widgets.
    public var fields: Int
    /// Signature fields, empty ones included.
    public var signatureFields: Int
    /// What one compressed stream may unfold to.
    public var inflatedStream: Int
    /// What reading may cost however small the file is, in bytes read or unfolded.
    public var baseWork: Int
    /// How often the file's size may be read or unfolded over all, so that work stays linear in the size.
    public var work: Int
    /// How many bytes all signed revisions may have together however small the file is; a validator reads each.
    public var baseRevisions: Int
    /// How often the file's size more they may have.
    public var revisions: Int

    /// Limits for documents that people sign; each can be changed.
    public init() {
        bytes = 100 << 20
        objects = 1_000_000
        sections = 512
        nesting = 64
        values = 1_000_000
        pages = 100_000
        fields = 100_000
        signatureFields = 1_000
        inflatedStream = 32 << 20
        baseWork = 4 << 20
        work = 32
        baseRevisions = 256 << 20
        revisions = 8
    }

    /// Documents up to 100 MB.
    public static let standard = PDFLimits()
}
