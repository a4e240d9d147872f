import EIDMethod
import EIDMethodOIDC
import FoundationEssentials

/// A browser without JavaScript for `sign-file`: cookies, redirects and forms, on this machine only.
struct LoopbackBrowser {
    /// Where a walk arrived.
    struct Page {
        let url: URL
        let status: Int
        let body: String

        /// The form whose action ends like this.
        func form(to end: String) -> PageForm? { PageForm.all(in: body).first { $0.action.hasSuffix(end) } }
    }

    let transport: any HTTPTransport
    private var cookies: [String: [String: String]] = [:]

    init(transport: any HTTPTransport) { self.transport = transport }

    /// Opens an address.
    mutating func open(_ url: URL) async throws -> Page { try await load(HTTPRequest(.get, url)) }

    /// Submits a form with more fields than it has.
    mutating func submit(_ form: PageForm, on page: Page, with more: [(name: String, value: String)]) async throws
        -> Page
    {
        guard let url = URL(string: form.action, relativeTo: page.url)?.absoluteURL else {
            throw SigningTrouble("The page \(page.url.path) has a form without an address.")
        }
        let fields = form.fields.filter { field in !more.contains { $0.name == field.name } } + more
        let body = FormEncoding.encode(fields.map { ($0.name, $0.value) })
        return try await load(
            HTTPRequest(
                .post,
                url,
                headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", Self.origin(url))],
                body: Array(body.utf8)
            )
        )
    }

    private mutating func load(_ first: HTTPRequest) async throws -> Page {
        var request = first
        for _ in 0..<20 {
            try Self.staysHere(request.url)
            let origin = Self.origin(request.url)
            request.limits = HTTPLimits(time: .seconds(30), bodyBytes: 4 << 20)
            request.headers.removeAll { $0.name == "Cookie" }
            if let jar = cookies[origin], !jar.isEmpty {
                let text = jar.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
                request.headers.append(("Cookie", text))
            }
            let answer = try await transport.send(request)
            for header in answer.headers where header.name.lowercased() == "set-cookie" { keep(header.value, origin) }
            guard (301...308).contains(answer.status), let location = answer.header("Location"),
                let next = URL(string: location, relativeTo: request.url)?.absoluteURL
            else {
                return Page(
                    url: request.url,
                    status: answer.status,
                    body: String(decoding: answer.body, as: UTF8.self)
                )
            }
            request = HTTPRequest(.get, next)
        }
        throw SigningTrouble("The pages send each other in circles.")
    }

    private mutating func keep(_ cookie: String, _ origin: String) {
        let parts = cookie.split(separator: ";").map { $0.drop { $0 == " " } }
        guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return }
        let isGone = parts.contains { $0.lowercased() == "max-age=0" }
        cookies[origin, default: [:]][String(pair[..<equals])] =
            isGone ? nil : String(pair[pair.index(after: equals)...])
    }

    /// Throws for an address of another machine: whoever sends the walk there would see what it carries.
    static func staysHere(_ url: URL) throws {
        guard let host = url.host, GuardedTransport.isLoopback(host) else {
            throw SigningTrouble("The walk leaves this machine.")
        }
    }

    /// Scheme, host and port.
    static func origin(_ url: URL) -> String {
        let port = url.port.map { ":\($0)" } ?? ""
        return "\(url.scheme ?? "http")://\(url.host ?? "")\(port)"
    }
}
