import EIDBroker
import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import FlowDriver
import FoundationEssentials
import Testing

/// Security requirement 5, by whole sign-ins: what browsers and impatient people do.
@Suite struct BrowserMishapTests {
    @Test func aCallbackForAnUnknownTransactionIsRefused() async throws {
        try await FlowStack.with { stack in
            let state = "AAAAAAAAAAAAAAAAAAAAAA.BBBBBBBB"
            let page = try await ScriptedBrowser().get(
                stack.url("/callback/itsme?code=abc&state=\(state)"),
                headers: [("Accept-Language", "fr-BE")]
            )
            stack.expect(.unknownTransaction, on: page, in: .fr)
            try await stack.expectHealth()
        }
    }

    @Test func aCallbackWithoutStateIsRefused() async throws {
        try await FlowStack.with { stack in
            let page = try await ScriptedBrowser().get(stack.url("/callback/itsme?code=abc"))
            stack.expect(.badRequest, on: page)
            try await stack.expectHealth()
        }
    }

    @Test func aCallbackOfAnotherMethodIsRefused() async throws {
        try await FlowStack.with { stack in
            let (client, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page)
            let wrong = try await stack.wayBack(page).replacing("/callback/itsme?", with: "/callback/other?")
            stack.expect(.unknownTransaction, on: try await browser.get(wrong))
            _ = try await client.complete(try await browser.get(page.url))
        }
    }

    @Test func aForgedStateIsRefusedAndTheSignInGoesOn() async throws {
        try await FlowStack.with { stack in
            let (client, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page)
            let way = try await stack.wayBack(page)
            let state = try #require(FlowStack.parameter("state", of: way))
            let forged = way.replacing(state, with: state.dropLast(4) + "AAAA")
            stack.expect(.unknownTransaction, on: try await browser.get(forged))
            _ = try await client.complete(try await browser.get(way))
        }
    }

    @Test func theBackButtonAfterFinishingGetsAPage() async throws {
        try await FlowStack.with { stack in
            let (client, browser, page) = try await stack.reachUpstream([("ui_locales", "nl")])
            try await stack.decide(.approve, on: page)
            let way = try await stack.wayBack(page)
            _ = try await client.complete(try await browser.get(way))
            stack.expect(.alreadyAnswered, on: try await browser.get(way), in: .nl)
            stack.expect(.alreadyAnswered, on: try await browser.get(way), in: .nl)
            try await stack.expectHealth()
        }
    }

    @Test func theBackButtonAfterARefusalGetsAPage() async throws {
        try await FlowStack.with { stack in
            let (client, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.reject, on: page)
            let way = try await stack.wayBack(page)
            stack.expect(.declined, on: try await browser.get(way), for: client)
            stack.advance(by: 3)
            stack.expect(.declined, on: try await browser.get(way), for: client)
            stack.advance(by: 60)
            stack.expect(.alreadyAnswered, on: try await browser.get(way))
        }
    }

    @Test func aSecondTabFinishesAsTheFirstDoes() async throws {
        try await FlowStack.with { stack in
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let (first, _, firstPage) = try await stack.reachUpstream(in: browser)
            let (second, _, secondPage) = try await stack.reachUpstream(in: browser)
            try await stack.decide(.approve, on: secondPage, as: "bart")
            try await stack.decide(.approve, on: firstPage, as: "lotte")
            let lotte = try await first.complete(try await browser.get(firstPage.url))
            let bart = try await second.complete(try await browser.get(secondPage.url))
            #expect(lotte.userInfo["family_name"]?.string == "Verbrugge")
            #expect(bart.userInfo["family_name"]?.string == "Wouters")
        }
    }

    @Test func anotherBrowserIsRefusedAndTheRightOneGoesOn() async throws {
        try await FlowStack.with { stack in
            let (client, browser, page) = try await stack.reachUpstream([("ui_locales", "de")])
            try await stack.decide(.approve, on: page)
            let way = try await stack.wayBack(page)
            stack.expect(.wrongBrowser, on: try await ScriptedBrowser().get(way), in: .de)
            _ = try await client.complete(try await browser.get(way))
        }
    }

