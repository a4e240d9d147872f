import EIDJOSE
import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import Foundation
import Testing

@testable import EIDSmartID

/// What the simulator's people sign, before a judge that others wrote: Python's hashes, and cryptography's RSASSA-PSS.
@Suite struct JudgedAnswerTests {
    private static let judge = """
        import base64, hashlib, json, sys
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding
        given = json.load(sys.stdin)
        answer = json.loads(given["answer"])
        signature = answer["signature"]
        b64 = lambda data: base64.b64encode(data).decode()
        payload = "|".join([
            "smart-id-demo", "ACSP_V2", signature["serverRandom"], given["challenge"], signature["userChallenge"],
            b64(b"DEMO"), b64(b"Example shop"), b64(hashlib.sha256(given["interactions"].encode()).digest()),
            answer["interactionTypeUsed"], "", "QR",
        ])
        digest = {"SHA-256": hashes.SHA256(), "SHA3-512": hashes.SHA3_512()}[given["hash"]]
        assert signature["signatureAlgorithmParameters"]["hashAlgorithm"] == given["hash"]
        scheme = padding.PSS(padding.MGF1(digest), signature["signatureAlgorithmParameters"]["saltLength"])
        certificate = x509.load_der_x509_certificate(base64.b64decode(answer["cert"]["value"]))
        certificate.public_key().verify(base64.b64decode(signature["value"]), payload.encode(), scheme, digest)
        policies = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
        print("judged", certificate.subject.rfc4514_string(), [p.policy_identifier.dotted_string for p in policies])
        """

    @Test(arguments: ["SHA-256", "SHA3-512"]) func theAnswerIsReal(hash: String) async throws {
        let walk = try SmartIDWalk(["start": "code", "hash": .text(hash)], brokeredName: "Example shop")
        try await walk.begin()
        try walk.simulator.decide(.approve, on: try walk.simulator.scan(#require(walk.code)))
        let session = try #require(walk.simulator.sessions.first)
        let url = try #require(URL(string: "https://smart-id.example/smart-id-rp/v3/session/\(session.id)"))
        let answer = try await walk.arrangement.upstream.send(HTTPRequest(.get, url))
        let given = [
            "answer": String(decoding: answer.body, as: UTF8.self), "challenge": session.challenge, "hash": hash,
            "interactions": SmartIDInteractions(short: "Log in to Example", long: nil, isPushed: false).encoded,
        ]
        let opinion = try Self.judged(try JSONEncoder().encode(given))
        #expect(opinion.hasPrefix("judged") && opinion.contains(SmartIDPersona.kadri.identifier), "\(opinion)")
        #expect(opinion.contains("1.3.6.1.4.1.10015.17.2") && opinion.contains("0.4.0.2042.1.2"))
    }

    private static func judged(_ input: Data) throws -> String {
        let root = (0..<5).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let process = Process()
        process.executableURL = root.appending(path: ".venv/bin/python")
        process.arguments = ["-c", judge]
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stdout
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: input)
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
