import EIDJOSE
import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// A trusted list makes facts of claims.
@Suite("A trusted list") struct TrustedListTests {
    private let ca: TestAuthority
    private let content: [UInt8] = [1]

    init() throws { ca = try TestAuthority() }

    /// A list with one service whose parts can be wrong.
    private func xml(
        certificate: Certificate? = nil,
        type: String = TrustedService.qualifiedIssuer,
        status: String = TrustedService.granted,
        since: String = "2016-07-01T00:00:00Z",
        purpose: String = "ForeSignatures",
        nextUpdate: String = "2090-01-01T00:00:00Z",
        history: String = ""
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <tsl:TrustServiceStatusList xmlns:tsl="http://uri.etsi.org/02231/v2#"><tsl:SchemeInformation>
        <tsl:SchemeTerritory>BE</tsl:SchemeTerritory>
        <tsl:NextUpdate><tsl:dateTime>\(nextUpdate)</tsl:dateTime></tsl:NextUpdate></tsl:SchemeInformation>
        <tsl:TrustServiceProviderList><tsl:TrustServiceProvider><tsl:TSPServices><tsl:TSPService>
        <tsl:ServiceInformation>
        <tsl:ServiceTypeIdentifier>\(type)</tsl:ServiceTypeIdentifier>
        <tsl:ServiceDigitalIdentity><tsl:DigitalId><tsl:X509Certificate>
        \(Base64.encode((certificate ?? ca.issuer).der))
        </tsl:X509Certificate></tsl:DigitalId></tsl:ServiceDigitalIdentity>
        <tsl:ServiceStatus>\(status)</tsl:ServiceStatus>
        <tsl:StatusStartingTime>\(since)</tsl:StatusStartingTime>
        <tsl:ServiceInformationExtensions><tsl:Extension Critical="true"><tsl:AdditionalServiceInformation>
        <tsl:URI xml:lang="en">http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/\(purpose)</tsl:URI>
        </tsl:AdditionalServiceInformation></tsl:Extension></tsl:ServiceInformationExtensions>
        </tsl:ServiceInformation>\(history)
        </tsl:TSPService></tsl:TSPServices></tsl:TrustServiceProvider></tsl:TrustServiceProviderList>
        </tsl:TrustServiceStatusList>
        """
    }

    private func qualification(_ xml: String) throws -> SignatureReport.Qualification {
        var validator = ca.validator
        validator.trustedLists = [try TrustedList(xml: Array(xml.utf8))]
        let report = validator.validate(
            try TestSignature(ca).baseline(content),
            content: .bytes(content),
            material: try TestSignature(ca).material(),
            at: TestTime.now + 60
        )
        #expect(report.verdict == .valid)
        return report.qualification
    }

    @Test("makes a claim a fact") func qualified() throws {
        #expect(try qualification(xml()) == .qualifiedSignature)
        let list = try TrustedList(xml: Array(xml().utf8))
        #expect(list.territory == "BE" && list.services.count == 1)
        #expect(try list.anchors.path(for: ca.person, at: TestTime.now).certificates == [ca.person, ca.issuer])
    }

    @Test("knows a service in its history") func history() throws {
        let older = """
            <tsl:ServiceHistory><tsl:ServiceHistoryInstance>
            <tsl:ServiceTypeIdentifier>\(TrustedService.qualifiedIssuer)</tsl:ServiceTypeIdentifier>
            <tsl:ServiceStatus>\(TrustedService.granted)</tsl:ServiceStatus>
            <tsl:StatusStartingTime>2020-01-01T00:00:00Z</tsl:StatusStartingTime>
            </tsl:ServiceHistoryInstance></tsl:ServiceHistory>
            """
        let withdrawn = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn"
        let later = xml(status: withdrawn, since: "2026-01-01T00:00:00Z", history: older)
        #expect(try qualification(later) == .qualifiedSignature)
        let before = xml(status: withdrawn, since: "2025-01-01T00:00:00Z", history: older)
        #expect(try qualification(before) == .claimsQualifiedSignature)
    }

    @Test("leaves a claim where the service was not granted") func notGranted() throws {
        let status = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn"
        #expect(try qualification(xml(status: status)) == .claimsQualifiedSignature)
    }

    @Test("leaves a claim where the service does something else") func otherType() throws {
        let type = "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST"
        #expect(try qualification(xml(type: type)) == .claimsQualifiedSignature)
    }

    @Test("leaves a claim where the service issues for seals") func otherPurpose() throws {
        #expect(try qualification(xml(purpose: "ForeSeals")) == .claimsQualifiedSignature)
    }

    @Test("leaves a claim where the certificate was issued before the grant") func laterGrant() throws {
        #expect(try qualification(xml(since: "2024-06-01T00:00:00Z")) == .claimsQualifiedSignature)
    }

    @Test("leaves a claim of another issuer") func otherIssuer() throws {
        #expect(try qualification(xml(certificate: ca.authority)) == .claimsQualifiedSignature)
    }

    @Test("that is overdue leaves a claim") func overdue() throws {
        #expect(try qualification(xml(nextUpdate: "2025-01-01T00:00:00Z")) == .claimsQualifiedSignature)
    }

    @Test("is refused with a document type") func documentType() {
        let bomb = xml().replacing("<tsl:TrustServiceStatusList", with: "<!DOCTYPE a><tsl:TrustServiceStatusList")
        #expect(throws: refusal(.malformed)) { try TrustedList(xml: Array(bomb.utf8)) }
    }

    @Test("is refused when it is something else or cut off") func malformed() {
        for text in ["", "<a/>", String(xml().dropLast(40)), xml(since: "yesterday")] {
            #expect(throws: refusal(.malformed)) { try TrustedList(xml: Array(text.utf8)) }
        }
    }

    @Test("is refused when nobody can tell when the next one is due") func unreadableUpdate() {
        let empty = xml().replacing("<tsl:dateTime>2090-01-01T00:00:00Z</tsl:dateTime>", with: "2090-01-01T00:00:00Z")
        for text in [xml(nextUpdate: "soon"), xml(nextUpdate: ""), xml(nextUpdate: "2090-01-01"), empty] {
            #expect(throws: refusal(.malformed)) { try TrustedList(xml: Array(text.utf8)) }
        }
    }

    @Test("that is closed has no next one") func closed() throws {
        let text = xml().replacing("<tsl:dateTime>2090-01-01T00:00:00Z</tsl:dateTime>", with: "")
        #expect(try TrustedList(xml: Array(text.utf8)).nextUpdate == nil)
    }

    @Test("is refused when it is too deep") func deep() {
        let deep = "<tsl:TrustServiceStatusList xmlns:tsl=\"http://uri.etsi.org/02231/v2#\">"
        let text = deep + String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200)
        #expect(throws: refusal(.malformed)) {
            try TrustedList(xml: Array((text + "</tsl:TrustServiceStatusList>").utf8))
        }
    }
}
