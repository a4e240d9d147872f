public import FoundationEssentials

/// Holds every outbound call to the rules, whatever transport lies below: https only (http to loopback by an explicit
/// development switch, to a public host for answers that prove themselves), no user info, the total time, the size of the
/// answer.
///
/// When the time is up, the call below is cancelled and its end awaited, so a transport must heed cancellation.
public struct GuardedTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let allowsLoopbackHTTP: Bool
    private let keepsTime: Bool

    /// Guards a transport; only one that ends calls itself when their time is up can do without `keepsTime`.
    public init(_ base: any HTTPTransport, allowsLoopbackHTTP: Bool = false, keepsTime: Bool = true) {
        self.base = base
        self.allowsLoopbackHTTP = allowsLoopbackHTTP
        self.keepsTime = keepsTime
    }

    /// Whether a URL may be called.
    public func allows(_ url: URL) -> Bool {
        guard let scheme = url.scheme?.lowercased(), let host = url.host, !host.isEmpty,
            url.user == nil, url.password == nil, url.fragment == nil
        else { return false }
        return scheme == "https" || scheme == "http" && allowsLoopbackHTTP && Self.isLoopback(host)
    }

    /// Sends a request within its limits.
    public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard allows(request.url) || request.provesItself && Self.openly.allows(request.url) else {
            throw HTTPFailure(.forbidden, "not an https URL")
        }
        let response = keepsTime ? try await timed(request) : try await base.send(request)
        guard response.body.count <= request.limits.bodyBytes else {
            throw HTTPFailure(.tooLarge, "more than \(request.limits.bodyBytes) bytes")
        }
        return response
    }

    private func timed(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let base = self.base
        let result = await withTaskGroup(of: Result<HTTPResponse, HTTPFailure>.self) { group in
            group.addTask {
                do throws(HTTPFailure) { return .success(try await base.send(request)) } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                do { try await Task.sleep(for: request.limits.time) } catch {
                    return .failure(HTTPFailure(.unreachable, "cancelled"))
                }
                return .failure(HTTPFailure(.timedOut, "no complete answer within \(request.limits.time)"))
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? .failure(HTTPFailure(.unreachable, "cancelled"))
        }
        return try result.get()
    }

    private static let openly = CertificateURLRule(allowsPlainHTTP: true, allowsLoopback: false)

    /// Whether a setting may name a URL: https, or http on loopback; whether the latter is called, `allows` says.
    public static func isSecure(_ url: URL) -> Bool {
        switch url.scheme?.lowercased() {
        case "https": true
        case "http": url.host.map { isLoopback($0) } ?? false
        default: false
        }
    }

    /// Whether a host is this machine by any of its fixed names.
    package static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "127.0.0.1" || host == "::1" || host == "[::1]"
    }
}
