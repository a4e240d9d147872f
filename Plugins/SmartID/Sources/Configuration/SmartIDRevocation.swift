import EIDMethod
public import FoundationEssentials

/// Settings of the question whether the certificate of an identification is revoked, or one above it.
public struct SmartIDRevocation: Sendable {
    /// How much an answer matters.
    public enum Check: String, Sendable, CaseIterable {
        /// Nobody is identified without the answer that their certificate is good.
        case required
        /// A revoked certificate is refused; that nobody answers is no obstacle.
        case whenAnswered
        /// Nobody is asked.
        case off
    }

    /// How much an answer matters.
    public var check: Check
    /// Who is asked instead of whom certificates name.
    public var responder: URL?
    /// Whether the answer must repeat a number of ours.
    public var sendsNonce: Bool
    /// Whether authorities between the person's certificate and the trusted end are asked about as well.
    public var asksAboutAuthorities: Bool

    /// Reads the section, or takes what holds without it.
    init(reading settings: SettingsReader?) {
        check = settings?.text("check").flatMap(Check.init) ?? .required
        responder = settings?.url("responder")
        sendsNonce = settings?.boolean("nonce") ?? true
        asksAboutAuthorities = settings?.boolean("authorities") ?? true
    }

    static let settings: [Setting] = [
        .optional(
            "check",
            .choice(Check.allCases.map(\.rawValue)),
            default: "required",
            "Whether nobody passes without the answer that the certificate is good, or whether silence does no harm."
        ),
        .optional("responder", .url, "Who is asked instead of whom certificates name; https, or http as they do."),
        .optional(
            "nonce",
            .boolean,
            default: true,
            "Whether the responder's answer must repeat a number of ours, so that none is old."
        ),
        .optional(
            "authorities",
            .boolean,
            default: true,
            "Whether the authorities below the trusted root are asked about as well."
        ),
    ]
}
