import Testing

@testable import EIDProgram

/// Which memory a broker may give back once it is ready: only what is as it is in its file.
@Suite struct StartUpPagesTests {
    @Test("Code, and what a file begins with, is given back")
    func unwritten() {
        let code = "55d0c8a00000-55d0c8c00000 r-xp 00a00000 fe:00 1234                       /opt/eid broker/eid-broker"
        #expect(StartUpPages.unwritten(code) == 0x55d0_c8a0_0000..<0x55d0_c8c0_0000)
        let start = "7f0000000000-7f0000001000 r--p 00000000 fe:00 1234                       /usr/lib/libc.so.6\n"
        #expect(StartUpPages.unwritten(start) == 0x7f00_0000_0000..<0x7f00_0000_1000)
    }

    @Test(
        "Everything else is kept",
        arguments: [
            "7f0000000000-7f0000001000 rw-p 00000000 fe:00 1234                       /usr/lib/libc.so.6",
            "7f0000000000-7f0000001000 r--p 001d0000 fe:00 1234                       /usr/lib/libc.so.6",
            "7f0000000000-7f0000001000 rw-s 00000000 fe:00 1234                       /var/lib/broker.sqlite-shm",
            "7f0000000000-7f0000001000 r--s 00000000 fe:00 1234                       /var/lib/broker.sqlite",
            "7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                          [vdso]",
            "7f0000000000-7f0000001000 r-xp 00000000 00:00 0 ",
            "7f0000001000-7f0000000000 r-xp 00000000 fe:00 1234                       /usr/lib/libc.so.6",
            "7f0000000000 r-xp 00000000 fe:00 1234                                    /usr/lib/libc.so.6",
            "", "\n", "- - - - - -",
        ]
    )
    func kept(line: String) { #expect(StartUpPages.unwritten(line) == nil) }
}
