import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// RSASSA-PSS as others write it: the parameters say how long the salt is (RFC 4055 §3.1).
@Suite("RSASSA-PSS") struct PSSParameterTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let authority: Certificate
    private let content: [UInt8] = Array("content".utf8)
    private let scheme = SignatureScheme(.rsaPSS, .sha256)

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
        // The other authority's key is on a curve.
        authority = try ca.issue(TestAuthority.authorityPlan, key: ca.strangerKey)
    }

    /// A signer's part with a PSS value over its signed attributes.
    private func signer(_ old: SignerInfo, _ key: TestKey, salt: Int, said: Int? = nil) throws -> SignerInfo {
        let digest = try DigestAlgorithm.sha256.digest(requireNotNil(old.signedBytes))
        let algorithm = DERElement.sequence(
            .oid(.rsaPSS),
            .sequence(
                .explicit(0, DigestAlgorithm.sha256.identifier),
                .explicit(1, .sequence(.oid(.mgf1), DigestAlgorithm.sha256.identifier)),
                .explicit(2, .integer(UInt64(said ?? salt)))
            )
        )
        let element = DERElement.sequence(
            old.version,
            old.identifier,
            old.digestAlgorithm,
            try requireNotNil(old.signedAttributesField),
            algorithm,
            .octets(try key.sign(digest: digest, scheme, saltLength: salt))
        )
        return try SignerInfo(DERReader.parse(element.bytes, "the signer"))
    }

    private func message(salt: Int, said: Int? = nil) throws -> SignedData {
        var message = try make.baseline(content)
        message.signers = [try signer(message.onlySigner(), ca.personKey, salt: salt, said: said)]
        return try SignedData(der: message.der)
    }

    private func report(_ message: SignedData) throws -> SignatureReport {
        ca.validator.validate(
            message,
            content: .bytes(content),
            material: try make.material(),
            at: TestTime.now + 60
        )
    }

    @Test("is taken with any salt that fits the key", arguments: [0, 20, 32, 222]) func salts(_ salt: Int) throws {
        #expect(try report(message(salt: salt)).verdict == .valid)
    }

    @Test("with another salt than its parameters say is refused", arguments: [(222, 32), (32, 222), (32, 0)])
    func otherSalt(salt: Int, said: Int) throws {
        #expect(try report(message(salt: salt, said: said)).findings == [refusal(.valueInvalid)])
    }

    @Test("with a salt that fits no key is refused") func largeSalt() throws {
        #expect(throws: refusal(.unsupported)) { try message(salt: 32, said: 4096) }
        #expect(try report(message(salt: 32, said: 223)).findings == [refusal(.valueInvalid)])
    }

    @Test("in a token has the salt of JOSE and no other") func jose() throws {
        let prepared = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer], scheme: scheme)
            .prepare(content, signingTime: TestTime.now)
        let digest = prepared.toBeSigned.digest
        #expect(throws: Never.self) { try prepared.signature(with: ca.personKey.sign(digest: digest, scheme)) }
        #expect(throws: refusal(.valueInvalid)) {
            try prepared.signature(with: ca.personKey.sign(digest: digest, scheme, saltLength: 222))
        }
    }

    // MARK: Timestamps

    private func stamped(_ change: (inout SignedData) throws -> Void) throws -> SignatureReport {
        let message = try make.baseline(content)
        let request = try TimestampRequest(imprint: message.signatureImprint())
        let fault = TimestampFault(certificate: authority, key: ca.strangerKey)
        var token = try TimestampResponse(der: ca.timestamp(request, fault)).token.signedData
        try change(&token)
        var signed = message
        signed.signers[0].unsignedAttributes = [
            CMSAttribute(.signatureTimestamp, DERElement(encoded: token.der))
        ]
        return try report(signed)
    }

    @Test("in a timestamp is taken", arguments: [32, 222]) func timestamp(salt: Int) throws {
        let report = try stamped { $0.signers = [try signer($0.onlySigner(), ca.strangerKey, salt: salt)] }
        #expect(report.verdict == .valid && report.level == .timestamped, "\(report.findings)")
    }

    @Test("in a timestamp by another key is refused") func otherKey() throws {
        let report = try stamped { $0.signers = [try signer($0.onlySigner(), ca.personKey, salt: 32)] }
        #expect(report.findings == [refusal(.timestampFailed)])
    }

    @Test("in a timestamp that names no certificate, or another, is refused", arguments: [true, false])
    func unnamed(isNamed: Bool) throws {
        let report = try stamped { token in
            let old = try token.onlySigner()
            var attributes = old.signedAttributes.filter { $0.type != .signingCertificateV2 }
            if isNamed { attributes.append(try SigningCertificateAttribute.make(ca.person, .sha256)) }
            let bytes = DERElement.set(of: attributes.map(\.element)).bytes
            let plain = try SignerInfo(
                certificate: authority,
                scheme: ca.strangerKey.scheme,
                signedAttributes: bytes,
                value: []
            )
            token.signers = [try signer(plain, ca.strangerKey, salt: 32)]
        }
        #expect(report.findings == [refusal(.timestampFailed)])
    }
}
