import EIDSimulator
import Testing

/// What a settings file says about the port with client certificates.
@Suite struct MutualTLSSettingsTests {
    private static func load(_ mutualTLS: String) throws -> SimulatorMutualTLS? {
        try SimulatorServing.load(yaml: "upstream: itsme\n\(mutualTLS)").mutualTLS
    }

    @Test func thePortIsOffUnlessAskedFor() throws {
        #expect(try Self.load("") == nil)
    }

    @Test func addressAndFilesAreRead() throws {
        let read = try #require(
            try Self.load(
                "mutualTLS: {listen: {host: '::1', port: 8482}, certificate: a.pem, key: b.pem, clientCA: c.pem}"
            )
        )
        #expect(read.host == "::1" && read.port == 8482)
        #expect([read.certificateFile, read.keyFile, read.clientCAFile] == ["a.pem", "b.pem", "c.pem"])
    }

    @Test(arguments: [
        ("{certificate: a, key: b, clientCA: c}", "mutualTLS.listen"),
        ("{listen: {port: 70000}, certificate: a, key: b, clientCA: c}", "mutualTLS.listen.port"),
        ("{listen: {port: 1, ports: 2}, certificate: a, key: b, clientCA: c}", "mutualTLS.listen"),
        ("{listen: {port: 1}, key: b, clientCA: c}", "mutualTLS.certificate"),
        ("{listen: {port: 1}, certificate: a, clientCA: c}", "mutualTLS.key"),
        ("{listen: {port: 1}, certificate: a, key: b}", "mutualTLS.clientCA"),
        ("{listen: {port: 1}, certificate: a, key: b, clientCA: c, clientCa: d}", "mutualTLS.clientCa"),
    ])
    func aMistakeIsRefusedByItsPlace(settings: String, place: String) throws {
        let problem = #expect(throws: SettingsProblem.self) { try Self.load("mutualTLS: \(settings)") }
        #expect(problem.map { "\($0)".contains(place) } == true, "\(String(describing: problem))")
    }
}
