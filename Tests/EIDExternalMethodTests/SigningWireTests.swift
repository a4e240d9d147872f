import EIDJSON
import EIDMethod
import EIDMethodTesting
import Foundation
import Testing

@testable import EIDExternalMethod

/// What goes over the socket of a signing comes out as it went in, and nothing else is taken for it.
@Suite struct SigningWireTests {
    private static let signer = Signer(
        subject: UpstreamSubject(namespace: "n", identifier: "i"),
        certificates: [Data([1, 2]), Data([3])],
        algorithm: .pssSHA256
    )

    @Test func `A request and its digests arrive as they were sent`() throws {
        let request = SigningRequest(
            transactionID: "t",
            count: 2,
            description: LocalizedText(String(repeating: "long ", count: 1000)),
            documentNames: ["a.pdf", "b.pdf"],
            clientName: LocalizedText("Client"),
            languages: [.fr],
            policy: .init(identifier: "1.2.3", commitment: "1.2.4"),
            signerHint: "PNOEE-40404040009",
            callbackURL: try #require(URL(string: "https://broker.example/callback/m")),
            callbackState: "state",
            endUser: EndUser(address: "203.0.113.7", userAgent: "Firefox")
        )
        #expect(try SigningRequest(wire: JSONValue.parse(request.wire.serialized())) == request)
        let digest = SigningDigest(name: "d-1", bytes: Data(repeating: 7, count: 64), documentName: "a.pdf")
        #expect(try SigningDigest(wire: JSONValue.parse(digest.wire.serialized())) == digest)
    }

    @Test func `A signer and a result arrive as they were sent`() throws {
        let item = EvidenceItem(kind: "signature", mediaType: "application/xml", content: Data([9]), keys: Data([8]))
        let identity = VerifiedIdentity(
            subject: UpstreamSubject(namespace: "n", identifier: "i"),
            assurance: .high,
            authenticatedAt: Date(timeIntervalSince1970: 1),
            attributes: IdentityAttributes()
        )
        let result = SigningResult(
            signer: Self.signer,
            values: [.init(name: "d-1", bytes: [5, 6])],
            native: .init(evidence: item, identity: identity),
            evidence: [item]
        )
        let step = SigningMethod.Step.signed(result)
        guard case .signed(let read) = try SigningMethod.Step(wire: JSONValue.parse(step.wire(2).serialized())) else {
            throw ConformanceFailure("another step")
        }
        #expect(read.signer == Self.signer && read.values == result.values && read.evidence == [item])
        #expect(read.native?.evidence == item && read.native?.identity.subject == identity.subject)
        let ready = SigningMethod.Step.ready(Self.signer, keeping: [1])
        guard
            case .ready(Self.signer, keeping: [1]) = try SigningMethod.Step(
                wire: JSONValue.parse(ready.wire(2).serialized())
            )
        else { throw ConformanceFailure("another step") }
    }

    @Test(
        arguments: [
            "{}", #"{"ready": {"certificates": []}}"#, #"{"ready": {"certificates": "AQ=="}, "state": ""}"#,
            #"{"ready": {"certificates": ["!"]}, "state": ""}"#,
            #"{"ready": {"certificates": [], "algorithm": "md5"}, "state": ""}"#,
            #"{"ready": {"certificates": []}, "state": "", "signed": {}}"#,
            #"{"ready": {"certificates": [\#(Array(repeating: "\"AQ==\"", count: 17).joined(separator: ","))]}, "state": ""}"#,
            #"{"signed": {"values": [], "evidence": []}}"#,
            #"{"signed": {"signer": {"certificates": []}, "values": [{"name": "d"}], "evidence": []}}"#,
            #"{"signed": {"signer": {"certificates": []}, "values": [], "evidence": [], "state": ""}}"#,
            #"{"signed": {"signer": {"certificates": []}, "values": [], "evidence": []}, "state": ""}"#,
            #"{"finished": {}}"#, #"{"present": {"redirect": {"to": "javascript:alert(1)"}}, "state": ""}"#,
        ]
    )
    func `A step that the protocol does not know is refused`(step: String) throws {
        #expect(throws: JSONError.self) { try SigningMethod.Step(wire: JSONValue.parse(step)) }
    }

    @Test(
        arguments: [
            #"{"kind": "values", "maximumDigests": 0, "isQualified": true, "identifiesSigner": true, "needsSignerHint": false}"#,
            #"{"kind": "values", "maximumDigests": 1001, "isQualified": true, "identifiesSigner": true, "needsSignerHint": false}"#,
            #"{"kind": "seals", "maximumDigests": 1, "isQualified": true, "identifiesSigner": true, "needsSignerHint": false}"#,
            #"{"kind": "values", "maximumDigests": 1, "identifiesSigner": true, "needsSignerHint": false}"#,
            #"{"kind": "values", "maximumDigests": 1, "isQualified": true}"#,
        ]
    )
    func `An offer that the protocol does not know is refused`(offer: String) throws {
        #expect(throws: JSONError.self) { try SigningOffer(wire: JSONValue.parse(offer)) }
    }

    @Test func `Who chooses the first version offers nothing to sign with`() throws {
        let descriptor = MethodDescriptor(
            provider: "signs",
            displayName: LocalizedText("Signs"),
            types: [.verification, .signing],
            attributes: [],
            assurance: AssuranceTable([.init("low", .low)])
        )
        let said = try JSONValue.parse(descriptor.wire(2).serialized())
        #expect(try MethodDescriptor(wire: said, 2).types == [.verification, .signing])
        #expect(throws: JSONError.self) { try MethodDescriptor(wire: said, 1) }
        let early = try MethodDescriptor(wire: JSONValue.parse(descriptor.wire(1).serialized()), 1)
        #expect(early.types == [.verification])
        let offer = #""signing": \#(SigningOffer(kind: .values, maximumDigests: 1, isQualified: true).wire.text)"#
        let opened = try OpenedInstance(JSONValue.parse(#"{"issues": [], \#(offer)}"#), of: descriptor, in: 2)
        #expect(opened.types.contains(.signing) && opened.signing?.maximumDigests == 1)
        let silent = try OpenedInstance(JSONValue.parse(#"{"issues": []}"#), of: descriptor, in: 2)
        #expect(silent.types == [.verification] && silent.signing == nil)
        for wrong in [
            #"{"issues": [], "types": ["verification", "signing"]}"#,
            #"{"issues": [], "types": ["verification"], \#(offer)}"#,
        ] {
            #expect(throws: JSONError.self) { try OpenedInstance(JSONValue.parse(wrong), of: descriptor, in: 2) }
        }
        #expect(throws: JSONError.self) {
            try OpenedInstance(JSONValue.parse(#"{"issues": [], \#(offer)}"#), of: early, in: 1)
        }
    }
}
