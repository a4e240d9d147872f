import ArgumentParser
import EIDSignature

/// Whom the reader trusts, the same for every command that judges.
struct TrustOptions: ParsableArguments {
    @Option(
        name: .customLong("trust"),
        help: ArgumentHelp("Certificates to trust for signatures and seals; may be repeated.", valueName: "pem")
    )
    var trust: [String] = []

    @Option(
        name: .customLong("tsa-trust"),
        help: ArgumentHelp(
            "Certificates to trust for timestamps; those of --trust unless given. May be repeated.",
            valueName: "pem"
        )
    )
    var timestampTrust: [String] = []

    /// Anchors for signatures and seals.
    func anchors() throws -> [Certificate] { try trust.flatMap(Self.certificates) }

    /// Anchors for timestamps.
    func timestampAnchors() throws -> [Certificate] {
        try timestampTrust.isEmpty ? anchors() : timestampTrust.flatMap(Self.certificates)
    }

    private static func certificates(_ path: String) throws -> [Certificate] {
        let certificates: [Certificate]
        do {
            certificates = try Certificate.all(pem: InputFile.text(path))
        } catch let error as SignatureError {
            throw ValidationError("\(path) holds a certificate that cannot be read: \(error.detail).")
        }
        guard !certificates.isEmpty else { throw ValidationError("\(path) holds no certificate in PEM.") }
        return certificates
    }
}
