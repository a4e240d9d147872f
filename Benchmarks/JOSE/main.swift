import EIDJOSE
import EIDJSON

// Compares our tokens with OpenSSL doing only the cryptography. Both run in turns, so that whatever else the machine is
// busy with slows both; the ratio of the medians is what counts.

let claims: JSON = [
    "iss": "https://broker.example", "sub": "b4e1cdcd-0b7b-4e6e-9f5d-1f7a0e5f6a11", "aud": "client",
    "nonce": "n-0S6_WzA2Mj",
    "iat": 1_300_819_320, "exp": 1_300_819_380, "acr": "http://eidas.europa.eu/LoA/high", "given_name": "Jan",
    "family_name": "Jansen", "birthdate": "1980-01-01", "address": ["country": "BE", "locality": "Brussel"],
]
let payload = claims.serialized()
let document = String(decoding: payload, as: UTF8.self)

func median(_ times: [Duration]) -> Double {
    let sorted = times.sorted()
    return Double(sorted[sorted.count / 2].components.attoseconds) / 1e12
}

func compare(_ name: String, rounds: Int, target: Double?, raw: () -> Void, ours: () throws -> Void) rethrows {
    let clock = ContinuousClock()
    var rawTimes: [Duration] = []
    var ourTimes: [Duration] = []
    for round in 0..<rounds + 20 {
        let first = clock.measure(raw)
        let second = try clock.measure(ours)
        // The first rounds warm caches and build contexts.
        if round >= 20 {
            rawTimes.append(first)
            ourTimes.append(second)
        }
    }
    let (rawMedian, ourMedian) = (median(rawTimes), median(ourTimes))
    // Only what has a target has a bound; timing an empty closure would pretend another.
    row(name, target == nil ? 0 : rawMedian, ourMedian, target)
}

func row(_ name: String, _ raw: Double, _ ours: Double, _ target: Double?) {
    func cell(_ text: String) -> String { String(repeating: " ", count: max(1, 9 - text.count)) + text }
    func fixed(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
    let ratio = raw > 0 ? fixed(ours / raw) : "-"
    let label = name + String(repeating: " ", count: max(1, 26 - name.count))
    print(label, cell(raw > 0 ? fixed(raw) : "-"), cell(fixed(ours)), cell(ratio), cell(target.map { "\($0)" } ?? "-"))
}

func signing(_ kind: JWK.Kind, _ algorithm: KeyAlgorithm, isRSA: Bool, rounds: Int, targets: (Double, Double)) throws {
    let key = try JWK.generate(kind, algorithm: algorithm)
    let signer = try JWSSigner(key: key)
    let verifier = JWSVerifier(keys: [key], algorithms: [algorithm.signature ?? .es256])
    let token = try signer.sign(payload)
    let message = Array(token.utf8)
    let raw = RawEVP(rsa: isRSA)
    raw.prepareSigning()
    try compare("\(algorithm.rawValue) sign", rounds: rounds, target: targets.0) {
        raw.sign(message)
    } ours: {
        _ = try signer.sign(payload)
    }
    raw.prepareVerifying(message)
    try compare("\(algorithm.rawValue) verify", rounds: rounds * 2, target: targets.1) {
        raw.verify(message)
    } ours: {
        _ = try verifier.verify(token)
    }
}

print("medians in microseconds, \(payload.count) bytes of claims")
print("                                 raw      ours     ratio    target")
try signing(.p256, .es256, isRSA: false, rounds: 3000, targets: (1.25, 1.15))
try signing(.rsa(), .rs256, isRSA: true, rounds: 1000, targets: (1.15, 1.15))

let oaep = try JWK.generate(.rsa(), algorithm: .rsaOAEP)
let sealedForRSA = try JWESealer(key: oaep, encryption: .a256GCM).seal(payload)
let rsaOpener = JWEOpener(keys: [oaep], algorithms: [.rsaOAEP], encryptions: [.a256GCM])
let rawRSA = RawEVP(rsa: true)
rawRSA.prepareDecrypting()
try compare("RSA-OAEP open", rounds: 1000, target: 1.15) {
    rawRSA.decrypt(payload)
} ours: {
    _ = try rsaOpener.open(sealedForRSA)
}

let agreement = try JWK.generate(.p256, algorithm: .ecdhES)
let sealer = try JWESealer(key: agreement, encryption: .a256GCM)
let sealed = try sealer.seal(payload)
let opener = JWEOpener(keys: [agreement], algorithms: [.ecdhES], encryptions: [.a256GCM])
let rawECDH = RawEVP(rsa: false)
rawECDH.prepareAgreeing()
try compare("ECDH-ES seal", rounds: 3000, target: 1.25) {
    rawECDH.agree(payload)
} ours: {
    _ = try sealer.seal(payload)
}
try compare("ECDH-ES open", rounds: 3000, target: nil) {
} ours: {
    _ = try opener.open(sealed)
}
try compare("JSON parse", rounds: 3000, target: nil) {
} ours: {
    _ = try JSONValue.parse(document)
}
compare("JSON write", rounds: 3000, target: nil) {
} ours: {
    _ = claims.serialized()
}
let bytes = SecureRandom.bytes(2048)
let text = Base64URL.encode(bytes)
compare("base64url encode 2 KiB", rounds: 3000, target: nil) {
} ours: {
    _ = Base64URL.encode(bytes)
}
compare("base64url decode 2 KiB", rounds: 3000, target: nil) {
} ours: {
    _ = Base64URL.decode(text)
}
