import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// A certificate is looked at before anything is hashed for it.
@Suite("A signer's certificate") struct SignerCheckTests {
    private func failure(_ bench: SigningBench, qualified: Bool = true) async -> SigningFailure.Code? {
        do throws(SigningFailure) {
            _ = try await bench.engine().check(bench.signer(), qualified: qualified)
            return nil
        } catch { return error.code }
    }

    @Test("that is good is accepted, and only claims to be qualified") func good() async throws {
        let bench = try SigningBench()
        let signer = try await bench.engine().check(bench.signer(), qualified: true)
        #expect(signer.qualification == .claimed && signer.holder == .person)
        #expect(try signer.leaf() == bench.person)
        #expect(signer.path.count == 2 && signer.checkedAt == TestTime.now)
        #expect(bench.services.asked == ["http://ocsp.test/"])
    }

    @Test("is refused when it has expired") func expired() async throws {
        let bench = try SigningBench { $0.notAfter = TestTime.now - 1 }
        #expect(await failure(bench) == .certificateExpired)
    }

    @Test("is refused when it is not valid yet") func early() async throws {
        let bench = try SigningBench { $0.notBefore = TestTime.now + 60 }
        #expect(await failure(bench) == .certificateExpired)
    }

    @Test("is refused when it was revoked before signing") func revoked() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.answer.revokedSince = TestTime.now - 3600 }
        #expect(await failure(bench) == .certificateRevoked)
    }

    @Test("is refused when it does not claim to be qualified and must") func notQualified() async throws {
        let bench = try SigningBench { $0.qualified = [] }
        #expect(await failure(bench) == .certificateNotQualified)
        #expect(await failure(bench, qualified: false) == nil)
    }

    @Test("is refused when its key is for something else") func wrongUsage() async throws {
        let bench = try SigningBench { $0.keyUsage = .keyEncipherment }
        #expect(await failure(bench) == .signerNotEligible)
    }

    @Test("is refused when its key only authenticates") func onlyAuthentication() async throws {
        let bench = try SigningBench { $0.keyUsage = .digitalSignature }
        #expect(await failure(bench) == .signerNotEligible)
    }

    @Test("is refused when it is for servers only") func otherPurpose() async throws {
        let bench = try SigningBench { $0.purposes = ["1.3.6.1.5.5.7.3.1"] }
        #expect(await failure(bench, qualified: false) == .signerNotEligible)
    }

    @Test("is asked about although it says that nobody needs to") func noCheck() async throws {
        let bench = try SigningBench { $0.extras.append(TestCertificate.make(.ocspNoCheck, .null)) }
        bench.services.change { $0.answer.revokedSince = TestTime.now - 3600 }
        #expect(await failure(bench) == .certificateRevoked)
    }

    @Test("is accepted without an answer when it lives shorter than a revocation takes") func shortTerm() async throws {
        let bench = try SigningBench { $0.extras = [TestCertificate.make(.shortTermCertificate, .null)] }
        #expect(await failure(bench) == nil)
        let other = try SigningBench { $0.extras = [] }
        #expect(await failure(other) == .revocationUnavailable)
    }

    @Test("is refused when it was revoked although it lives shortly") func shortTermRevoked() async throws {
        let bench = try SigningBench { $0.extras.append(TestCertificate.make(.shortTermCertificate, .null)) }
        bench.services.change { $0.answer.revokedSince = TestTime.now - 3600 }
        #expect(await failure(bench) == .certificateRevoked)
    }

    @Test("is refused when nobody trusted issued it, and its URLs are not called") func untrusted() async throws {
        var bench = try SigningBench()
        bench.configuration.anchors = [bench.ca.responder]
        #expect(await failure(bench) == .certificateUntrusted)
        #expect(bench.services.asked.isEmpty)
    }

    @Test("is refused when there is none, or too many") func numbers() async throws {
        let bench = try SigningBench()
        for count in [0, 11, 1000] {
            let signer = Signer(
                certificates: Array(repeating: Data(bench.person.der), count: count),
                algorithm: .rsaSHA256
            )
            await #expect(throws: SigningFailure(.certificateInvalid, "")) {
                try await bench.engine().check(signer, qualified: true)
            }
        }
    }

    @Test("is refused when it cannot be read") func unreadable() async throws {
        let bench = try SigningBench()
        let signer = Signer(certificates: [Data([0x30, 0x01])], algorithm: .rsaSHA256)
        await #expect(throws: SigningFailure(.certificateInvalid, "")) {
            try await bench.engine().check(signer, qualified: true)
        }
    }

    @Test("is refused when the method names a scheme that its key cannot do") func wrongScheme() async throws {
        let bench = try SigningBench()
        await #expect(throws: SigningFailure(.signerNotEligible, "")) {
            try await bench.engine().check(bench.signer(.ecdsaSHA256), qualified: true)
        }
    }

    @Test("is qualified where a trusted list has its issuer as granted") func listed() async throws {
        var bench = try SigningBench()
        bench.configuration.trustedLists = [try Self.list(bench.ca.issuer, status: TrustedService.granted)]
        // The list alone makes the issuer an anchor.
        bench.configuration.anchors = []
        let signer = try await bench.engine().check(bench.signer(), qualified: true)
        #expect(signer.qualification == .qualified)
    }

    @Test("is refused where the trusted list has its issuer as withdrawn") func withdrawn() async throws {
        var bench = try SigningBench()
        let status = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn"
        bench.configuration.trustedLists = [try Self.list(bench.ca.issuer, status: status)]
        #expect(await failure(bench) == .certificateNotQualified)
        let signer = try await bench.engine().check(bench.signer(), qualified: false)
        #expect(signer.qualification == .claimed)
    }

    static func list(_ issuer: Certificate, status: String) throws -> TrustedList {
        let xml = """
            <tsl:TrustServiceStatusList xmlns:tsl="http://uri.etsi.org/02231/v2#"><tsl:SchemeInformation>
            <tsl:NextUpdate><tsl:dateTime>2090-01-01T00:00:00Z</tsl:dateTime></tsl:NextUpdate></tsl:SchemeInformation>
            <tsl:TrustServiceProviderList><tsl:TrustServiceProvider><tsl:TSPServices><tsl:TSPService>
            <tsl:ServiceInformation><tsl:ServiceTypeIdentifier>\(TrustedService.qualifiedIssuer)</tsl:ServiceTypeIdentifier>
            <tsl:ServiceDigitalIdentity><tsl:DigitalId><tsl:X509Certificate>\(Data(issuer.der).base64EncodedString())\
            </tsl:X509Certificate></tsl:DigitalId></tsl:ServiceDigitalIdentity>
            <tsl:ServiceStatus>\(status)</tsl:ServiceStatus>
            <tsl:StatusStartingTime>2016-07-01T00:00:00Z</tsl:StatusStartingTime>
            </tsl:ServiceInformation></tsl:TSPService></tsl:TSPServices></tsl:TrustServiceProvider>
            </tsl:TrustServiceProviderList></tsl:TrustServiceStatusList>
            """
        return try TrustedList(xml: Array(xml.utf8))
    }
}
