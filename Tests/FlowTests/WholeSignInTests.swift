import EIDItsmeSimulator
import EIDJSON
import FlowDriver
import FoundationEssentials
import Testing

/// From a client's link to verified claims, over real sockets, against the simulator.
@Suite struct WholeSignInTests {
    @Test func verificationAndAuthenticationGiveTheSameSubject() async throws {
        try await FlowStack.with { stack in
            let verification = try await stack.signIn(scope: "openid profile email phone address", as: "lotte")
            #expect(verification.userInfo["family_name"]?.string == "Verbrugge")
            #expect(verification.userInfo["given_name"]?.string == "Lotte")
            #expect(verification.userInfo["birthdate"]?.string == "1985-03-17")
            #expect(verification.userInfo["phone_number"]?.string == "+32470000001")
            #expect(verification.userInfo["email_verified"]?.boolean == false)
            #expect(verification.userInfo["address"]?["locality"]?.string != nil)

            let authentication = try await stack.signIn(scope: "openid", as: "lotte")
            #expect(authentication.claims["sub"]?.string == verification.claims["sub"]?.string)
            let names = Set(authentication.userInfo.members?.map(\.name) ?? [])
            #expect(names == ["sub"], "an authentication releases nothing but the subject")
        }
    }

    @Test func everyPageIsWalkedWithoutJavaScriptAndWithoutControl() async throws {
        try await FlowStack.with { stack in
            let client = TestClient(stack: stack)
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let entry = try await browser.get(client.authorizationURL(scope: "openid profile"))
            let waiting = try await browser.submit(
                entry.form(to: "/identify"),
                on: entry,
                typing: ["phone": "+32470000001"]
            )
            let phone = ScriptedBrowser()
            let consent = try await phone.get(waiting.url.absoluteString.replacing("/session/", with: "/phone/"))
            #expect(consent.body.contains("family_name"), "the phone lists what is asked for")
            let icon = try #require(Self.icon(of: waiting))
            let done = try await phone.submit(
                consent.form(to: "/answer"),
                on: consent,
                typing: ["code": "12345", "icon": icon],
                button: "approve_code"
            )
            #expect(done.status == 200)
            let back = try await browser.get(waiting.url)
            let result = try await client.complete(back)
            #expect(result.userInfo["given_name"]?.string == "Lotte")
        }
    }

    @Test func aPersonWhoRejectsIsReportedAsAccessDenied() async throws {
        try await FlowStack.with { stack in
            let page = try await stack.walk(TestClient(stack: stack), scope: "openid profile", .reject)
            #expect(page.query("error") == "access_denied")
            #expect(page.query("iss") == stack.issuer)
            #expect(page.query("code") == nil)
        }
    }

    @Test func thePersonalDataOfASignInIsNowhereInTheLog() async throws {
        try await FlowStack.with { stack in
            let result = try await stack.signIn(scope: "openid profile email phone address", as: "lotte")
            let subject = try #require(result.claims["sub"]?.string)
            let log = stack.log.text
            #expect(!log.isEmpty)
            for secret in ["Verbrugge", "Lotte", "1985-03-17", "470000001", "lotte@", subject, FlowStack.shopSecret] {
                #expect(!log.contains(secret), "the log names \(secret)")
            }
        }
    }

    private static func icon(of page: ScriptedBrowser.Page) -> String? {
        guard let line = page.body.split(separator: "\n").first(where: { $0.contains("class=\"icon\"") }),
            let end = line.firstRange(of: "</p>"), let start = line.firstRange(of: "</span> ")
        else { return nil }
        return String(line[start.upperBound..<end.lowerBound])
    }
}
