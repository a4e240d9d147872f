import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDServer

/// Security requirement 19.
@Suite struct SecurityHeaderTests {
    @Test(
        "Every page carries the policy and allows nothing inline",
        arguments: ["chooser", "waiting", "prompt", "error", "review", "signed"]
    )
    func pages(name: String) async throws {
        let page = try #require(SamplePages.all().first { $0.name == name }?.page)
        let front = ScriptedFront { _ in .page(page, status: name == "error" ? 400 : 200, cookie: nil) }
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.send("GET", "/transaction/t1") }
        expectCommonFields(answer)
        let policy = try #require(answer["content-security-policy"])
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(policy.contains("script-src 'self'"))
        #expect(!policy.contains("unsafe"))
        #expect(answer["content-type"] == "text/html; charset=utf-8")
        #expect(answer["cache-control"] == "no-store")
        #expect(answer.body.contains("<h1>"))
    }

    @Test(
        "Every other answer carries them too",
        arguments: [
            "/nowhere", "/health/live", "/assets/eid.css", "/assets/eid.js", "/assets/qrcode.js", "/assets/icon.svg",
            "/jwks.json",
            "/userinfo",
            "/.well-known/openid-configuration", "/token", "/authorize?a=1&a=2", "/signing/documents/d1",
            "/signing/transactions/s1", "/signing/transactions/s1/evidence",
            "/signing/transactions/s1/documents/d1/signed",
        ]
    )
    func others(target: String) async throws {
        let answer = try await RunningServer.with { wire, _ in try await wire.send("GET", target) }
        expectCommonFields(answer)
    }

    @Test("A form page posts to an upstream with fields escaped, and its answer has the policy")
    func formPost() async throws {
        let target = try #require(URL(string: "https://upstream.example/start"))
        let front = ScriptedFront { _ in .formPost(to: target, fields: [.init(name: "r", value: "\"><x")], cookie: nil)
        }
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.send("GET", "/authorize") }
        expectCommonFields(answer)
        #expect(answer.body.contains(#"action="https://upstream.example/start""#))
        #expect(answer.body.contains(#"value="&quot;&gt;&lt;x""#))
        #expect(answer.body.contains("<button"))
    }

    @Test("HSTS and __Host- cookies appear where the issuer is https, and only there", arguments: [true, false])
    func transport(isSecure: Bool) async throws {
        let cookie = FlowCookie(name: "eid-t1", value: "proof", maxAge: 600)
        let front = ScriptedFront { _ in .redirect(to: "https://upstream.example/", cookie: cookie) }
        let issuer = isSecure ? "https://broker.example" : "http://localhost:8480"
        let answer = try await RunningServer.with(front, issuer: issuer) { wire, _ in
            try await wire.send("GET", "/authorize", headers: [("X-Forwarded-Proto", isSecure ? "http" : "https")])
        }
        #expect((answer["strict-transport-security"] != nil) == isSecure)
        let written = try #require(answer["set-cookie"])
        #expect(written.hasPrefix(isSecure ? "__Host-eid-t1=proof;" : "eid-t1=proof;"))
        #expect(written.contains("HttpOnly"))
        #expect(written.contains("SameSite=Lax"))
        #expect(written.contains("Path=/"))
        #expect(written.contains("Max-Age=600"))
        #expect(written.contains("Secure") == isSecure)
        #expect(!written.contains("Domain"))
    }

    @Test("A redirect after a form is 303")
    func redirectAfterForm() async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.post("/transaction/t1/method", "method=toy")
        }
        #expect(answer.status == 303)
        #expect(answer["location"] == "https://next.example/")
    }

    @Test("A location that would break the header is refused")
    func headerInjection() async throws {
        let front = ScriptedFront { _ in .redirect(to: "https://a.example/\r\nSet-Cookie: x=y", cookie: nil) }
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.send("GET", "/authorize") }
        #expect(answer.status == 500)
        #expect(answer["set-cookie"] == nil)
        #expect(answer["location"] == nil)
    }

    private func expectCommonFields(_ answer: WireAnswer) {
        #expect(answer["x-content-type-options"] == "nosniff")
        #expect(answer["referrer-policy"] == "no-referrer")
        #expect(answer["x-frame-options"] == "DENY")
        #expect(answer["cross-origin-opener-policy"] == "same-origin")
        #expect(answer["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
        #expect(answer["cache-control"] != nil)
        #expect((answer["x-request-id"]?.utf8.count ?? 0) >= 16)
        for field in ["content-security-policy", "cache-control", "x-content-type-options"] {
            #expect(answer.all(field).count == 1)
        }
    }
}
