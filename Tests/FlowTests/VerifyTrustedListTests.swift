import EIDJOSE
import EIDJSON
import Foundation
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What `eid-broker verify` says of a signature by trusted lists that an operator could have.
@Suite struct VerifyTrustedListTests {
    private let ca: TestAuthority
    private let content = Array("content".utf8)

    init() throws { ca = try TestAuthority() }

    private static let statuses = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus"

    /// A list whose only service is the issuer.
    private func list(
        status: String = "granted",
        since: String = "2016-07-01T00:00:00Z",
        purposes: [String] = ["ForeSignatures", "ForeSeals"],
        saying qualifier: String? = nil,
        history: String = ""
    ) -> String {
        let words = purposes.map {
            "<tsl:Extension Critical=\"true\"><tsl:AdditionalServiceInformation><tsl:URI xml:lang=\"en\">"
                + "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/\($0)</tsl:URI></tsl:AdditionalServiceInformation>"
                + "</tsl:Extension>"
        }
        let qualifications = qualifier.map {
            "<tsl:Extension Critical=\"true\"><ecc:Qualifications><ecc:QualificationElement><ecc:Qualifiers>"
                + "<ecc:Qualifier uri=\"http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/\($0)\"/></ecc:Qualifiers>"
                + "<ecc:CriteriaList assert=\"all\"><ecc:KeyUsage><ecc:KeyUsageBit name=\"nonRepudiation\">true"
                + "</ecc:KeyUsageBit></ecc:KeyUsage></ecc:CriteriaList></ecc:QualificationElement></ecc:Qualifications>"
                + "</tsl:Extension>"
        }
        return """
            <tsl:TrustServiceStatusList xmlns:tsl="http://uri.etsi.org/02231/v2#" \
            xmlns:ecc="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#">
            <tsl:SchemeInformation><tsl:NextUpdate><tsl:dateTime>2090-01-01T00:00:00Z</tsl:dateTime></tsl:NextUpdate>
            </tsl:SchemeInformation>
            <tsl:TrustServiceProviderList><tsl:TrustServiceProvider><tsl:TSPServices><tsl:TSPService>
            <tsl:ServiceInformation>
            <tsl:ServiceTypeIdentifier>\(TrustedService.qualifiedIssuer)</tsl:ServiceTypeIdentifier>
            <tsl:ServiceDigitalIdentity><tsl:DigitalId><tsl:X509Certificate>\(Base64.encode(ca.issuer.der))\
            </tsl:X509Certificate></tsl:DigitalId></tsl:ServiceDigitalIdentity>
            <tsl:ServiceStatus>\(Self.statuses)/\(status)</tsl:ServiceStatus>
            <tsl:StatusStartingTime>\(since)</tsl:StatusStartingTime>
            <tsl:ServiceInformationExtensions>\(words.joined())\(qualifications ?? "")</tsl:ServiceInformationExtensions>
            </tsl:ServiceInformation>\(history)
            </tsl:TSPService></tsl:TSPServices></tsl:TrustServiceProvider></tsl:TrustServiceProviderList>
            </tsl:TrustServiceStatusList>
            """
    }

    private static func before(_ status: String, since: String) -> String {
        """
        <tsl:ServiceHistory><tsl:ServiceHistoryInstance>
        <tsl:ServiceTypeIdentifier>\(TrustedService.qualifiedIssuer)</tsl:ServiceTypeIdentifier>
        <tsl:ServiceStatus>\(statuses)/\(status)</tsl:ServiceStatus>
        <tsl:StatusStartingTime>\(since)</tsl:StatusStartingTime>
        </tsl:ServiceHistoryInstance></tsl:ServiceHistory>
        """
    }

