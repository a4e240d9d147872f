import EIDJOSE
import Foundation
import FoundationXML

/// Collects the services of a trusted list while the XML goes by.
final class TrustedListReader: NSObject, XMLParserDelegate {
    private(set) var territory: String?
    private(set) var nextUpdate: Date?
    private(set) var services: [TrustedService] = []
    private(set) var failure: SignatureError?
    private(set) var isComplete = false

    private var path: [String] = []
    private var text = ""
    private var certificates: [Certificate] = []
    private var statuses: [TrustedService.Status] = []
    private var type = ""
    private var status = ""
    private var since: Date?
    private var purposes: Set<String> = []
    private var qualifications: [QualificationElement] = []
    /// While a `Qualifications` extension goes by.
    private var collecting: QualificationReader?

    private static let namespace = "http://uri.etsi.org/02231/v2#"

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        if path.isEmpty, name != "TrustServiceStatusList" || namespaceURI != Self.namespace {
            fail(parser, "this is no trusted list")
        }
        path.append(name)
        if path.count > 64 { fail(parser, "the trusted list is too deep") }
        text = ""
        guard failure == nil else { return }
        do throws(SignatureError) {
            if collecting != nil { return try collecting?.start(name, attributes) ?? () }
        } catch {
            return fail(parser, error.detail)
        }
        if name == "Qualifications", path.dropLast().last == "Extension" { collecting = QualificationReader() }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard failure == nil else { return }
        let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard collecting == nil else { return collect(value, parser) }
        switch name {
        case "SchemeTerritory" where path.dropLast().last == "SchemeInformation": territory = value
        case "dateTime" where path.dropLast().last == "NextUpdate": setNextUpdate(time(value), parser)
        // TS 119 612 §5.3.15: a list that is closed has nothing here.
        case "NextUpdate" where !value.isEmpty: setNextUpdate(nil, parser)
        case "ServiceTypeIdentifier": type = value
        case "ServiceStatus": status = value
        case "StatusStartingTime": since = time(value)
        case "URI" where path.dropLast().last == "AdditionalServiceInformation": purposes.insert(value)
        // Only the service's own identity counts; history repeats it by name and key identifier.
        case "X509Certificate" where path.contains("ServiceDigitalIdentity") && !path.contains("ServiceHistory"):
            add(certificate: value)
        case "ServiceInformation", "ServiceHistoryInstance": finishStatus(parser)
        case "TSPService": finishService()
        case "TrustServiceStatusList": isComplete = true
        default: break
        }
        _ = path.popLast()
        text = ""
    }

    /// Ends an element of the extension, or the extension itself.
    private func collect(_ value: String, _ parser: XMLParser) {
        do throws(SignatureError) {
            if let elements = try collecting?.end(text: value) {
                qualifications += elements
                collecting = nil
            }
        } catch { fail(parser, error.detail) }
        _ = path.popLast()
        text = ""
    }

    private func setNextUpdate(_ date: Date?, _ parser: XMLParser) {
        guard let date else { return fail(parser, "the trusted list does not say when the next one is due") }
        nextUpdate = date
    }

    private func add(certificate base64: String) {
        // Lists carry certificates of kinds we do not read; a service without any certificate simply matches nobody.
        guard let der = Base64.decode(base64.filter { !$0.isWhitespace }), let certificate = try? Certificate(der: der),
            !certificates.contains(certificate)
        else { return }
        certificates.append(certificate)
    }

    private func finishStatus(_ parser: XMLParser) {
        guard let since, !type.isEmpty, !status.isEmpty else {
            return fail(parser, "a service of the trusted list has no type, status or time")
        }
        statuses.append(
            TrustedService.Status(
                type: type,
                status: status,
                since: since,
                purposes: purposes,
                qualifications: qualifications
            )
        )
        type = ""
        status = ""
        self.since = nil
        purposes = []
        qualifications = []
    }

    private func finishService() {
        services.append(
            TrustedService(certificates: certificates, statuses: statuses.sorted { $0.since > $1.since })
        )
        certificates = []
        statuses = []
    }

    /// `YYYY-MM-DDTHH:MM:SSZ`, which is the only form the standard allows (TS 119 612 §5.1.3).
    private func time(_ text: String) -> Date? {
        let digits = text.filter { $0 != "-" && $0 != ":" && $0 != "T" }
        return text.utf8.count == 20 ? DERTime.read(digits, isShort: false) : nil
    }

    private func fail(_ parser: XMLParser, _ detail: String) {
        if failure == nil { failure = SignatureError(.malformed, detail) }
        parser.abortParsing()
    }
}
