import EIDJSON
import EIDMethod
import Foundation
import Testing

@testable import EIDProgram

/// A person who goes back to the signing's address, or loads it again, while itsme waits for them.
@Suite("Whoever opens a signing once more") struct SigningReopeningTests {
    @Test("is sent to itsme with a token that it has not seen, in both legs, and signs") func overCSC() async throws {
        try await SigningWalk.overCSC { walk in
            let document = try await walk.service.upload(SigningWalk.text, name: "a.txt", mediaType: "text/plain")
            let signing = try await walk.service.create([
                "level": "qes", "methods": ["itsme"],
                "documents": [["document": .string(document), "format": "cades", "level": "B-B"]],
            ])
            let start = try #require(URL(string: signing.signURL))
            let broker = LoopbackBrowser.origin(start)
            let person = ScriptedPerson(service: walk.service, persona: "saar")
            var browser = LoopbackBrowser(transport: walk.service.transport)
            var page = try await browser.open(start)
            let consent = try #require(page.form(to: "/consent"))
            page = try await browser.submit(consent, on: page, with: [("accept", "yes"), ("method", "itsme")])
            for _ in 0..<2 {
                while LoopbackBrowser.origin(page.url) == broker { page = try await browser.open(start) }
                let again = try await browser.open(start)
                #expect(again.status == 200 && again.url != page.url)
                page = try await browser.open(try await person.approve(again))
            }
            var status = ""
            while !["completed", "failed"].contains(status) {
                status = try await walk.service.status(signing.id).requireString("status")
                await Task.yield()
            }
            #expect(status == "completed")
        }
    }
}