    @Test func aBrowserWithTheCookieOfAnotherTransactionIsRefused() async throws {
        try await FlowStack.with { stack in
            let (client, browser, page) = try await stack.reachUpstream()
            let (_, thief, _) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page)
            let way = try await stack.wayBack(page)
            stack.expect(.wrongBrowser, on: try await thief.get(way))
            _ = try await client.complete(try await browser.get(way))
        }
    }

    @Test func aLostCookieLosesNothing() async throws {
        try await FlowStack.with { stack in
            let (client, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page)
            let cookies = await browser.cookies
            await browser.forgetCookies()
            stack.expect(.wrongBrowser, on: try await browser.get(page.url))
            await browser.restore(cookies)
            _ = try await client.complete(try await browser.get(page.url))
        }
    }

    @Test func aDoubleClickGivesOneCode() async throws {
        try await FlowStack.with { stack in
            let (client, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page)
            let way = try await stack.wayBack(page)
            let pages = try await withThrowingTaskGroup(of: ScriptedBrowser.Page.self) { group in
                for _ in 0..<8 { group.addTask { try await browser.get(way) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let answered = pages.filter {
                $0.query("code") != nil && $0.url.absoluteString.hasPrefix(client.redirectURI)
            }
            #expect(answered.count == 1)
            for page in pages where page.url.absoluteString.hasPrefix(stack.issuer) {
                #expect(page.status == 200 && page.url.path().hasPrefix("/transaction/"))
            }
            _ = try await client.complete(try #require(answered.first))
        }
    }

    @Test func aSecondClickWhileTheFirstIsBeingAnsweredGetsTheSameAnswer() async throws {
        try await FlowStack.with { stack in
            let (client, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page)
            let way = try await stack.wayBack(page)
            await stack.simulator.control.arm(ArmedFault(.slow, seconds: 1))
            async let first = browser.get(way)
            try await stack.waitForTokenRequest()
            // What the browser shows: it drops the answer to the first click.
            let second = try await browser.get(way)
            #expect(second.status == 200 && second.url.path().hasPrefix("/transaction/"))
            let code = try client.code(in: try await first)
            stack.advance(by: 3)
            let told = try await browser.get(second.url)
            #expect(try client.code(in: told) == code)
            _ = try await client.complete(told)
        }
    }

    @Test func aTransactionThatTookTooLongIsOver() async throws {
        try await FlowStack.with { stack in
            let (_, browser, page) = try await stack.reachUpstream([("ui_locales", "fr")])
            try await stack.decide(.approve, on: page)
            let way = try await stack.wayBack(page)
            stack.advance(by: 601)
            stack.expect(.expiredTransaction, on: try await browser.get(way), in: .fr)
            try await stack.expectHealth()
        }
    }

    @Test func aTransactionLongOverIsForgotten() async throws {
        try await FlowStack.with { stack in
            let (_, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page)
            let way = try await stack.wayBack(page)
            stack.advance(by: 1201)
            stack.expect(.unknownTransaction, on: try await browser.get(way))
        }
    }

    @Test func aDoubledStateIsRefused() async throws {
        try await FlowStack.with { stack in
            await stack.simulator.control.arm(.duplicateState)
            let (_, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page)
            let refused = try await browser.get(page.url)
            #expect(refused.status == 400)
            #expect(refused.url.absoluteString.hasPrefix(stack.issuer))
            try await stack.expectHealth()
        }
    }

    @Test func parametersThatNobodyKnowsAreTolerated() async throws {
        try await FlowStack.with { stack in
            await stack.simulator.control.arm(.extraParameters)
            try await stack.expectHealth()
        }
    }

    @Test func aWrongStateFromTheUpstreamIsRefused() async throws {
        try await FlowStack.with { stack in
            await stack.simulator.control.arm(.wrongState)
            let (_, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page)
            stack.expect(.unknownTransaction, on: try await browser.get(page.url))
            try await stack.expectHealth()
        }
    }
}
