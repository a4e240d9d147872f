/// A value that is kept in a store, its members one after the other in an order that never changes within a form.
///
/// Written by hand because every sign-in reads and writes ten of them: generated coding of the same values takes a
/// fifth of the processor time of a whole sign-in. Whoever changes what is written raises `RecordForm.current`.
protocol StorableRecord: Sendable {
    /// Which members there are; the first byte of each body. A record of another form counts as absent.
    static var form: UInt8 { get }
    /// Appends the members.
    func write(to writer: inout RecordWriter)
    /// Reads the members in the same order.
    init(reading reader: inout RecordReader) throws
}

extension StorableRecord {
    static var form: UInt8 { RecordForm.current }
}

/// The forms of records.
enum RecordForm {
    /// Of what belongs to a sign-in: what was in progress during an upgrade begins again.
    static let current: UInt8 = 9
    /// Of what is kept for as long as a client wants its documents: no upgrade may lose them.
    static let lasting: UInt8 = 4
}
