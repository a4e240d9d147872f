import EIDBroker
import EIDMethod
import Testing

@testable import EIDServer

/// The document that a person looks at before signing: a stranger's bytes on the broker's own origin.
@Suite struct ReviewedDocumentTests {
    private func shown(_ mediaType: String, _ text: String = "x") async throws -> WireAnswer {
        let content = SampleDocuments.content("lease", mediaType, text)
        let front = ScriptedFront(document: { _ in .content(content) })
        return try await RunningServer.with(front) { wire, _ in try await wire.send("GET", "/sign/s1/documents/d1") }
    }

    @Test(
        "What browsers show without running it is shown in our own frames",
        arguments: [
            ("application/pdf", "application/pdf"), ("Application/PDF; version=1.7", "application/pdf"),
            ("text/plain", "text/plain; charset=utf-8"), ("text/plain; charset=utf-7", "text/plain; charset=utf-8"),
            ("image/png", "image/png"), ("image/jpeg", "image/jpeg"),
        ]
    )
    func inline(given: String, sent: String) async throws {
        let answer = try await shown(given)
        #expect(answer.status == 200)
        #expect(answer["content-type"] == sent)
        #expect(answer["content-disposition"] == "inline; filename=\"lease\"; filename*=UTF-8''lease")
        expectSandbox(answer)
    }

    @Test(
        "Everything else is saved, never shown",
        arguments: [
            "text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/javascript",
            "multipart/x-mixed-replace", "application/json", "text/html,text/plain", "*/*", "", "image/png\r\nX-A: b",
        ]
    )
    func saved(type: String) async throws {
        let answer = try await shown(type, "<script>alert(1)</script>")
        #expect(answer["content-type"] == "application/octet-stream")
        #expect(answer["content-disposition"]?.hasPrefix("attachment; ") == true)
        expectSandbox(answer)
    }

    @Test("A failure in the document's place may stand in our own frame, and nowhere else")
    func page() async throws {
        let front = ScriptedFront(document: { _ in .page(.page(SamplePages.error(), status: 404, cookie: nil)) })
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.send("GET", "/sign/s1/documents/d1")
        }
        #expect(answer.status == 404)
        #expect(answer["x-frame-options"] == "SAMEORIGIN")
        let policy = try #require(answer["content-security-policy"])
        #expect(policy.contains("frame-ancestors 'self'"))
        #expect(!policy.contains("frame-ancestors 'none'"))
        #expect(policy.contains("script-src 'self'"))
    }

    @Test("The review page frames its own origin only, other pages frame nothing")
    func frames() async throws {
        let front = ScriptedFront { call in
            .page(call.id == "s1" ? SamplePages.review() : SamplePages.waiting(), status: 200, cookie: nil)
        }
        let policies = try await RunningServer.with(front) { wire, _ in
            [
                try await wire.send("GET", "/sign/s1")["content-security-policy"],
                try await wire.send("GET", "/sign/s2")["content-security-policy"],
            ]
        }
        #expect(policies[0]?.contains("frame-src 'self'") == true)
        #expect(policies[0]?.contains("frame-ancestors 'none'") == true)
        #expect(policies[1]?.contains("frame-src") == false)
    }

    private func expectSandbox(_ answer: WireAnswer) {
        #expect(answer["content-security-policy"] == "default-src 'none'; frame-ancestors 'self'; sandbox")
        #expect(answer["x-frame-options"] == "SAMEORIGIN")
        #expect(answer["x-content-type-options"] == "nosniff")
        #expect(answer["cache-control"] == "no-store")
        #expect(answer["x-a"] == nil)
    }
}
