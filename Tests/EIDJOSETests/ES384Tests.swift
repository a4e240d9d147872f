import EIDJOSE
import EIDJSON
import Testing

/// ES384 against the example of RFC 6979 §A.2.6, and what keys on P-384 are not for.
@Suite struct ES384Tests {
    private let key: JWK
    private let signature: [UInt8]

    init() throws {
        let r = "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46"
        let s = "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8"
        signature = try #require(bytes(hex: r + s))
        let x = "ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055866064a254515480bc13"
        let y = "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd2533264720"
        let json: JSON = [
            "kty": "EC", "crv": "P-384", "alg": "ES384", "x": .string(Base64URL.encode(try #require(bytes(hex: x)))),
            "y": .string(Base64URL.encode(try #require(bytes(hex: y)))),
        ]
        key = try JWK(parsing: JSONValue.parse(json.serialized()))
    }

    @Test func theSignatureOfTheStandardVerifies() throws {
        try JWSVerifier.verify(signature, over: "sample".utf8, key: key, algorithm: .es384)
    }

    @Test func anotherMessageIsRefused() {
        let failure = refusal {
            try JWSVerifier.verify(signature, over: "simple".utf8, key: key, algorithm: .es384)
        }
        #expect(failure == .failed)
    }

    @Test func everyChangedByteIsRefused() {
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1
            let failure = refusal {
                try JWSVerifier.verify(changed, over: "sample".utf8, key: key, algorithm: .es384)
            }
            #expect(failure == .failed)
        }
    }

    @Test func theKeyIsNotForOtherAlgorithms() {
        for algorithm in SignatureAlgorithm.allCases where algorithm != .es384 {
            let failure = refusal {
                try JWSVerifier.verify(signature, over: "sample".utf8, key: key, algorithm: algorithm)
            }
            #expect(failure?.code == .unsuitableKey)
        }
    }

    @Test func aPublishedKeyIsReadAgain() throws {
        let again = try JWK(parsing: JSONValue.parse(key.json().serialized()))
        #expect(again.type == .p384)
        #expect(again.thumbprint == key.thumbprint)
        let own = try JWK.generate(.p384, algorithm: .es384)
        let read = try JWK(parsing: JSONValue.parse(own.json(includingPrivate: true).serialized()))
        let value = try JWSSigner(key: read).signature(over: "x".utf8)
        try JWSVerifier.verify(value, over: "x".utf8, key: try #require(own.publicHalf), algorithm: .es384)
    }

    @Test func aPEMOnThisCurveIsRefused() throws {
        // Operators' keys stay what every client library has.
        let pem = try JWK.generate(.p384).privatePEM()
        #expect(refusal { try JWK(pem: pem) }?.code == .unsuitableKey)
    }
}