    /// A message at B-LT of October 2025, by a person's certificate with other statements.
    private func message(_ qualified: [DERElement], hasAnswers: Bool = true) throws -> [UInt8] {
        var plan = TestAuthority.personPlan
        plan.serial = 170
        plan.qualified = qualified
        let person = try ca.issue(plan, key: ca.personKey)
        let prepared = try CAdESBuilder(certificate: person, chain: [ca.issuer])
            .prepare(contentDigest: DigestAlgorithm.sha256.digest(content), signingTime: TestTime.now)
        let plain = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let stamped = try plain.adding(signatureTimestamp: ca.verifiedTimestamp(plain.signatureImprint()))
        var material = try TestSignature(ca).material()
        material.responses.append(try ca.ocsp(about: person, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now)))
        return hasAnswers ? stamped.adding(material).der : stamped.der
    }

    private static let compliant = DERElement.sequence(.oid(.qcCompliance))
    private static let device = DERElement.sequence(.oid(.qcDevice))
    private static func type(_ number: Int) -> DERElement {
        .sequence(.oid(.qcType), .sequence(.oid(number == 1 ? "0.4.0.1862.1.6.1" : "0.4.0.1862.1.6.2")))
    }
    private static let signature = [compliant, device, type(1)]
    private static let seal = [compliant, device, type(2)]

    /// The line about the qualification.
    private func words(
        _ qualified: [DERElement] = signature,
        by list: String?,
        hasAnswers: Bool = true,
        status: Int32 = 0
    ) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "eid-list-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            "a.p7s": try message(qualified, hasAnswers: hasAnswers), "a.txt": content,
            "root.pem": Array(ca.root.pem.utf8), "list.xml": Array((list ?? "").utf8),
        ]
        for (name, bytes) in files { try Data(bytes).write(to: folder.appending(path: name)) }
        let arguments = ["verify", "a.p7s", "--document", "a.txt", "--trust", "root.pem"]
        let lists = list == nil ? [] : ["--trusted-list", "list.xml"]
        let ended = try await Executable.run("eid-broker", arguments + lists, in: folder)
        #expect(ended.status == status, "\(ended.output)\(ended.errors)")
        let line = ended.output.split(separator: "\n").first { $0.contains("qualification") }
        return line.map { $0.drop { $0 == " " }.dropFirst(15).description } ?? ended.errors
    }

    @Test func aSignatureThatAListConfirmsIsQualified() async throws {
        #expect(try await words(by: list()) == "qualified signature, by the trusted list")
    }

    @Test func aSealThatAListConfirmsIsAQualifiedSeal() async throws {
        #expect(try await words(Self.seal, by: list()) == "qualified seal, by the trusted list")
    }

    @Test func aSealByAServiceForSignaturesOnlyIsNotConfirmed() async throws {
        let words = try await words(Self.seal, by: list(purposes: ["ForeSignatures"]))
        #expect(words == "claims qualified seal; the trusted list does not confirm it")
    }

    @Test func aCertificateWithoutADeviceMakesNoQualifiedSignature() async throws {
        let words = try await words([Self.compliant, Self.type(1)], by: list())
        #expect(words == "qualified certificate without a qualified device, by the trusted list")
    }

    @Test func aDeviceThatAListDeniesIsNone() async throws {
        let words = try await words(by: list(saying: "QCNoQSCD"))
        #expect(words == "qualified certificate without a qualified device, by the trusted list")
    }

    @Test func aDeviceThatOnlyAListKnowsIsOne() async throws {
        let words = try await words([Self.compliant, Self.type(1)], by: list(saying: "QCWithQSCD"))
        #expect(words == "qualified signature, by the trusted list")
    }

    @Test func aCertificateThatAListExcludesIsNotQualified() async throws {
        #expect(try await words(by: list(saying: "NotQualified")) == "not qualified, by the trusted list")
    }

    @Test func aQualifierThatNobodyUnderstandsLeavesItInDoubt() async throws {
        #expect(try await words(by: list(saying: "QCSomethingNew")).hasPrefix("in doubt: "))
    }

    @Test func aServiceThatWasGrantedOnlyLaterConfirmsNothing() async throws {
        let words = try await words(by: list(since: "2026-01-01T00:00:00Z"))
        #expect(words == "claims qualified signature; the trusted list does not confirm it")
    }

    @Test func aServiceThatLostItsStatusBeforeConfirmsNothing() async throws {
        let granted = Self.before("granted", since: "2016-07-01T00:00:00Z")
        let words = try await words(by: list(status: "withdrawn", since: "2025-01-01T00:00:00Z", history: granted))
        #expect(words == "claims qualified signature; the trusted list does not confirm it")
    }

    @Test func aServiceThatLostItsStatusAfterTheTimestampConfirmsIt() async throws {
        let granted = Self.before("granted", since: "2016-07-01T00:00:00Z")
        let words = try await words(by: list(status: "withdrawn", since: "2026-01-01T00:00:00Z", history: granted))
        #expect(words == "qualified signature, by the trusted list")
    }

    @Test func withoutAListAClaimStaysOne() async throws {
        #expect(try await words(by: nil) == "claims qualified signature; no trusted list was given")
    }

    @Test func aListConfirmsNothingThatIsInDoubt() async throws {
        let words = try await words(by: list(), hasAnswers: false, status: 2)
        #expect(words == "claims qualified signature; trusted lists confirm what is valid only")
    }

    @Test func aCertificateThatClaimsNothingGetsNothingByAList() async throws {
        #expect(try await words([], by: list()) == "none is claimed")
    }

    @Test func aListIsForReadersToVouchFor() async throws {
        #expect(try await words(by: "<list/>", status: 64).contains("list.xml cannot be used"))
    }
}
