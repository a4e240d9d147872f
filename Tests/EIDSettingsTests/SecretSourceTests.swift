import EIDMethod
import EIDSettings
import Foundation
import Testing

@Suite("Secrets") struct SecretSourceTests {
    let folder: SettingsFolder

    init() throws { folder = try SettingsFolder() }

    private func read(_ text: String, environment: [String: String] = [:]) throws -> SecretSource.Found {
        let source = SecretSource(folder: folder.url.path, environment: environment)
        let root = try SettingsParser.parse("secret: \(text)\n")
        return try source.read(try #require(root["secret"]))
    }

    private func absence(_ text: String, environment: [String: String] = [:]) -> String? {
        do {
            _ = try read(text, environment: environment)
            return nil
        } catch {
            return (error as? SecretSource.Absence)?.message
        }
    }

    @Test("are read from a file beside the settings, without the line break at its end")
    func file() throws {
        try folder.write("token", "abc def\r\n\n")
        #expect(try read("{ file: token }").secret.reveal() == "abc def")
        #expect(try read("{ file: ./token }").secret.reveal() == "abc def")
        #expect(try read("{ file: \(folder.url.path)/token }").secret.reveal() == "abc def")
    }

    @Test("are read from the environment, without the line break of the file that they came from")
    func variable() throws {
        #expect(try read("{ environment: TOKEN }", environment: ["TOKEN": "abc def\n"]).secret.reveal() == "abc def")
    }

    @Test(
        "are never taken from the settings file",
        arguments: ["hunter2", "'hunter2'", "42", "[hunter2]", "{ value: hunter2 }"]
    )
    func literal(text: String) throws {
        let message = try #require(absence(text))
        #expect(message.contains("{ file: PATH } or { environment: NAME }"))
        #expect(!message.contains("hunter2"))
    }

    @Test("refuse two places at once, and none")
    func places() {
        #expect(absence("{ file: secret, environment: X }") != nil)
        #expect(absence("{}") != nil)
        #expect(absence("{ file: '' }") != nil)
        #expect(absence("{ file: [secret] }") != nil)
    }

    @Test("refuse a file that is not there, and name it")
    func missingFile() { #expect(absence("{ file: nowhere }")?.contains("nowhere") == true) }

    @Test("refuse a folder")
    func isFolder() { #expect(absence("{ file: . }")?.contains("not a regular file") == true) }

    @Test("refuse a device that never ends")
    func device() { #expect(absence("{ file: /dev/zero }")?.contains("not a regular file") == true) }

    @Test("refuse a pipe that nobody writes to, without waiting")
    func pipe() throws {
        #expect(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
        #expect(absence("{ file: pipe }")?.contains("not a regular file") == true)
    }

    @Test("refuse an empty file")
    func emptyFile() throws {
        try folder.write("empty", "\n")
        #expect(absence("{ file: empty }")?.contains("empty") == true)
    }

    @Test("refuse a file too large for a secret")
    func largeFile() throws {
        try folder.write("large", String(repeating: "x", count: SecretSource.maximumBytes + 1))
        #expect(absence("{ file: large }")?.contains("larger") == true)
    }

    @Test("refuse a file that is not text")
    func binaryFile() throws {
        try folder.write("invalid", [0xFF, 0xFE])
        try folder.write("nul", [0x61, 0, 0x62])
        #expect(absence("{ file: invalid }")?.contains("UTF-8") == true)
        #expect(absence("{ file: nul }")?.contains("UTF-8") == true)
    }

    @Test("refuse a variable that is not set, or empty")
    func missingVariable() {
        #expect(absence("{ environment: NOT_SET }")?.contains("NOT_SET") == true)
        #expect(absence("{ environment: EMPTY }", environment: ["EMPTY": ""])?.contains("empty") == true)
    }

    @Test("warn when everyone may read the file, unless it is public anyway")
    func exposure() throws {
        try folder.write("open", "abc", mode: 0o644)
        try folder.write("closed", "abc", mode: 0o640)
        try folder.write("both.pem", "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----", mode: 0o644)
        try folder.write("keys.json", "{\"keys\":[]}", mode: 0o644)
        #expect(try read("{ file: open }").warning != nil)
        #expect(try read("{ file: both.pem }").warning != nil, "a certificate beside a key makes it no less secret")
        #expect(try read("{ file: closed }").warning == nil)
        #expect(try read("{ file: keys.json }").warning == nil)
    }
}
