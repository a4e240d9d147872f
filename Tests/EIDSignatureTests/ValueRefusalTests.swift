import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// A value is embedded only if the certificate's key made it over what was prepared.
@Suite("A signature refuses") struct ValueRefusalTests {
    private let ca: TestAuthority
    private let prepared: PreparedCAdES
    private let value: [UInt8]

    init() throws {
        ca = try TestAuthority()
        prepared = try TestSignature(ca).prepared([1, 2, 3])
        value = try ca.personKey.sign(digest: prepared.toBeSigned.digest)
    }

    private func refuses(_ value: [UInt8]) {
        #expect(throws: refusal(.valueInvalid)) { try prepared.signedData(with: value) }
    }

    @Test("a value with one bit changed") func changedBit() {
        var changed = value
        changed[17] ^= 1
        refuses(changed)
    }

    @Test("no value at all") func empty() { refuses([]) }
    @Test("a value that is too short") func short() { refuses(Array(value.dropLast())) }
    @Test("a value with a zero in front") func padded() { refuses([0] + value) }

    @Test("a value of another key") func otherKey() throws {
        refuses(try ca.strangerKey.sign(digest: prepared.toBeSigned.digest))
    }

    @Test("a value over the content instead of the attributes") func overContent() throws {
        refuses(try ca.personKey.sign([1, 2, 3]))
    }

    @Test("a PSS value where PKCS #1 was agreed") func otherScheme() throws {
        refuses(try ca.personKey.sign(digest: prepared.toBeSigned.digest, SignatureScheme(.rsaPSS, .sha256)))
    }

    @Test("a verified value of another document") func otherDocument() throws {
        let other = try TestSignature(ca).prepared([4])
        let verified = try other.toBeSigned.verified(ca.personKey.sign(digest: other.toBeSigned.digest))
        #expect(throws: refusal(.batchMismatch)) { try prepared.signedData(with: verified) }
    }

    @Test("a digest of the wrong length") func digestLength() throws {
        let builder = try CAdESBuilder(certificate: ca.person)
        #expect(throws: refusal(.digestMismatch)) {
            try builder.prepare(contentDigest: [1, 2], signingTime: TestTime.now)
        }
        #expect(throws: refusal(.digestMismatch)) {
            try ToBeSigned(digest: [1], certificate: ca.person, scheme: builder.scheme)
        }
    }

    @Test("a scheme that the key does not have") func schemeOfOtherKey() throws {
        let builder = try CAdESBuilder(certificate: ca.person, scheme: SignatureScheme(.ecdsa, .sha256))
        #expect(throws: refusal(.certificateUnsuitable)) {
            try builder.prepare(contentDigest: [UInt8](repeating: 0, count: 32), signingTime: TestTime.now)
        }
    }

    @Test("to put a document inside a PDF's signature") func envelopingPDF() throws {
        let builder = try CAdESBuilder(certificate: ca.person, profile: .pades)
        #expect(throws: refusal(.unsupported)) { try builder.prepare(enveloping: [1], signingTime: TestTime.now) }
    }

    @Test("stored bytes whose digest was exchanged") func exchangedDigest() throws {
        let other = try TestSignature(ca).prepared([4]).toBeSigned
        let stored = String(decoding: try JSONEncoder().encode(prepared.toBeSigned), as: UTF8.self)
        let hash = String(decoding: try JSONEncoder().encode(Octets(prepared.toBeSigned.digest)), as: UTF8.self)
        let otherHash = String(decoding: try JSONEncoder().encode(Octets(other.digest)), as: UTF8.self)
        let changed = try JSONDecoder().decode(
            ToBeSigned.self,
            from: Data(stored.replacing(hash, with: otherHash).utf8)
        )
        #expect(changed.digest == other.digest)
        #expect(throws: refusal(.digestMismatch)) {
            try changed.verified(ca.personKey.sign(digest: other.digest))
        }
    }

    @Test("an ECDSA value with bytes behind it, negative or too large") func oddECDSA() throws {
        let target = try ToBeSigned([9], ca.curve, SignatureScheme(.ecdsa, .sha256))
        let der = try ca.curveKey.sign(digest: target.digest)
        let huge = [UInt8](repeating: 0x7F, count: 40)
        for odd in [
            der + [0], [0x30, 6, 2, 1, 0x81, 2, 1, 1], DERElement.sequence(.octets(huge), .octets(huge)).bytes,
        ] {
            #expect(throws: refusal(.valueInvalid)) { try target.verified(odd) }
        }
    }
}

/// What must work around it.
@Suite("A signature takes") struct ValueTests {
    private let ca: TestAuthority

    init() throws { ca = try TestAuthority() }

    @Test("an ECDSA value as two numbers in a message") func twoNumbers() throws {
        let digest = try DigestAlgorithm.sha256.digest([9])
        let scheme = SignatureScheme(.ecdsa, .sha256)
        let der = try ca.curveKey.sign(digest: digest, scheme)
        #expect(try ValueCheck.verifiedInMessage(der, over: digest, by: ca.curve, scheme: scheme) == der)
        let raw = try requireNotNil(ECDSAValue.raw(der, size: 32))
        #expect(throws: refusal(.valueInvalid)) {
            try ValueCheck.verifiedInMessage(raw, over: digest, by: ca.curve, scheme: scheme)
        }
    }

    @Test("ECDSA values as DER and as two numbers") func bothForms() throws {
        let target = try ToBeSigned([9], ca.strong, SignatureScheme(.ecdsa, .sha384))
        let der = try ca.strongKey.sign(digest: target.digest)
        let raw = try requireNotNil(ECDSAValue.raw(der, size: 48))
        #expect(raw.count == 96)
        #expect(try target.verified(der) == target.verified(raw))
    }

    @Test("a preparation that was stored in between, byte for byte") func stored() throws {
        let prepared = try TestSignature(ca).prepared([1])
        let again = try JSONDecoder().decode(PreparedCAdES.self, from: JSONEncoder().encode(prepared))
        #expect(again == prepared)
        let value = try ca.personKey.sign(digest: prepared.toBeSigned.digest)
        #expect(try again.signedData(with: value).der == prepared.signedData(with: value).der)
    }

    @Test("a digest that a client brought") func rawDigest() throws {
        let digest = try DigestAlgorithm.sha256.digest([7])
        let target = try ToBeSigned(digest: digest, certificate: ca.person, scheme: SignatureScheme(.rsa, .sha256))
        #expect(target.bytes == nil)
        #expect(try target.verified(ca.personKey.sign([7])).certificate == ca.person)
    }

    @Test("attributes in the order of DER, under the tag of a SET") func attributeOrder() throws {
        let bytes = try requireNotNil(TestSignature(ca).prepared([1]).toBeSigned.bytes)
        var reader = try DERReader(sequence: DERElement(encoded: bytes).retagged(0x30).bytes, "attributes")
        let attributes = reader.remaining().map(\.element)
        #expect(bytes.first == 0x31 && attributes.count == 4)
        #expect(attributes == DERElement.sorted(attributes))
    }

    @Test("no time of signing inside a PDF") func noTimeInPDF() throws {
        let message = try TestSignature(ca).baseline([1], profile: .pades)
        let types = try message.onlySigner().signedAttributes.map(\.type)
        #expect(!types.contains(.signingTime) && types.contains(.signingCertificateV2))
    }

    @Test("a message back from its bytes") func roundTrip() throws {
        let message = try TestSignature(ca).archival([1])
        #expect(try SignedData(der: message.der).der == message.der)
        #expect(try SignedData(padded: message.der + [0, 0, 0]).der == message.der)
    }
}
