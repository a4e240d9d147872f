import EIDBroker
import EIDMethod
import Testing

@testable import EIDServer

/// What the routes of signing hand over.
@Suite struct SigningEndpointTests {
    @Test("Each route of the API calls its function with what it decoded")
    func programs() async throws {
        let front = ScriptedFront()
        try await RunningServer.with(front) { wire, _ in
            let token = [("Authorization", "Bearer t")]
            let json = token + [("Content-Type", "application/json; charset=utf-8"), ("Idempotency-Key", "order-1")]
            _ = try await wire.send("POST", "/signing/documents", headers: token, body: "%PDF-")
            _ = try await wire.send("GET", "/signing/documents/d1", headers: token)
            _ = try await wire.send("DELETE", "/signing/documents/d2", headers: token)
            _ = try await wire.send("POST", "/signing/transactions", headers: json, body: "{}")
            _ = try await wire.send("GET", "/signing/transactions/s1", headers: token)
            _ = try await wire.send("POST", "/signing/transactions/s2/cancel", headers: token)
            _ = try await wire.send("DELETE", "/signing/transactions/s3", headers: token)
            _ = try await wire.send("GET", "/signing/transactions/s4/documents/d4/signed", headers: token)
            _ = try await wire.send("GET", "/signing/transactions/s5/evidence", headers: token)
            _ = try await wire.send("GET", "/signing/documents/d6/content", headers: token)
        }
        let calls = front.calls
        #expect(
            calls.map(\.name) == [
                "store", "document", "removeDocument", "createSigning", "signing", "cancelSigning", "removeSigning",
                "signed", "evidence", "content",
            ]
        )
        #expect(calls.map(\.id) == ["", "d1", "d2", "", "s1", "s2", "s3", "s4", "s5", "d6"])
        #expect(calls.allSatisfy { $0.authorization == "Bearer t" })
        #expect(calls[3].body == Array("{}".utf8))
        #expect(calls[3].key == "order-1")
        #expect(calls[7].document == "d4")
    }

    @Test("Each page of signing calls its function with what it decoded")
    func people() async throws {
        let front = ScriptedFront()
        try await RunningServer.with(front) { wire, _ in
            let context = [("Cookie", "eid-s1=proof"), ("Accept-Language", "nl-BE")]
            _ = try await wire.send("GET", "/sign/s1", headers: context)
            _ = try await wire.send("GET", "/sign/s1/documents/d1", headers: context)
            _ = try await wire.post("/sign/s1/consent", "csrf=c&accept=yes&method=toy", headers: context)
            _ = try await wire.post("/sign/s1/decline", "csrf=c", headers: context)
            _ = try await wire.post("/sign/s1/answer", "csrf=c&text=1", headers: context)
        }
        let calls = front.calls
        #expect(calls.map(\.name) == ["showSigning", "reviewed", "consent", "decline", "answerSigning"])
        #expect(calls.allSatisfy { $0.id == "s1" && $0.browser.cookies == ["eid-s1": "proof"] })
        #expect(calls.allSatisfy { $0.browser.languages == [.nl] })
        #expect(calls[1].document == "d1")
        #expect(calls[2].fields.map(\.value) == ["c", "yes", "toy"])
    }

    @Test(
        "Programs read JSON also where there is nothing",
        arguments: ["/signing/nothing", "/signing/documents/a%20b"]
    )
    func missing(path: String) async throws {
        try await RunningServer.with(ScriptedFront()) { wire, _ in
            let answer = try await wire.send("GET", path)
            #expect(answer.status == 404)
            #expect(answer.body.hasPrefix(#"{"error":"not_found""#))
        }
    }

    @Test(
        "An order that is no JSON is refused",
        arguments: ["", "text/plain", "application/x-www-form-urlencoded", "json"]
    )
    func orderType(type: String) async throws {
        let front = ScriptedFront()
        let headers = type.isEmpty ? [] : [("Content-Type", type)]
        let answer = try await RunningServer.with(front) { wire, _ in
            try await wire.send("POST", "/signing/transactions", headers: headers, body: "{}")
        }
        #expect(answer.status == 415)
        #expect(answer.body.contains("the body must be JSON"))
        #expect(front.calls.isEmpty)
    }

    @Test("An order may bring pictures along, and has its own limit")
    func orderSize() async throws {
        let json = [("Content-Type", "application/json")]
        let statuses = try await RunningServer.with(limits: ServerLimits(orderBytes: 200_000)) { wire, _ in
            var statuses: [Int] = []
            for size in [200_000, 200_001] {
                let body = String(repeating: " ", count: size)
                statuses.append(try await wire.send("POST", "/signing/transactions", headers: json, body: body).status)
            }
            return statuses
        }
        #expect(statuses == [200, 413])
    }

    @Test(
        "An idempotency key that is none is refused",
        arguments: ["", "a b", "\u{e9}", String(repeating: "k", count: 256)]
    )
    func idempotencyKey(key: String) async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key)]
            return try await wire.send("POST", "/signing/transactions", headers: headers, body: "{}")
        }
        #expect(answer.status == 400)
        #expect(front.calls.isEmpty)
    }

    @Test("Two idempotency keys are refused")
    func twoKeys() async throws {
        let front = ScriptedFront()
        let answer = try await RunningServer.with(front) { wire, _ in
            let keys = [("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
            let headers = [("Content-Type", "application/json")] + keys
            return try await wire.send("POST", "/signing/transactions", headers: headers, body: "{}")
        }
        #expect(answer.status == 400)
        #expect(front.calls.isEmpty)
    }

    @Test("No script of another origin reads an answer of the signing API")
    func otherOrigins() async throws {
        let answer = try await RunningServer.with { wire, _ in
            try await wire.send("GET", "/signing/transactions/s1", headers: [("Origin", "https://spa.example")])
        }
        #expect(answer["access-control-allow-origin"] == nil)
    }

    @Test("HEAD answers like GET, without the body", arguments: ["/signing/documents/d1", "/signing/transactions/s1"])
    func head(target: String) async throws {
        let (head, get) = try await RunningServer.with { wire, _ in
            (try await wire.send("HEAD", target), try await wire.send("GET", target))
        }
        #expect(head.status == 200)
        #expect(head.body.isEmpty)
        #expect(head["content-length"] == get["content-length"])
    }

    @Test("The waiting page's script hears the same from a signing; a review page is fetched whole")
    func statusAnswers() async throws {
        let front = ScriptedFront { call in
            switch call.id {
            case "waiting": .page(SamplePages.waiting(), status: 200, cookie: nil)
            case "review": .page(SamplePages.review(), status: 200, cookie: nil)
            case "done": .page(SamplePages.signed(), status: 200, cookie: nil)
            default: .redirect(to: "https://shop.example/?signing=s1", cookie: nil)
            }
        }
        let bodies = try await RunningServer.with(front) { wire, _ in
            var bodies: [String] = []
            for id in ["waiting", "review", "gone", "done"] {
                bodies.append(try await wire.send("GET", "/sign/\(id)", headers: [("Accept", "application/json")]).body)
            }
            return bodies
        }
        #expect(bodies[0].hasPrefix(#"{"wait":2000,"link":"toy-app://open?t=1","code":"toy:1","hint":""#))
        #expect(bodies[1] == #"{"location":"/sign/review"}"#)
        #expect(bodies[2] == #"{"location":"https://shop.example/?signing=s1"}"#)
        #expect(bodies[3].hasPrefix(#"{"page":"<!DOCTYPE html>"#))
    }
}
