import EIDMethod
import EIDSettings
import Testing

@Suite("A method's tls") struct MethodTLSTests {
    private let folder: SettingsFolder

    init() throws {
        folder = try SettingsFolder()
        try folder.write("client.pem", Self.certificate, mode: 0o644)
    }

    /// Only its first line counts here: whether it is a certificate is found where connections are made.
    private static let certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"

    private func load(_ tls: String) throws(SettingsProblems) -> MethodTLS? {
        try folder.load(Self.text(tls)).methods.first?.tls
    }

    private func paths(_ tls: String) -> [String] { folder.paths(Self.text(tls)) }

    private static func text(_ tls: String) -> String {
        SettingsFolder.good(replacing: "provider: toy", with: "provider: toy\n    tls: \(tls)")
    }

    @Test("is read: certificate, key and trust")
    func whole() throws {
        let tls = try load(
            "{ certificate: { file: client.pem }, key: { file: ec.pem }, trust: { file: client.pem } }"
        )
        #expect(tls?.certificate == Array(Self.certificate.utf8))
        #expect(tls?.key?.reveal().contains("PRIVATE KEY") == true)
        #expect(tls?.trust == tls?.certificate)
    }

    @Test("may trust more authorities than fit into a secret, up to 256 KiB")
    func sizes() throws {
        let most = 256 * 1024 / Self.certificate.utf8.count
        try folder.write("most.pem", String(repeating: Self.certificate, count: most), mode: 0o644)
        #expect(try load("{ trust: { file: most.pem } }")?.trust?.count == most * Self.certificate.utf8.count)
        try folder.write("more.pem", String(repeating: Self.certificate, count: most + 1), mode: 0o644)
        #expect(paths("{ trust: { file: more.pem } }") == ["methods.toy.tls.trust"])
    }

    @Test("may be trust alone, and need not be there")
    func parts() throws {
        #expect(try load("{ trust: { file: client.pem } }")?.certificate == nil)
        #expect(try folder.load(SettingsFolder.good).methods.first?.tls == nil)
    }

    @Test(
        "is refused when a part is missing or is not what it should be",
        arguments: [
            ("{ certificate: { file: client.pem } }", "methods.toy.tls.key"),
            ("{ key: { file: ec.pem } }", "methods.toy.tls.certificate"),
            ("{}", "methods.toy.tls"),
            ("{ certificate: { file: ec.pem }, key: { file: ec.pem } }", "methods.toy.tls.certificate"),
            ("{ certificate: { file: client.pem }, key: { file: client.pem } }", "methods.toy.tls.key"),
            ("{ trust: { file: ec.pem } }", "methods.toy.tls.trust"),
            ("{ trust: { file: nowhere.pem } }", "methods.toy.tls.trust"),
            ("{ trust: { environment: TRUST } }", "methods.toy.tls.trust"),
            ("{ authority: { file: client.pem } }", "methods.toy.tls.authority"),
        ]
    )
    func refusals(_ tls: String, _ path: String) { #expect(paths(tls) == [path]) }
}
