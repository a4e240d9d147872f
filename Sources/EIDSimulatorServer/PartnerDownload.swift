import AsyncHTTPClient
public import EIDSimulator
public import FoundationEssentials
import NIOCore
import NIOHTTP1

/// Fetches what partners publish, as impatiently as an upstream does.
public struct PartnerDownload: Sendable {
    /// How long a partner may take.
    public let timeout: Duration
    private let maximumBytes: Int

    /// Makes a download with limits; itsme expects a key set within one second (itsme-protocol §2.5).
    public init(timeout: Duration = .seconds(1), maximumBytes: Int = 256 * 1024) {
        self.timeout = timeout
        self.maximumBytes = maximumBytes
    }

    /// Why a document could not be used.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        /// What happened.
        public let description: String
    }

    /// Fetches one document; redirects are not followed.
    public func callAsFunction(_ url: URL) async throws -> FetchedDocument {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        // A client per call: key sets are fetched every half hour at most, and nothing is left to shut down.
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let document = try await fetch(url, with: client)
            try await client.shutdown()
            return document
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func fetch(_ url: URL, with client: HTTPClient) async throws -> FetchedDocument {
        let answer = try await client.execute(
            HTTPClientRequest(url: url.absoluteString),
            timeout: TimeAmount(timeout)
        )
        guard answer.status == .ok else { throw Failure(description: "\(url) answered \(answer.status.code)") }
        let body = try await answer.body.collect(upTo: maximumBytes)
        let age = answer.headers["cache-control"].lazy.compactMap {
            FetchedDocument.maximumAge(inCacheControl: $0)
        }.first
        return FetchedDocument(body: Array(body.readableBytesView), maximumAge: age)
    }
}
