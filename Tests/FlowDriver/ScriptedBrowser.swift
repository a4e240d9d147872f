public import AsyncHTTPClient
public import FoundationEssentials
import NIOCore
import NIOHTTP1

/// A browser without JavaScript: cookies, redirects, forms.
///
/// It speaks to real sockets.
public actor ScriptedBrowser {
    /// What the browser ended on.
    public struct Page: Sendable {
        /// The address in the address bar.
        public let url: URL
        /// The status of the last answer.
        public let status: Int
        /// Header fields of the last answer.
        public let headers: [(name: String, value: String)]
        /// The body as text.
        public let body: String

        /// The forms on the page.
        public var forms: [HTMLForm] { HTMLForm.all(in: body) }

        /// The first form whose action contains a text.
        public func form(to action: String) throws -> HTMLForm {
            guard let form = forms.first(where: { $0.action.contains(action) }) else {
                throw Failure("no form to \(action) on \(url.path): \(body.prefix(600))")
            }
            return form
        }

        /// One header field.
        public func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        /// A parameter of the address.
        public func query(_ name: String) -> String? {
            URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems?.first { $0.name == name }?.value
        }
    }

    /// Why the walk stopped.
    public struct Failure: Error, CustomStringConvertible {
        /// What happened.
        public let description: String
        /// Makes a failure.
        public init(_ description: String) { self.description = description }
    }

    /// One pool for every browser of the process; it follows no redirect, since the browser does that.
    public static let client = HTTPClient(configuration: .init(redirectConfiguration: .disallow))

    private let client: HTTPClient
    /// The cookies by host and port, then by name.
    public private(set) var cookies: [String: [String: String]] = [:]
    private let stopsAt: String?

    /// Makes a browser; it does not load addresses that begin with `stopsAt`, it only ends there.
    public init(client: HTTPClient = ScriptedBrowser.client, stopsAt: String? = nil) {
        self.client = client
        self.stopsAt = stopsAt
    }

    /// Opens an address and follows redirects.
    public func get(_ url: URL, headers: [(String, String)] = []) async throws -> Page {
        try await load(url, method: "GET", body: nil, headers: headers)
    }

    /// Opens an address given as text.
    public func get(_ text: String) async throws -> Page {
        guard let url = URL(string: text) else { throw Failure("not a URL: \(text)") }
        return try await get(url)
    }

    /// Submits a form of a page with values typed in, by a button where it has several.
    public func submit(
        _ form: HTMLForm,
        on page: Page,
        typing values: [String: String] = [:],
        button: String? = nil
    ) async throws -> Page {
        var fields = form.fields.map { ($0.name, values[$0.name] ?? $0.value) }
        for (name, value) in values.sorted(by: { $0.key < $1.key }) where !fields.contains(where: { $0.0 == name }) {
            fields.append((name, value))
        }
        if let button = form.buttons.first(where: { button == nil || $0.value == button || $0.name == button }) {
            fields.removeAll { $0.0 == button.name }
            fields.append((button.name, button.value))
        }
        let encoded = fields.map { Self.encode($0.0) + "=" + Self.encode($0.1) }.joined(separator: "&")
        guard
            let target = URL(string: form.action.isEmpty ? page.url.absoluteString : form.action, relativeTo: page.url)
        else { throw Failure("bad action \(form.action)") }
        guard form.method == "POST" else {
            return try await get(target.absoluteString.prefix { $0 != "?" } + "?" + encoded)
        }
        return try await load(target.absoluteURL, method: "POST", body: encoded, headers: [])
    }

    /// Forgets every cookie, as a private window does when it is closed.
    public func forgetCookies() { cookies = [:] }

    /// Brings cookies back that were kept aside.
    public func restore(_ cookies: [String: [String: String]]) { self.cookies = cookies }

    /// The names of the cookies held for a host and port.
    public func cookieNames(at origin: String) -> [String] { (cookies[origin] ?? [:]).keys.sorted() }

    private func load(
        _ start: URL,
        method: String,
        body: String?,
        headers: [(String, String)]
    ) async throws -> Page {
        var url = start
        var method = method
        var body = body
        for _ in 0..<20 {
            if let stopsAt, url.absoluteString.hasPrefix(stopsAt) {
                return Page(url: url, status: 0, headers: [], body: "")
            }
            var request = HTTPClientRequest(url: url.absoluteString)
            request.method = .init(rawValue: method)
            for (name, value) in headers { request.headers.add(name: name, value: value) }
            if let jar = cookies[Self.origin(url)], !jar.isEmpty {
                request.headers.add(
                    name: "Cookie",
                    value: jar.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
                )
            }
            if let body {
                request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
                request.body = .bytes(ByteBuffer(string: body))
            }
            let response = try await client.execute(request, timeout: .seconds(30))
            for cookie in response.headers["Set-Cookie"] { remember(cookie, from: url) }
            if (301...308).contains(response.status.code), let location = response.headers.first(name: "Location") {
                _ = try await response.body.collect(upTo: 1 << 20)
                guard let next = URL(string: location, relativeTo: url)?.absoluteURL else {
                    throw Failure("bad Location \(location)")
                }
                url = next
                if response.status.code != 307 && response.status.code != 308 {
                    method = "GET"
                    body = nil
                }
                continue
            }
            let bytes = try await response.body.collect(upTo: 4 << 20)
            return Page(
                url: url,
                status: Int(response.status.code),
                headers: response.headers.map { ($0.name, $0.value) },
                body: String(buffer: bytes)
            )
        }
        throw Failure("more than 20 redirects")
    }

    private func remember(_ header: String, from url: URL) {
        let parts = header.split(separator: ";").map { $0.trimmingPrefix { $0 == " " } }
        guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return }
        let name = String(pair[..<equals])
        let value = String(pair[pair.index(after: equals)...])
        let isGone = parts.contains { $0.lowercased() == "max-age=0" }
        cookies[Self.origin(url), default: [:]][name] = isGone ? nil : value
    }

    private static func origin(_ url: URL) -> String { "\(url.host ?? ""):\(url.port ?? 80)" }

    private static func encode(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(Character(UnicodeScalar(byte)))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count == 1 ? "0" : "") + hex
            }
        }
        return result
    }
}
