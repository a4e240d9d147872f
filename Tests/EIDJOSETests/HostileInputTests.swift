import EIDJOSE
import EIDJSON
import Testing

/// Damaged input of every sort: it may be refused or not, but it never stops the process, and never verifies.
@Suite struct HostileInputTests {
    /// A generator that repeats itself, so that a failure can be looked at.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private func damaged(_ text: String, _ dice: inout Dice) -> String {
        var bytes = Array(text.utf8)
        for _ in 0...Int.random(in: 0...3, using: &dice) {
            let place = Int.random(in: 0...bytes.count, using: &dice)
            switch Int.random(in: 0...4, using: &dice) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
            case 3: bytes = Array(bytes.prefix(place))
            default: bytes.insert(contentsOf: #".."{}[]=,"#.utf8.shuffled(using: &dice).prefix(2), at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func tokens() throws {
        var dice = Dice(state: 1)
        let signed = try JWSSigner(key: TestKeys.p256).sign(Array("{}".utf8))
        let verifier = JWSVerifier(keys: [TestKeys.p256], algorithms: [.es256])
        let sealed = try JWESealer(key: TestKeys.ecdhWrapped, encryption: .a128CBCHS256).seal(signed.utf8)
        let opener = JWEOpener(
            keys: [TestKeys.ecdhWrapped],
            algorithms: [.ecdhESA128KW],
            encryptions: Set(ContentEncryption.allCases)
        )
        for _ in 0..<1500 {
            let forgery = damaged(signed, &dice)
            if forgery != signed { #expect(refusal { try verifier.verify(forgery) } != nil) }
            let broken = damaged(sealed, &dice)
            if broken != sealed { #expect(refusal { try opener.open(broken) } != nil) }
        }
    }

    @Test func headers() throws {
        var dice = Dice(state: 2)
        let header =
            #"{"alg":"ECDH-ES","enc":"A128GCM","kid":"ECDH-ES","apu":"AA","epk":{"kty":"EC","crv":"P-256","x":"AA"}}"#
        let opener = JWEOpener(keys: [TestKeys.ecdh], algorithms: [.ecdhES], encryptions: [.a128GCM])
        for _ in 0..<1500 {
            let token = Base64URL.encode(damaged(header, &dice).utf8) + "..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA"
            #expect(refusal { try opener.open(token) } != nil)
        }
    }

    @Test(arguments: [TestKeys.p256, TestKeys.ed25519, TestKeys.rsaSigning])
    func keys(key: JWK) throws {
        var dice = Dice(state: 3)
        let json = try key.json().text
        let pem = try key.publicPEM()
        for _ in 0..<400 {
            _ = refusal { try JWK(parsing: JSONValue.parse(damaged(json, &dice))) }
            _ = refusal { try JWK(pem: damaged(pem, &dice)) }
        }
    }

    @Test func documents() throws {
        var dice = Dice(state: 4)
        let text = #"{"a":[1,-2.5e3,"é\u0041\n",true,null],"b":{"c":{"d":[[[]]]}},"exp":1300819380}"#
        for _ in 0..<3000 {
            guard let value = try? JSONValue.parse(damaged(text, &dice)) else { continue }
            // What was read can be written and read again.
            #expect(throws: Never.self) { try JSONValue.parse(JSON(value).text) }
            _ = try? value.numericDate("exp")
        }
    }
}
