import EIDBroker
import EIDMethod
import Testing

@testable import EIDServer

/// Which addresses exist, what they take, and who may read them.
@Suite struct EndpointTests {
    @Test(
        "A wrong verb gets 405 and the right ones",
        arguments: [
            ("DELETE", "/authorize", "GET, POST"), ("GET", "/token", "POST"), ("GET", "/revoke", "POST"),
            ("PUT", "/userinfo", "GET, HEAD, POST"), ("POST", "/transaction/t1", "GET"),
            ("PUT", "/transaction/t1/cancel", "GET, POST"),
            ("POST", "/jwks.json", "GET, HEAD"), ("POST", "/health/live", "GET, HEAD"),
            ("HEAD", "/authorize", "GET, POST"),
            ("HEAD", "/callback/toy", "GET, POST"), ("TRACE", "/token", "POST"),
            ("BREW", "/assets/eid.js", "GET, HEAD"),
            ("GET", "/signing/documents", "POST"), ("PUT", "/signing/documents/d1", "GET, HEAD, DELETE"),
            ("GET", "/signing/transactions", "POST"), ("POST", "/signing/transactions/s1", "GET, HEAD, DELETE"),
            ("GET", "/signing/transactions/s1/cancel", "POST"),
            ("DELETE", "/signing/transactions/s1/documents/d1/signed", "GET, HEAD"),
            ("POST", "/signing/transactions/s1/evidence", "GET, HEAD"),
            ("PUT", "/signing/documents/d1/content", "GET, HEAD"),
            ("POST", "/sign/s1", "GET"), ("HEAD", "/sign/s1", "GET"), ("PUT", "/sign/s1/consent", "GET, POST"),
            ("PUT", "/sign/s1/decline", "GET, POST"), ("PUT", "/sign/s1/answer", "GET, POST"),
            ("HEAD", "/sign/s1/documents/d1", "GET"), ("OPTIONS", "/signing/documents", "POST"),
        ]
    )
    func wrongVerb(verb: String, target: String, allowed: String) async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.send(verb, target) }
        #expect(answer.status == 405 || (verb == "BREW" && answer.status == 400))
        #expect(answer["allow"] == allowed || verb == "BREW")
        #expect(front.calls.isEmpty)
    }

    @Test(
        "Whoever loads the address of a form, which is where its answer stood, comes to the page",
        arguments: [("/transaction/t1/answer", "/transaction/t1"), ("/sign/s1/consent", "/sign/s1")]
    )
    func addressOfAForm(target: String, page: String) async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.send("GET", target) }
        #expect(answer.status == 303 && answer["location"] == page)
        #expect(front.calls.isEmpty)
    }

    @Test("An unknown address gets a page with the request's reference, in the reader's language")
    func unknown() async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.send("GET", "/nowhere", headers: [("Accept-Language", "da, fr-BE;q=0.8, en;q=0.5")])
        }
        #expect(answer.status == 404)
        #expect(answer.body.contains(#"<html lang="fr">"#))
        #expect(answer.body.contains("Page introuvable"))
        #expect(answer.body.contains(try #require(answer["x-request-id"])))
    }

    @Test("No other origin reads the pages", arguments: ["/authorize", "/callback/toy", "/transaction/t1", "/sign/s1"])
    func noCrossOriginPages(target: String) async throws {
        let (read, preflight) = try await RunningServer.with { wire, _ in
            let origin = [("Origin", "https://spa.example"), ("Access-Control-Request-Method", "GET")]
            return (
                try await wire.send("GET", target, headers: origin),
                try await wire.send("OPTIONS", target, headers: origin)
            )
        }
        #expect(read["access-control-allow-origin"] == nil)
        #expect(preflight["access-control-allow-origin"] == nil)
        #expect(preflight.status == 405)
    }

    @Test(
        "Scripts of other origins use the programs' endpoints without credentials",
        arguments: ["/token", "/userinfo", "/revoke", "/jwks.json", "/.well-known/openid-configuration"]
    )
    func crossOriginPrograms(target: String) async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.send("OPTIONS", target, headers: [("Origin", "https://spa.example")])
        }
        #expect(answer.status == 204)
        #expect(answer["access-control-allow-origin"] == "*")
        #expect(answer["access-control-allow-credentials"] == nil)
        #expect(answer["access-control-allow-headers"]?.contains("Authorization") == true)
    }

    @Test("Scripts of other origins may read when to come again, and the request's reference")
    func crossOriginHeaders() async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.send("GET", "/userinfo", headers: [("Origin", "https://spa.example")])
        }
        #expect(answer["access-control-expose-headers"] == "WWW-Authenticate, Retry-After, X-Request-ID")
        #expect(answer["x-request-id"] != nil)
    }

    @Test("Health answers for the process and for its store", arguments: [true, false])
    func health(isReady: Bool) async throws {
        let (live, ready) = try await RunningServer.with(ScriptedFront(ready: isReady)) { wire, _ in
            (try await wire.send("GET", "/health/live"), try await wire.send("GET", "/health/ready"))
        }
        #expect(live.status == 200)
        #expect(ready.status == (isReady ? 200 : 503))
        #expect(ready.body.contains(isReady ? #""ok""# : #""unavailable""#))
    }

    @Test("HEAD answers like GET, without the body", arguments: ["/jwks.json", "/userinfo"])
    func head(target: String) async throws {
        let (head, get) = try await RunningServer.with { wire, _ in
            (try await wire.send("HEAD", target), try await wire.send("GET", target))
        }
        #expect(head.status == 200 && head.status == get.status)
        #expect(head.body.isEmpty && !get.body.isEmpty)
        #expect(head["content-length"] == get["content-length"])
    }

    @Test("The keys of an enabled method are published, others do not exist")
    func methodKeys() async throws {
        let (known, unknown) = try await RunningServer.with { wire, _ in
            (try await wire.send("GET", "/methods/toy/jwks.json"), try await wire.send("GET", "/methods/x/jwks.json"))
        }
        #expect(known.status == 200)
        #expect(known["content-type"] == "application/json")
        #expect(unknown.status == 404)
    }

    @Test(
        "Upstreams keep a method's keys for as long as they heed at least, clients keep ours for less",
        arguments: [("/methods/toy/jwks.json", 1800), ("/jwks.json", 300), ("/.well-known/openid-configuration", 300)]
    )
    func caching(path: String, seconds: Int) async throws {
        let answer = try await RunningServer.with { wire, _ in try await wire.send("GET", path) }
        #expect(answer["cache-control"] == "public, max-age=\(seconds)")
    }

    @Test("Each route hands over what it decoded, and nothing more")
    func decoding() async throws {
        let front = ScriptedFront()
        try await RunningServer.with(front) { wire, _ in
            let context = [("Cookie", "eid-t1=proof"), ("Accept-Language", "de-AT")]
            _ = try await wire.send("GET", "/authorize?state=a%20b&x=", headers: context)
            _ = try await wire.post("/authorize?ignored=1", "state=c%2Bd+e", headers: context)
            _ = try await wire.send("GET", "/callback/toy?code=1", headers: context)
            _ = try await wire.send("GET", "/transaction/t1/methods", headers: context)
            _ = try await wire.post("/transaction/t1/method", "method=toy&csrf=c", headers: context)
            _ = try await wire.post("/transaction/t1/answer", "text=%C3%A9", headers: context)
            _ = try await wire.post("/transaction/t1/cancel", "csrf=c", headers: context)
            _ = try await wire.post("/token", "code=1", headers: [("Authorization", "Basic YTpi")])
            _ = try await wire.send("GET", "/userinfo?access_token=stray", headers: [("Authorization", "Bearer t")])
        }
        let calls = front.calls
        #expect(
            calls.map(\.name) == [
                "authorize", "authorize", "callback", "showMethods", "choose", "answer", "cancel", "token", "userInfo",
            ]
        )
        #expect(calls.map(\.id) == ["", "", "toy", "t1", "t1", "t1", "t1", "", ""])
        #expect(
            calls.map { $0.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "&") } == [
                "state=a b&x=", "state=c+d e", "code=1", "", "method=toy&csrf=c", "text=é", "csrf=c", "code=1", "",
            ]
        )
        #expect(
            calls.prefix(7).allSatisfy { $0.browser.cookies == ["eid-t1": "proof"] && $0.browser.languages == [.de] }
        )
        #expect(calls.suffix(2).map(\.authorization) == ["Basic YTpi", "Bearer t"])
    }

    @Test("A callback by POST without the cookie comes back once by GET")
    func postedCallback() async throws {
        let front = ScriptedFront()
        let (bounced, taken) = try await RunningServer.with(front) { wire, _ in
            (
                try await wire.post("/callback/toy", "code=a%26b&state=s"),
                try await wire.post("/callback/toy", "code=1", headers: [("Cookie", "eid-t1=proof")])
            )
        }
        #expect(bounced.status == 303)
        #expect(bounced["location"] == "/callback/toy?code=a%26b&state=s")
        #expect(taken["location"] == "https://next.example/")
        #expect(front.calls.map(\.name) == ["callback"])
    }

    @Test(
        "A posted callback that no address can hold is not sent round",
        arguments: ["code=a b", "code=a\tb", "code=\u{e9}", "code=a#b", "code=\u{1}"]
    )
    func unprintablePostedCallback(form: String) async throws {
        let front = ScriptedFront { _ in .page(SamplePages.error(text: "x"), status: 403, cookie: nil) }
        let answer = try await RunningServer.with(front) { wire, _ in try await wire.post("/callback/toy", form) }
        #expect(answer.status == 403)
        #expect(answer["location"] == nil)
        #expect(front.calls.map(\.name) == ["callback"])
    }

    @Test("The waiting page's script hears: wait, go elsewhere, or show this page")
    func statusAnswers() async throws {
        let front = ScriptedFront { call in
            switch call.id {
            case "waiting": .page(SamplePages.waiting(), status: 200, cookie: nil)
            case "done": .redirect(to: "https://shop.example/cb?code=1", cookie: nil)
            default: .page(SamplePages.error(text: "\"</x>\n"), status: 400, cookie: nil)
            }
        }
        let answers = try await RunningServer.with(front) { wire, _ in
            var answers: [WireAnswer] = []
            for id in ["waiting", "done", "failed"] {
                answers.append(
                    try await wire.send("GET", "/transaction/\(id)", headers: [("Accept", "application/json")])
                )
            }
            return answers
        }
        #expect(answers.allSatisfy { $0.status == 200 && $0["content-type"] == "application/json" })
        #expect(
            answers[0].body.hasPrefix(#"{"wait":2000,"link":"toy-app://open?t=1","code":"toy:1","hint":""#)
        )
        #expect(answers[1].body == #"{"location":"https://shop.example/cb?code=1"}"#)
        #expect(answers[2].body.hasPrefix(#"{"page":"<!DOCTYPE html>\n<html lang=\"en\">"#))
    }

    @Test("What draws codes in browsers is served with its licence")
    func encoder() async throws {
        let answer = try await RunningServer.with { wire, _ in try await wire.send("GET", "/assets/qrcode.js") }
        #expect(answer.status == 200 && answer["content-type"] == "text/javascript; charset=utf-8")
        #expect(answer.body.contains("Permission is hereby granted") && answer.body.contains("var qrcode = function"))
    }

    @Test("Host and X-Forwarded-* change nothing")
    func foreignHost() async throws {
        let front = ScriptedFront { _ in .page(SamplePages.chooser(), status: 200, cookie: nil) }
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.send(
                "GET",
                "/authorize",
                headers: [
                    ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"),
                    ("X-Request-ID", "planted-by-evil"),
                ]
            )
        }
        #expect(!answer.body.contains("evil.example"))
        #expect(!answer.body.contains("broker.example"))
        #expect(answer["x-request-id"] != "planted-by-evil")
    }

    @Test("A trusted proxy may name the request")
    func trustedProxy() async throws {
        let answer = try await RunningServer.with(trustedProxies: ["127.0.0.1"]) { wire, _ in
            try await wire.send("GET", "/health/live", headers: [("X-Request-ID", "proxy-0001")])
        }
        #expect(answer["x-request-id"] == "proxy-0001")
    }
}
