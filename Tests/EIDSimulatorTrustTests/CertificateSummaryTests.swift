import EIDSimulatorTrust
import Testing

@Suite("The summary of a certificate") struct CertificateSummaryTests {
    private let bench: TrustBench

    init() throws { bench = try TrustBench() }

    @Test func tellsNumberNamesAndLife() throws {
        var subject = TrustBench.subject
        subject.surname = #"Berg, "van" + <x>; \y"#
        let issued = try bench.service.issueSigner(subject)
        let summary = try CertificateSummary(issued.certificate)
        #expect(summary.serialNumber == issued.serial.text)
        let surname = #"Berg\, \"van\" \+ \<x\>\; \\y"#
        let given = #"Lotte Zo\C3\AB"#
        #expect(
            summary.subject
                == "CN=\(surname) \(given),GN=\(given),SN=\(surname),serialNumber=90020512345,L=Gent,C=BE"
        )
        #expect(
            summary.issuer
                == #"CN=SIMULATOR Qualified CA\, NOT REAL,O=eid-broker simulator\, NOT A REAL TRUST SERVICE,C=BE"#
        )
        #expect(summary.validFrom == "20260921140820Z")
        #expect(summary.validTo == "20290920141320Z")
    }

    @Test(arguments: [[], [0x30], Array("junk".utf8)] as [[UInt8]]) func isNotMadeOfJunk(bytes: [UInt8]) {
        #expect(throws: TrustError.self) { try CertificateSummary(bytes) }
    }
}
