public import EIDMethod
import EIDSignature

/// Settings of signatures, for a method that has a section `signing`.
public struct SmartIDSigning: Sendable {
    /// How values are made.
    public var algorithm: SigningAlgorithm
    /// The lowest level of the signer's certificate.
    public var certificateLevel: SmartIDLevel

    /// Reads the section.
    init(reading settings: SettingsReader) {
        algorithm = settings.text("hash").flatMap { Self.algorithms[$0] } ?? .pssSHA512
        certificateLevel = settings.text("certificateLevel").flatMap(SmartIDLevel.init) ?? .qualified
    }

    /// The digest of `algorithm`.
    var hash: PSSHash {
        switch algorithm {
        case .pssSHA256: .sha256
        case .pssSHA384: .sha384
        default: .sha512
        }
    }

    private static let algorithms: [String: SigningAlgorithm] = [
        "SHA-256": .pssSHA256, "SHA-384": .pssSHA384, "SHA-512": .pssSHA512,
    ]

    static let settings: [Setting] = [
        .optional(
            "hash",
            .choice(["SHA-256", "SHA-384", "SHA-512"]),
            default: "SHA-512",
            "The digest that signatures are made over."
        ),
        .optional(
            "certificateLevel",
            .choice(["QUALIFIED", "QSCD"]),
            default: "QUALIFIED",
            "The lowest level of the signer's certificate; Smart-ID counts both as the same."
        ),
    ]
}
