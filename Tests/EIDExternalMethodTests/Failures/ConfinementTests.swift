import EIDExternalMethod
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import Foundation
import Testing

/// What a method finds around itself, and what it can reach.
@Suite struct ConfinementTests {
    @Test func `A method inherits no variable, no descriptor and no folder`() async throws {
        setenv("EID_TEST_SECRET", "hidden", 1)
        let misfit = try Misfit("look")
        let method = try await misfit.method()
        let told = try JSONValue.parse(try await Misfit.told(method))
        let variables = try #require(told[index: 0]?.strings)
        #expect(Set(variables).isSubset(of: ["PATH", "LANG", "LC_CTYPE", "MALLOC_ARENA_MAX"]))
        // 4 is the script itself, 5 the folder that is being listed.
        let descriptors = try #require(told[index: 1]?.elements).compactMap(\.integer)
        #expect(descriptors.allSatisfy { $0 <= 5 })
        #expect(told[index: 3]?.string == "/")
        await misfit.host.stop()
    }

    @Test(arguments: ["good", "stubborn"]) func `A method ends with the broker`(mode: String) async throws {
        var limits = Misfit.quick()
        limits.stop = .milliseconds(mode == "good" ? 10_000 : 50)
        let misfit = try Misfit(mode, limits: limits)
        let method = try await misfit.method()
        try await Misfit.begin(method)
        await misfit.host.stop()
        await #expect(throws: MethodError(.unavailable, "")) { try await Misfit.begin(method) }
    }

    @Test(
        arguments: [
            ("https://declared.example/a", "204"), ("https://setting.example:8443/b", "204"),
            ("https://elsewhere.example/", "forbidden"), ("https://declared.example:8443/", "forbidden"),
            ("https://setting.example/", "forbidden"), ("https://declared.example@elsewhere.example/", "forbidden"),
            ("https://declared.example.elsewhere.example/", "forbidden"), ("file:///etc/passwd", "forbidden"),
        ]
    )
    func `A host that is not declared is refused`(url: String, answer: String) async throws {
        let misfit = try Misfit("http")
        let method = try await misfit.method(settings: ["address": "https://setting.example:8443/"])
        #expect(try await Misfit.told(method, url) == answer)
        #expect(misfit.http.requests.count == (answer == "204" ? 1 : 0))
        #expect(misfit.log.text.contains("has not declared") == (answer != "204"))
        await misfit.host.stop()
    }

    @Test func `A host that a method does not need with its settings is refused`() async throws {
        let misfit = try Misfit("fewer")
        let method = try await misfit.method()
        #expect(try await Misfit.told(method, "https://declared.example/a") == "forbidden")
        await misfit.host.stop()
    }

    @Test func `A method that needs hosts that it has not declared at first is refused`() async throws {
        let misfit = try Misfit("more")
        try await misfit.host.start()
        let issues = await misfit.host.examine(id: "m", settings: [:], keys: MethodKeys())
        #expect(issues.count == 1 && issues.first?.message.contains("undeclared.example") == true)
        await misfit.host.stop()
    }

    @Test func `A header field that would begin another is refused`() async throws {
        let misfit = try Misfit("smuggle")
        let method = try await misfit.method()
        #expect(try await Misfit.told(method, "https://declared.example/") == "forbidden")
        #expect(misfit.http.requests.isEmpty)
        await misfit.host.stop()
    }

    @Test func `A key signs here, and only its public half goes there`() async throws {
        let key = try JWK.generate(.p256)
        let keys = MethodKeys([.init(id: "k", use: .signing, pem: Secret(try key.privatePEM()))])
        let misfit = try Misfit("sign")
        let method = try await misfit.method(keys: keys)
        let input = [#"{"alg":"ES256","kid":"k"}"#, "hello"].map { Base64URL.encode(Array($0.utf8)) }.joined(
            separator: "."
        )
        let told = try await Misfit.told(method, Base64.encode(Array(input.utf8)))
        let token = "\(input).\(Base64URL.encode(try #require(Base64.decode(told))))"
        let half = try JWK(pem: try key.publicPEM(), keyID: "k", use: .signature, algorithm: nil)
        #expect(try JWSVerifier(keys: [half], algorithms: [.es256]).verify(token).payload == Array("hello".utf8))
        #expect(try await Misfit.told(method, "another") == "forbidden")
        await misfit.host.stop()
    }

    @Test func `A token is opened here, and no other is`() async throws {
        let key = try JWK.generate(.p256)
        let keys = MethodKeys([.init(id: "e", use: .encryption, pem: Secret(try key.privatePEM()))])
        let misfit = try Misfit("decrypt")
        let method = try await misfit.method(keys: keys)
        let half = try JWK(pem: try key.publicPEM(), keyID: "e", use: .encryption, algorithm: nil)
        let token = try JWESealer(key: half, algorithm: .ecdhES, encryption: .a128GCM).seal(Array("letter".utf8))
        #expect(try await Misfit.told(method, token) == Base64.encode(Array("letter".utf8)))
        let stranger = try JWK.generate(.p256)
        let strange = try JWK(pem: try stranger.publicPEM(), keyID: "e", use: .encryption, algorithm: nil)
        let other = try JWESealer(key: strange, algorithm: .ecdhES, encryption: .a128GCM).seal(Array("letter".utf8))
        #expect(try await Misfit.told(method, other) == "forbidden")
        await misfit.host.stop()
    }
}
