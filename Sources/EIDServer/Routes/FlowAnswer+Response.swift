import EIDBroker
import EIDMethod
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// The one place that writes pages, redirects and cookies of the browser flow.
extension FlowAnswer {
    /// The answer as a browser gets it.
    func response(to request: IncomingRequest, pages: PageRenderer) -> Response {
        var response: Response
        switch self {
        case .redirect(let target, _):
            guard Self.isHeaderSafe(target) else { return pages.response(to: .failed, request) }
            response = .redirect(to: target)
        case .formPost(let target, let fields, _):
            response = pages.response(
                pages.formPost(to: target.absoluteString, fields: fields, language: request.browser.language),
                hasForm: true
            )
        case .page(let page, let status, _):
            response = pages.response(
                pages.html(page, requestID: request.id),
                status: status,
                hasForm: page.hasForm,
                hasFrames: page.hasFrames
            )
        }
        pages.setCookie(cookie, on: &response)
        return response
    }

    /// The answer as the waiting page's script gets it, in JSON.
    func statusResponse(to request: IncomingRequest, pages: PageRenderer) -> Response {
        guard !isPassingTrouble else {
            var response = Response.bytes(Array("{}".utf8), mediaType: "application/json")
            response.status = .serviceUnavailable
            return response
        }
        let members = statusMembers(at: request.path, pages: pages, requestID: request.id, request.browser.language)
        var response = Response.bytes(Array("{\(members)}".utf8), mediaType: "application/json")
        pages.setCookie(cookie, on: &response)
        return response
    }

    /// The JSON members for the waiting page's script: keep waiting, go elsewhere, or show this page.
    ///
    /// `path` is where the page itself is.
    func statusMembers(at path: String, pages: PageRenderer, requestID: String, _ language: Language) -> String {
        switch self {
        case .redirect(let target, _): return #""location":\#(JSONText.quoted(target))"#
        case .page(.waiting(let page), _, _):
            return #""wait":\#(max(1, min(page.pollSeconds, 60)) * 1000)"# + pages.waitingParts(page)
        // Its frames need the policy that only its own answer brings.
        case .page(.review, _, _): return #""location":\#(JSONText.quoted(path))"#
        case .page(let page, _, _): return #""page":\#(JSONText.quoted(pages.html(page, requestID: requestID)))"#
        case .formPost(let target, let fields, _):
            let html = pages.formPost(to: target.absoluteString, fields: fields, language: language)
            return #""page":\#(JSONText.quoted(html))"#
        }
    }

    /// Whether there is nothing to show but that we cannot tell now how things stand.
    var isPassingTrouble: Bool {
        if case .page(.error, 503, _) = self { true } else { false }
    }

    private var cookie: FlowCookie? {
        switch self {
        case .redirect(_, let cookie), .formPost(_, _, let cookie), .page(_, _, let cookie): cookie
        }
    }

    private static func isHeaderSafe(_ text: String) -> Bool { text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }
}

extension FlowPage {
    /// Whether the page has a form to send.
    var hasForm: Bool {
        switch self {
        case .chooser, .waiting, .prompt, .review: true
        case .signed, .error: false
        }
    }

    /// Whether the page shows documents in frames.
    var hasFrames: Bool {
        if case .review = self { true } else { false }
    }
}
