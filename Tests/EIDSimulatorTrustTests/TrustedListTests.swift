import EIDSimulatorTrust
import Foundation
import FoundationXML
import Testing

@Suite("The trusted list") struct TrustedListTests {
    private let bench: TrustBench

    init() throws { bench = try TrustBench() }

    @Test func isXMLOfItsNamespace() throws {
        let parser = XMLParser(data: Data(try bench.service.trustedList().utf8))
        #expect(parser.parse())
        #expect(
            try bench.service.trustedList().contains(#"<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#""#)
        )
    }

    @Test func grantsTheIssuersAndNobodyElse() throws {
        let list = try bench.service.trustedList()
        for role in TrustAuthority.allCases {
            let text = Data(try bench.service.certificate(of: role)).base64EncodedString()
            #expect(list.contains(text) == ![.root, .stranger, .connections].contains(role))
        }
        #expect(list.split(separator: "Svctype/CA/QC").count == 3)
        #expect(list.split(separator: "Svcstatus/granted").count == 4)
        #expect(list.contains("SvcInfoExt/ForeSignatures") && list.contains("SvcInfoExt/ForeSeals"))
    }

    @Test func saysSinceWhenAndHowLong() throws {
        let list = try bench.service.trustedList()
        #expect(list.contains("<StatusStartingTime>2023-09-22T14:13:20Z</StatusStartingTime>"))
        #expect(list.contains("<NextUpdate><dateTime>2027-03-20T14:13:20Z</dateTime></NextUpdate>"))
    }
}
