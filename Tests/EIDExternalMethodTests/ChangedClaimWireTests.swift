import EIDJSON
import EIDMethod
import Foundation
import Testing

@testable import EIDExternalMethod

/// What a method says about texts that it changed, on the socket.
@Suite struct ChangedClaimWireTests {
    private func identity(isChanged: Bool) -> VerifiedIdentity {
        var attributes = IdentityAttributes()
        attributes.set(.name, to: "Ada", from: Provenance(claim: "c", basis: .upstream, isChanged: isChanged))
        return VerifiedIdentity(
            subject: UpstreamSubject(namespace: "n", identifier: "i"),
            assurance: .low,
            authenticatedAt: Date(timeIntervalSince1970: 1),
            attributes: attributes
        )
    }

    @Test(arguments: [true, false])
    func `It arrives as it was sent`(_ isChanged: Bool) throws {
        let sent = identity(isChanged: isChanged)
        #expect(sent.wire(3).text.contains("isChanged") == isChanged)
        #expect(try VerifiedIdentity(wire: JSONValue.parse(sent.wire(3).serialized())) == sent)
    }

    @Test(arguments: [1, 2] as [Int64])
    func `A broker of before hears nothing of it, which it would refuse`(_ version: Int64) throws {
        let step = Method.Step.finished(identity(isChanged: true))
        #expect(!step.wire(version).text.contains("isChanged") && step.wire(3).text.contains("isChanged"))
        let native = SigningResult.Native(
            evidence: EvidenceItem(kind: "signature", mediaType: "application/xml", content: Data([1])),
            identity: identity(isChanged: true)
        )
        let signed = SigningMethod.Step.signed(
            SigningResult(
                signer: Signer(certificates: [Data([1])], algorithm: nil),
                values: [],
                native: native,
                evidence: []
            )
        )
        #expect(!signed.wire(version).text.contains("isChanged") && signed.wire(3).text.contains("isChanged"))
    }
}
