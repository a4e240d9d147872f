/// A value that is kept in a store, its members one after the other in an order that never changes within a form.
///
/// Written by hand because every sign-in reads and writes ten of them: generated coding of the same values takes a
/// fifth of the processor time of a whole sign-in. Whoever changes what is written raises `RecordForm.current`.
protocol StorableRecord: Sendable {
    /// Appends the members.
    func write(to writer: inout RecordWriter)
    /// Reads the members in the same order.
    init(reading reader: inout RecordReader) throws
}

/// Which members records have; the first byte of each body.
///
/// A record of another form counts as absent: what was in progress during an upgrade begins again.
enum RecordForm {
    static let current: UInt8 = 5
}
