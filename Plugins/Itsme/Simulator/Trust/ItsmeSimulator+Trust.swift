import EIDSimulator
import EIDSimulatorTrust

/// The addresses that stand in certificates: responder, revocation lists, authorities, timestamps.
extension ItsmeSimulator {
    func trustAnswer(_ path: String, _ request: SimulatorRequest) -> SimulatorResponse {
        guard configuration.trust.isEnabled else { return .plain(404, "Not found\n") }
        let rest = path.dropFirst(ItsmeSimulatorConfiguration.trustPath.utf8.count + 1)
        do {
            // A base64 text in a path has slashes of its own, so only the first part is looked at.
            if rest.hasPrefix("ocsp/") { return try statusAnswer(encoded: rest.dropFirst(5), request) }
            switch rest {
            case "ocsp": return try statusAnswer(request)
            case "tsa": return try timestampAnswer(request)
            default: break
            }
            guard request.method == "GET" else { return .methodNotAllowed("GET") }
            return try trustDocument(rest.split(separator: "/", omittingEmptySubsequences: false))
        } catch {
            log("the trust service failed: \(error)")
            return .plain(500, "The trust service failed\n")
        }
    }

    private func trustDocument(_ parts: [Substring]) throws -> SimulatorResponse {
        switch (parts.first, parts.count) {
        case ("crl", 2):
            guard let role = authority(parts[1], ".crl") else { break }
            if takeTrustFault(.revocationListOutage) { return .plain(503, "Service unavailable\n") }
            return .document(200, type: "application/pkix-crl", try trust.revocationList(of: role))
        case ("ca", 2):
            guard let role = authority(parts[1], ".cer") else { break }
            return .document(200, type: "application/pkix-cert", try trust.certificate(of: role))
        case ("roots.pem", 1):
            return .document(200, type: "application/x-pem-file", try trust.rootPEM().utf8)
        case ("trusted-list.xml", 1):
            return .document(200, type: "application/vnd.etsi.tsl+xml", try trust.trustedList().utf8)
        case ("pds", 1):
            return .plain(200, "A simulator's certificates. They are not qualified, and nobody is liable for them.\n")
        default: break
        }
        return .plain(404, "Not found\n")
    }

    private func authority(_ name: Substring, _ suffix: String) -> TrustAuthority? {
        guard name.hasSuffix(suffix) else { return nil }
        return TrustAuthority(rawValue: String(name.dropLast(suffix.utf8.count)))
    }

    func takeTrustFault(_ fault: ItsmeFault) -> Bool { faults.take(fault, at: .trust) != nil }
}
