import EIDJOSE
import Foundation

/// The `openssl` command, which judges what the simulator makes.
enum OpenSSLCommand {
    /// That there was nothing to judge.
    struct NoVerdict: Error {
        let text: String
    }

    /// Whether a signature over a digest is one of the certificate's key.
    static func accepts(_ signature: [UInt8], of digest: [UInt8], by certificate: [UInt8]) throws -> Bool {
        try inFolder { folder in
            let key = folder.appending(path: "key.pem").path
            let leaf = try write(certificate, folder, "leaf.der")
            let read = try run(["x509", "-inform", "DER", "-in", leaf, "-pubkey", "-noout", "-out", key])
            guard read.status == 0 else { throw NoVerdict(text: read.text) }
            let (value, input) = (try write(signature, folder, "value"), try write(digest, folder, "digest"))
            let verdict = try run([
                "pkeyutl", "-verify", "-pubin", "-inkey", key, "-sigfile", value, "-in", input,
                "-pkeyopt", "digest:sha256", "-pkeyopt", "rsa_padding_mode:pkcs1",
            ])
            if verdict.status == 0 { return true }
            // Any other trouble ends with the same status.
            guard verdict.text.contains("Signature Verification Failure") else { throw NoVerdict(text: verdict.text) }
            return false
        }
    }

    /// Whether a chain holds together under its own root, at a time.
    static func accepts(chain: [[UInt8]], at seconds: Int) throws -> Bool {
        try verify(chain, at: seconds).status == 0
    }

    /// What is wrong with a chain under its own root, at a time; `nil` when nothing is.
    static func objection(to chain: [[UInt8]], at seconds: Int) throws -> String? {
        let verdict = try verify(chain, at: seconds)
        return verdict.status == 0 ? nil : verdict.text
    }

    private static func verify(_ chain: [[UInt8]], at seconds: Int) throws -> (status: Int32, text: String) {
        guard chain.count == 3 else { throw NoVerdict(text: "a chain of \(chain.count)") }
        return try inFolder { folder in
            let files = try chain.enumerated().map { index, certificate in
                try write(Array(pem(certificate).utf8), folder, "\(index).pem")
            }
            return try run([
                "verify", "-attime", "\(seconds)", "-CAfile", files[2], "-untrusted", files[1], files[0],
            ])
        }
    }

    /// A certificate in words.
    static func text(of certificate: [UInt8]) throws -> String {
        try inFolder { folder in
            try run(["x509", "-inform", "DER", "-in", try write(certificate, folder, "leaf.der"), "-text", "-noout"])
                .text
        }
    }

    static func pem(_ certificate: [UInt8]) -> String {
        "-----BEGIN CERTIFICATE-----\n\(Data(certificate).base64EncodedString(options: .lineLength64Characters))\n"
            + "-----END CERTIFICATE-----\n"
    }

    private static func inFolder<T>(_ body: (URL) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "signing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private static func write(_ bytes: [UInt8], _ folder: URL, _ name: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }

    private static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
