import COpenSSL
import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Answers and lists that are signed well, and must not count all the same.
@Suite("Refused is") struct AnswerRefusalTests {
    private let ca: TestAuthority
    private let request: OCSPRequest

    init() throws {
        ca = try TestAuthority()
        request = try OCSPRequest(ca.person, issuer: ca.issuer)
    }

    private func answer(_ fault: AnswerFault) throws -> RevocationAnswer {
        try OCSPResponse(der: ca.ocsp(request, fault)).answer(to: request, at: TestTime.now)
    }

    @Test("an answer with a critical extension that we do not know, in whole or for one certificate")
    func critical() throws {
        func item(isCritical: Bool) -> [DERElement] {
            [TestCertificate.make("1.2.3.4", .null, critical: isCritical)]
        }
        #expect(try answer(AnswerFault(extensions: item(isCritical: false))).status == .good)
        #expect(try answer(AnswerFault(statementExtensions: item(isCritical: false))).status == .good)
        #expect(throws: refusal(.unsupported)) { try answer(AnswerFault(extensions: item(isCritical: true))) }
        #expect(throws: refusal(.unsupported)) { try answer(AnswerFault(statementExtensions: item(isCritical: true))) }
    }

    @Test("an answer of a responder whose certificate is for something else")
    func unsuitable() throws {
        func responder(_ change: (inout TestCertificate) -> Void) throws -> AnswerFault {
            var plan = TestAuthority.responderPlan
            plan.keyUsage = .digitalSignature
            change(&plan)
            return AnswerFault(certificate: try ca.issue(plan, key: ca.responderKey))
        }
        #expect(try answer(responder { _ in }).status == .good)
        #expect(try answer(responder { $0.keyUsage = nil }).status == .good)
        #expect(throws: refusal(.revocationUnavailable)) { try answer(responder { $0.keyUsage = .keyEncipherment }) }
        #expect(throws: refusal(.revocationUnavailable)) {
            try answer(
                responder {
                    $0.isAuthority = true
                    $0.keyUsage = [.digitalSignature, .certificateSigning]
                }
            )
        }
    }

    @Test("a list that names another algorithm outside than inside")
    func twoAlgorithms() throws {
        let good = try ca.list(by: ca.issuer, key: ca.issuerKey)
        #expect(throws: Never.self) { try RevocationList(der: good) }
        let sha1: DERElement = .sequence(.oid("1.2.840.113549.1.1.5"), .null)
        let other = try ca.list(by: ca.issuer, key: ca.issuerKey, outer: sha1)
        #expect(throws: refusal(.malformed)) { try RevocationList(der: other) }
    }

    @Test("an answer signed over SHA-1, by PSS as well")
    func weakDigest() throws {
        func isStrong(_ identifier: DERElement) -> Bool {
            let bytes = identifier.bytes
            return bytes.withUnsafeBufferPointer { buffer in
                var next = buffer.baseAddress
                guard let read = d2i_X509_ALGOR(nil, &next, buffer.count) else { return false }
                defer { X509_ALGOR_free(read) }
                return eid_digest_is_strong(read) == 1
            }
        }
        for digest in DigestAlgorithm.allCases {
            for family in [SignatureScheme.Family.rsa, .rsaPSS, .ecdsa] {
                #expect(isStrong(SignatureScheme(family, digest).identifier))
            }
        }
        let pss = SignatureScheme(.rsaPSS, .sha256).oid
        let sha1: DERElement = .sequence(.oid("1.3.14.3.2.26"))
        #expect(!isStrong(.sequence(.oid(pss))))
        #expect(!isStrong(.sequence(.oid(pss), .sequence())))
        #expect(!isStrong(.sequence(.oid(pss), .sequence(.explicit(0, sha1)))))
        #expect(!isStrong(.sequence(.oid("1.2.840.113549.1.1.5"), .null)))
    }
}
