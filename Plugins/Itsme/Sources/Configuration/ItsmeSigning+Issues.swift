import EIDMethod
import FoundationEssentials

extension ItsmeSigning {
    /// The base URL in force; `nil` only where `issues` has something to say about it.
    func baseURL(in environment: ItsmeEnvironment) -> URL? {
        if let customBaseURL { return customBaseURL }
        guard interface == .csc else { return nil }
        switch environment {
        case .e2e: return URL(string: "https://sign.e2e.itsme.services/csc/v1")
        case .production: return URL(string: "https://sign.prd.itsme.services/csc/v1")
        case .custom: return nil
        }
    }

    /// What is wrong across the settings of the section; paths are relative to it.
    func issues(methodClientID: String, environment: ItsmeEnvironment) -> [ConfigurationIssue] {
        var issues = baseIssues(environment)
        switch interface {
        case .csc: issues += cscIssues(methodClientID)
        case .oasis: issues += oasisIssues(methodClientID)
        }
        return issues + strayIssues
    }

    private func baseIssues(_ environment: ItsmeEnvironment) -> [ConfigurationIssue] {
        guard let url = baseURL(in: environment) else {
            return [
                .init(
                    "baseURL",
                    interface == .oasis
                        ? "is missing: itsme hands it over at onboarding" : "is missing: a custom environment needs one"
                )
            ]
        }
        var issues: [ConfigurationIssue] = []
        if !GuardedTransport.isSecure(url) { issues.append(.init("baseURL", "must be https, or http on loopback")) }
        if url.query != nil { issues.append(.init("baseURL", "must not have a query")) }
        return issues
    }

    private func cscIssues(_ methodClientID: String) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if !ItsmeConfiguration.isWord(clientID ?? methodClientID, atMost: 255) {
            issues.append(.init("clientID", "must be one printable word of at most 255 characters"))
        }
        switch clientSecret?.reveal().utf8.count {
        case nil: issues.append(.init("clientSecret", "is missing: csc needs the secret from itsme"))
        case 0?: issues.append(.init("clientSecret", "is empty"))
        // RFC 7518 §3.2: an HS256 key is at least as long as the hash.
        case (1..<32)? where accountTokenKey == .secret:
            issues.append(.init("clientSecret", "is shorter than the 32 bytes that HS256 needs"))
        default: break
        }
        for (name, text) in [("accountID", accountID), ("accountTokenIssuer", accountTokenIssuer)] {
            if let text, !(1...255).contains(text.utf8.count) {
                issues.append(.init(name, "must have at most 255 characters"))
            }
        }
        return issues
    }

    private func oasisIssues(_ methodClientID: String) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if !ItsmeConfiguration.isWord(partnerCode ?? methodClientID, atMost: 10) {
            issues.append(.init("partnerCode", "must be one printable word of at most 10 characters"))
        }
        if let serviceCode, !ItsmeConfiguration.isWord(serviceCode, atMost: 45) {
            issues.append(.init("serviceCode", "must be one printable word of at most 45 characters"))
        } else if serviceCode == nil {
            issues.append(.init("serviceCode", "is missing: oasis needs the code of a service of type Sign"))
        }
        if let role, role.unicodeScalars.count > 50 || !ItsmeText.latin1.covers(role) {
            issues.append(.init("role", "must have at most 50 characters, all of ISO 8859-1"))
        }
        return issues
    }

    /// Settings of the other interface, which would have no effect.
    private var strayIssues: [ConfigurationIssue] {
        let ofCSC = [
            ("clientID", clientID != nil), ("clientSecret", clientSecret != nil), ("accountID", accountID != nil),
            ("accountTokenIssuer", accountTokenIssuer != nil), ("accountTokenKey", accountTokenKey != .secret),
        ]
        let ofOASIS = [
            ("partnerCode", partnerCode != nil), ("serviceCode", serviceCode != nil), ("role", role != nil),
        ]
        let (stray, owner) = interface == .csc ? (ofOASIS, Interface.oasis) : (ofCSC, Interface.csc)
        return stray.filter(\.1).map { .init($0.0, "belongs to the interface \(owner.rawValue)") }
    }
}
