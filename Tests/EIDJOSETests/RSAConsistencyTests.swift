import EIDJOSE
import EIDJSON
import Testing

/// Private RSA keys whose parts contradict each other.
@Suite struct RSAConsistencyTests {
    /// Reads our key with one part changed in its last byte but one, so that odd stays odd and the length is the same.
    private func contradiction(_ names: String...) -> String? {
        refusal {
            var json = try TestKeys.rsaSigning.json(includingPrivate: true)
            for name in names {
                var bytes = try #require(Base64URL.decode(json[name]?.string ?? ""))
                bytes[bytes.count - 2] ^= 1
                json[name] = .string(Base64URL.encode(bytes))
            }
            return try JWK(parsing: parsed(json))
        }?.detail
    }

    @Test func refusesAModulusThatIsNotTheProduct() {
        // Another key's, which has no small factor: those are noticed before.
        let refused = refusal {
            var json = try TestKeys.rsaSigning.json(includingPrivate: true)
            json["n"] = try TestKeys.rsaPSS.json()["n"]
            return try JWK(parsing: parsed(json))
        }
        #expect(refused?.detail.contains("n is not p times q") == true)
    }

    @Test(arguments: ["p", "q"])
    func refusesAnotherFactor(name: String) {
        #expect(contradiction(name)?.contains("n is not p times q") == true)
    }

    @Test func refusesAnExponentThatDoesNotUndoTheOther() {
        #expect(contradiction("d")?.contains("d does not undo e") == true)
    }

    @Test func refusesAnExponentLargerThanTheModulus() {
        #expect(
            refusal {
                var json = try TestKeys.rsaSigning.json(includingPrivate: true)
                json["d"] = .string(Base64URL.encode([UInt8](repeating: 0xFF, count: 256)))
                return try JWK(parsing: parsed(json))
            }?.detail.contains("d is too large") == true
        )
    }

    @Test func refusesAnotherFirstExponent() {
        #expect(contradiction("dp")?.contains("dp is not d mod p - 1") == true)
    }

    @Test func refusesAnotherSecondExponent() {
        #expect(contradiction("dq")?.contains("dq is not d mod q - 1") == true)
    }

    @Test func refusesAnotherCoefficient() {
        #expect(contradiction("qi")?.contains("qi is not the inverse of q mod p") == true)
    }

    @Test("refuses factors in the other order, whose coefficient belongs to neither")
    func refusesSwappedFactors() {
        #expect(
            refusal {
                var json = try TestKeys.rsaSigning.json(includingPrivate: true)
                (json["p"], json["q"]) = (json["q"], json["p"])
                (json["dp"], json["dq"]) = (json["dq"], json["dp"])
                return try JWK(parsing: parsed(json))
            }?.detail.contains("qi is not the inverse of q mod p") == true
        )
    }

    @Test("refuses a key of which p is itself a product, with all other numbers right")
    func refusesCompositeFactors() throws {
        let key = try JSONValue.parse(
            """
            {"kty":"RSA","n":"pSVbIPLsDidzGxw2JIGb3FGqNI6-\
            guRXiXvJ9ejIiaTpIUuG5XoGfL8tcylSkrMA8sakZWFfzkMJz5eCeMlabBpv28vSJjYpDzr8HzRc8JNFhs-gpa_9lbrN0xu4H4t\
            SR_kFig01r8BcYPSLL6lKm2EqQ1zqjjDB3syywjkgQvyQvIAVhX8vw40rLfTUUDQ4cuNJ0m-\
            ZVKXpipgfs6rMioizDamqNIdi6HEF7GK60HMHz5pdrcbAHSkJKy9XFpek0F2Kg0vUmceoWIfkPtR_4VuM08TWFJ715UkgjLDrCd\
            wluuBEMCn2cv8Ylhb_GXyWRGl8KsyU7gM1ZMZy2-\
            H6bw","e":"AQAB","d":"BDB259aRu2gvyNPF4dYx3Hxr22p1lb9yIwgzXtwZXjiDO3d9hAu852Q4JHA7aoJE92OnnvTB5-\
            sWcCAxTJwbAZwIE2TPv21nTD4cUDRVWTr7LAjPU_Src6Vp_D17Rb2UiEPeapqcLomsLj912m8qd9eWqV_NiW7eNCcwL7IgSeKw3\
            3BpsWXQFJOF42eqcoTvVgePwRFHMJQUVAR8EhaiOKpSazmVtjo643MuEdBuDdUyl8ULa6Bg7_355hfRPfbK9uXvTS5lYb9nQA7D\
            hE0iktl25pez0rUwfl91qaa4-\
            crbsdgvlKgqTbkNv7oJKuhMcgOb97I7bKWpKgbcLu3WHQ","p":"x3kO8qyOxdesT9cPeomcCGOrC0jqjWqNTIgQ939srkH6uPE\
            i9AC3mV1fAUaTqqxH9zEVX8HhkvefoqiwCRjK0LxsKgxFC9NplUzhexiSTjsUCQTF1ffeyAcS-zsfHE0akhknrY-vmB6PNFzTmG\
            6joHq9FRHZVMWik3ZtVajtgP0","q":"0_IEU04LNeQ9e_T0AINSOU3UkoQgEd1tjOdNKwqin25GNQDipoZbR6EUZuQYiL-\
            AE3kUegHKwhHqvFiAyvves6J4sufxrbp3e3QMuOdVE4xAAhFFTrxG9kUUpghxwlbX-8V2xXZm-\
            PKtuIaYzU6dnx-C-8zGHUx5TJgwlWqxyts","dp":"RQVxk6z71h9zo0jCNV9qW0jJhaUcbASDkgi-_jTcUUvJSrc9pfqdjPbPC\
            ez26aalXDZis_itaiI-\
            3ZTLHMq0WxfnwYDvX1EvBpdMqkBtV55_p0M8hXY4YzR3b_EcKbnQSN9laFwAoX1phe_c07Ds83mk9aZwcjHUuHvRB0Plsq0","d\
            q":"Gkulk7xUEbyekDmE6GdilS991yvDWtQRGnE8FsH8CTHCTiMs-6IhwxJOGLHmBVlVB5V3H-\
            gHAur8J6AHYqe7KqhWt0OlrXs8BboRNgOlf4ZgDqGb6rfbSgSqGitkCcuCgn8uTDNzdSGOwh0Y6if90Fc1hg4S6mGpjwI2zOLu6\
            g8","qi":"Avmzn5BhU4V4pHhrUXJ5BcZidAhhHqBvmFpwAbnlrXkzBQocNHlzXKSOdoaK7tELoI1YAperhkJFWLBpIYk5jXEOx\
            LxUwNY1n5B2qHApb7b3bN-4d8dcvV3kSFojhybKdvYx3xstu0WMxoP-ko7hjeKVICcurVgt7Q6s1P1pOEk"}
            """
        )
        #expect(refusal { try JWK(parsing: key) }?.detail.contains("does not verify what it signs") == true)
    }

    @Test("refuses a PEM with another coefficient")
    func refusesContradictoryPEM() throws {
        var lines = try TestKeys.rsaSigning.privatePEM().split(separator: "\n").map(String.init)
        // The coefficient comes last and fills more than two lines, of which the last may be short.
        let line = lines.count - 3
        lines[line] = (lines[line].hasPrefix("A") ? "B" : "A") + lines[line].dropFirst()
        let pem = lines.joined(separator: "\n") + "\n"
        #expect(refusal { try JWK(pem: pem) }?.detail.contains("qi is not the inverse of q mod p") == true)
    }
}
