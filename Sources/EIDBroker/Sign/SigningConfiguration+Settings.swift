import EIDJOSE
public import EIDMethod
import EIDSignature
import FoundationEssentials

extension SigningConfiguration {
    /// The section `signing` of the settings file.
    public static let settings: [Setting] = [
        .optional("seal", .section(sealSettings), "The organisation's seal, for advanced signatures and evidence."),
        .optional("timestamps", .section(timestampSettings), "The timestamp authority; without one levels end at B-B."),
        .optional("anchors", certificates, "Certificates in PEM at which the paths of signers may end."),
        .optional(
            "trustedList",
            .file(maximumBytes: 64 * 1024 * 1024),
            "A national trusted list (ETSI TS 119 612, XML) that you vouch for; without one, certificates only claim to be "
                + "qualified."
        ),
        .optional(
            "allowPlainHTTP",
            .boolean,
            default: true,
            "Ask responders, lists and the timestamp authority over http where their URL says so; answers are signed."
        ),
        .optional(
            "requireOCSPNonce",
            .boolean,
            default: true,
            "Responders must repeat our nonce; false for those that give answers made before."
        ),
        .optional(
            "acceptEarlierAnswers",
            .boolean,
            default: false,
            "Reach B-LT also with answers made before the signature that still held then; without it, issuers that only "
                + "publish lists, or give answers made before, end at B-T."
        ),
        .optional(
            "documentPolicy",
            .choice(DocumentPolicy.allCases.map(\.rawValue)),
            default: "standard",
            "Which PDF files are refused: those with active or hidden content, or with anything out of the ordinary."
        ),
        .optional("policies", .list(.section(policySettings)), "Signature policies that requests may name."),
        .optional("defaultPolicy", .text, "The identifier of the policy where a request names none."),
        .optional("maximumDocuments", .integer(1...70), default: 70, "Documents of one signing."),
        .optional("maximumDocumentBytes", .integer(1...1_000_000_000), default: 100_000_000, "Bytes of one document."),
        .optional(
            "maximumClientBytes",
            .integer(1...1_000_000_000_000),
            default: 10_000_000_000,
            "Bytes that one client may have stored at a time."
        ),
        .optional(
            "retention",
            .integer(60...31_536_000),
            default: 86_400,
            "Seconds that documents, signatures and evidence are kept once the person's time is up."
        ),
    ]

    private static let certificates = Setting.Kind.file(maximumBytes: 1024 * 1024)

    private static let sealSettings: [Setting] = [
        .required("certificates", certificates, "The seal's certificate in PEM, then its issuers."),
        .required("key", .secret, "Its private key in PEM: RSA from 2048 bits, P-256, P-384 or P-521."),
    ]

    private static let timestampSettings: [Setting] = [
        .required("url", .url, "Where requests go (RFC 3161)."),
        .required("anchors", certificates, "Certificates in PEM at which the authority's path may end."),
        .optional("policies", .list(.text), "The identifiers of accepted policies; all without any."),
        .optional("seconds", .integer(1...60), default: 10, "How long one answer may take."),
    ]

    private static let policySettings: [Setting] = [
        .required("identifier", .text, "The policy's object identifier, numbers with dots."),
        .required("digest", .text, "The digest of the policy's document, in base64."),
        .optional(
            "digestAlgorithm",
            .choice(DigestAlgorithm.allCases.map(\.rawValue)),
            default: "SHA-256",
            "The algorithm of that digest."
        ),
    ]

    /// Reads settings that were checked against `settings`; whatever cannot be understood shows up in `issues()`.
    public init(reading settings: SettingsReader) {
        self.init()
        anchors = readCertificates(settings, "anchors", at: "anchors")
        if let section = settings.section("seal") {
            seal = SealKey(
                certificates: readCertificates(section, "certificates", at: "seal.certificates"),
                key: section.secret("key") ?? Secret("")
            )
        }
        if let section = settings.section("timestamps"), let url = section.url("url") {
            let texts = section.texts("policies")
            let policies = texts.compactMap { OID($0) }
            if policies.count != texts.count {
                readingIssues.append(.init("timestamps.policies", "holds something that is no object identifier"))
            }
            timestamps = TimestampAuthority(
                url: url,
                anchors: readCertificates(section, "anchors", at: "timestamps.anchors"),
                policies: policies,
                seconds: section.integer("seconds") ?? 10
            )
        }
        if let xml = settings.file("trustedList") {
            do throws(SignatureError) { trustedLists = [try TrustedList(xml: xml)] } catch {
                readingIssues.append(.init("trustedList", "cannot be read: \(error.detail)"))
            }
        }
        for (index, section) in settings.sections("policies").enumerated() {
            let algorithm = section.text("digestAlgorithm").flatMap(DigestAlgorithm.init(rawValue:)) ?? .sha256
            do throws(SignatureError) {
                policies.append(
                    try SignaturePolicy(
                        identifier: section.text("identifier") ?? "",
                        digestAlgorithm: algorithm,
                        digest: section.text("digest").flatMap { Base64.decode($0) } ?? []
                    )
                )
            } catch {
                readingIssues.append(.init("policies[\(index)]", error.detail))
            }
        }
        defaultPolicy = settings.text("defaultPolicy")
        allowsPlainHTTP = settings.boolean("allowPlainHTTP")
        requiresOCSPNonce = settings.boolean("requireOCSPNonce")
        acceptsEarlierAnswers = settings.boolean("acceptEarlierAnswers")
        documentPolicy = settings.text("documentPolicy").flatMap(DocumentPolicy.init(rawValue:)) ?? .standard
        maximumDocuments = settings.integer("maximumDocuments") ?? maximumDocuments
        maximumDocumentBytes = settings.integer("maximumDocumentBytes") ?? maximumDocumentBytes
        maximumClientBytes = settings.integer("maximumClientBytes") ?? maximumClientBytes
        retention = settings.integer("retention") ?? retention
    }

    private mutating func readCertificates(_ section: SettingsReader, _ key: String, at path: String) -> [Certificate] {
        guard let bytes = section.file(key) else { return [] }
        do throws(SignatureError) {
            let found = try Certificate.all(pem: String(decoding: bytes, as: UTF8.self))
            if found.isEmpty { readingIssues.append(.init(path, "holds no certificate in PEM")) }
            return found
        } catch {
            readingIssues.append(.init(path, "holds a certificate that cannot be read: \(error.detail)"))
            return []
        }
    }
}
