import EIDJOSE
import FoundationEssentials
import Glibc

/// Settings, keys and secrets of one broker and its upstream in a folder of their own.
struct StackFiles: Sendable {
    static let clientID = "bench-shop"
    static let redirectURI = "https://shop.example/callback"

    let folder: String
    let profile: Profile
    private(set) var brokerPort: Int
    let simulatorPort: Int
    let clientSecret = SecureRandom.token(32)
    private let upstreamSecret = SecureRandom.token(32)

    var issuer: String { "http://127.0.0.1:\(brokerPort)" }
    private var simulatorBase: String { "http://127.0.0.1:\(simulatorPort)" }

    init(profile: Profile) throws {
        self.profile = profile
        let ports = try ReadinessProbe.freePorts(2)
        (brokerPort, simulatorPort) = (ports[0], ports[1])
        folder = FileManager.default.temporaryDirectory.path + "/eid-login-benchmark-\(SecureRandom.token(9))"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try write("broker-ec.pem", JWK.generate(.p256).privatePEM())
        for name in ["broker-rsa.pem", "signing.pem", "encryption.pem"] {
            try write(name, JWK.generate(.rsa(bits: 2048)).privatePEM())
        }
        try write("client.secret", clientSecret)
        try write("upstream.secret", upstreamSecret)
        for name in ["subject.secret", "storage.secret"] { try write(name, SecureRandom.token(32)) }
    }

    /// The same files for one more broker on a port of its own.
    func again() throws -> StackFiles {
        var copy = self
        copy.brokerPort = try ReadinessProbe.freePorts(1)[0]
        return copy
    }

    /// Starts a broker on these files.
    func start(_ program: String) throws -> BrokerChild {
        let name = "eid-broker-\(brokerPort)"
        try write("\(name).yaml", brokerSettings + (profile.hasExternalMethod ? externalMethod() : ""))
        return try BrokerChild(
            program: program,
            settings: "\(folder)/\(name).yaml",
            log: "\(folder)/\(name).log",
            port: brokerPort
        )
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ name: String, _ text: String) throws {
        let isWritten = FileManager.default.createFile(
            atPath: "\(folder)/\(name)",
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard isWritten else { throw BenchmarkFailure("\(folder)/\(name) cannot be written") }
    }

    private var brokerSettings: String {
        """
        issuer: \(issuer)
        server: { host: 127.0.0.1, port: \(brokerPort), allowLoopbackHTTP: true }
        storage:
          kind: \(profile.storage.rawValue)
          \(profile.storage == .sqlite ? "path: broker-\(brokerPort).sqlite" : "")
          secret: { file: storage.secret }
        subjectSecret: { file: subject.secret }
        signingKeys:
          - key: { file: broker-ec.pem }
          - key: { file: broker-rsa.pem }
        clients:
          - id: \(Self.clientID)
            name: Benchmark shop
            redirectURIs: [\(Self.redirectURI)]
            authentication: { kind: secret_basic, secret: { file: client.secret } }
            methods: [itsme]
            types: [verification, authentication]
            scopes: [profile, email, phone, address]
            idTokenSigningAlgorithm: \(profile.signing)
        methods:
        \((0..<profile.methods).map { method($0 == 0 ? "itsme" : "itsme-\($0)") }.joined(separator: "\n"))

        """
    }

    private func method(_ id: String) -> String {
        """
          \(id):
            provider: itsme
            keys:
              - { use: signing, key: { file: signing.pem } }
              - { use: encryption, key: { file: encryption.pem } }
            settings:
              environment: custom
              issuer: \(simulatorBase)/v2
              clientID: BrkBench1x
              serviceCodes: { verification: BRK_IDENT, authentication: BRK_LOGIN }
              \(profile.upstream == .secret ? secretSettings : "")
        """
    }

    /// The template's method in a process of its own, beside the others.
    private func externalMethod() throws -> String {
        let path = BrokerProgram.beside("external-template")
        guard let program = FileManager.default.contents(atPath: path) else {
            throw BenchmarkFailure("\(path) cannot be read; build the product external-template")
        }
        let digest = Hexadecimal.text(SHA256.digest(program))
        return """
              pigeon-post:
                provider: template
                settings:
                  issuer: \(simulatorBase)
                  clientID: broker
                  clientSecret: { file: upstream.secret }
            externalMethods:
              template: { path: \(path), sha256: \(digest) }

            """
    }

    private var secretSettings: String {
        """
        clientAuthentication: client_secret_post
              clientSecret: { file: upstream.secret }
              idTokenSigning: HS256
        """
    }

    /// An upstream that approves everything at once.
    var simulatorSettings: String {
        let proof =
            switch profile.upstream {
            case .secret:
                "authentication: client_secret_post, secret: \"\(upstreamSecret)\", idTokenSigning: HS256"
            case .keys: "authentication: private_key_jwt, jwksURL: \"\(issuer)/methods/itsme/jwks.json\""
            }
        let service = "redirectURIs: [\"\(issuer)/callback/itsme\"]"
        return """
            upstream: itsme
            baseURL: \(simulatorBase)
            environment: e2e
            allowLocalRedirects: true
            clients:
              - id: BrkBench1x
                name: Benchmark
                \(proof.replacing(", ", with: "\n    "))
                services:
                  - { code: BRK_IDENT, type: identification, \(service) }
                  - { code: BRK_LOGIN, type: authentication, \(service) }
            script:
              - { do: approve, persona: lotte, times: 0 }
            \(BenchmarkPerson.yaml)
            """
    }
}
