import Glibc

extension [UInt8] {
    /// A document with what stands behind it; the only copy of the document that is made.
    init(_ document: [UInt8], followedBy appendix: [UInt8]) {
        self.init(unsafeUninitializedCapacity: document.count + appendix.count) { buffer, count in
            Self.preferLargePages(in: buffer)
            let end = buffer.initialize(fromContentsOf: document)
            count = buffer[end...].initialize(fromContentsOf: appendix)
        }
    }

    /// Asks for large pages where it pays: of copying 50 MB, two thirds are the kernel's work for small ones.
    ///
    /// Only whole pages within the buffer are meant. Where large ones are not to be had, nothing changes.
    private static func preferLargePages(in buffer: UnsafeMutableBufferPointer<UInt8>) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        guard buffer.count >= 8 << 20, page > 0, let start = buffer.baseAddress else { return }
        let skipped = (page - Int(bitPattern: start) % page) % page
        madvise(start + skipped, (buffer.count - skipped) / page * page, MADV_HUGEPAGE)
    }
}
