import EIDBroker
import EIDMethod
import EIDServer
import EIDSettings
import EIDStorageSQLite
import FoundationEssentials

extension LoadedSettings {
    /// Where and how the broker listens; paths are those that this process opens.
    var serverConfiguration: ServerConfiguration {
        var configuration = ServerConfiguration(reading: server, issuer: broker.issuer)
        // One setting rules how large a document may be, on the way in and in the core.
        if let signing = broker.signing { configuration.limits.documentBytes = signing.maximumDocumentBytes }
        if let certificate = configuration.tls?.certificate { configuration.tls?.certificate = path(certificate) }
        return configuration
    }

    /// What would end a start, or every sign-in: certificates and keys that do not serve, connections that cannot be made, URLs that
    /// may not be called, a folder where no database can be.
    ///
    /// With a moment also what time has done, which ends no start.
    func startUpIssues(at moment: Date?) -> [ConfigurationIssue] {
        var issues = serverConfiguration.issues(at: moment).map { $0.under("server") }
        if case .sqlite(let path) = storage, let obstacle = SQLiteRecordStore.obstacle(at: path) {
            issues.append(.init("storage.path", obstacle))
        }
        issues += plainHTTPIssues
        do throws(OutboundTransports.Failure) { _ = try OutboundTransports(self) } catch { issues += error.issues }
        return issues
    }

    /// What a start allows and an operator should know of.
    func startUpWarnings(at moment: Date) -> [ConfigurationIssue] {
        serverConfiguration.warnings(at: moment).map { $0.under("server") }
    }
}
