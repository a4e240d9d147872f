import EIDJSON
import EIDMethod
import Testing

@testable import EIDProgram

/// What `sign-file` does with the answers of a broker and a simulator.
@Suite struct SignFileTests {
    private typealias Stage = ScriptedSigning

    private func stage(_ changes: [String: [HTTPResponse]] = [:]) -> Stage { Stage(changes) }

    private func sign(_ stage: Stage) async throws {
        try await ScriptedPerson(service: stage.service(), persona: "saar")
            .sign("s1", at: "http://localhost:1/sign/s1", with: "itsme")
    }

    @Test func thePersonConsentsAndApprovesWhatTheAppShows() async throws {
        let stage = stage()
        try await sign(stage)
        #expect(stage.log.contains("POST 1/sign/s1/consent csrf=a%26b&accept=yes&method=itsme"))
        #expect(stage.log.contains(#"POST 2/control/actions/a7 {"do":"approve","persona":"saar"}"#))
        // The cookie goes back to the broker and never to the simulator.
        #expect(stage.log.contains { $0.hasPrefix("GET 1/callback/itsme [eid=1]") })
        #expect(!stage.log.contains { $0.hasPrefix("GET 2") && $0.contains("[") })
    }

    @Test func aRefusalOfTheBrokerIsToldInItsWords() async throws {
        let refusal: JSON = [
            "error": "document_encrypted", "error_description": "The document is encrypted.",
        ]
        let stage = stage(["POST 1/signing/transactions": [Stage.json(refusal, status: 422)]])
        let service = try await stage.service()
        let trouble = await #expect(throws: SigningTrouble.self) {
            _ = try await service.create(["level": "qes"])
        }
        #expect(trouble?.description == "document_encrypted: The document is encrypted.")
    }

    @Test func aSigningThatFailsSaysWhy() async throws {
        let error: JSON = [
            "code": "certificate_revoked", "description": "The certificate was revoked.",
        ]
        let stage = stage(["GET 1/signing/transactions/s1": [Stage.status("failed", error: error)]])
        let trouble = await #expect(throws: SigningTrouble.self) { try await sign(stage) }
        #expect(trouble?.description == "failed: certificate_revoked: The certificate was revoked.")
    }

    @Test func aPersonWhoMayNotApproveEndsIt() async throws {
        let answer = Stage.json(["id": "a7", "problem": "test_account"])
        let trouble = await #expect(throws: SigningTrouble.self) {
            try await sign(stage(["POST 2/control/actions/a7": [answer]]))
        }
        #expect(trouble?.description.contains("test_account") == true)
    }

    @Test(arguments: ["http://localhost:1/eid", "http://localhost:1/eid/"])
    func everyCallGoesBelowTheBrokersAddress(_ address: String) async throws {
        let stage = stage([
            "POST 1/eid/token": [Stage.json(["access_token": "t"])],
            "GET 1/eid/signing/transactions/s1": [Stage.status("completed")],
        ])
        #expect(try await stage.service(at: address).status("s1")["status"]?.string == "completed")
    }

    @Test func aPageWithoutConsentEndsIt() async throws {
        let trouble = await #expect(throws: SigningTrouble.self) {
            try await sign(stage(["GET 1/sign/s1": [Stage.page("This signing is over.")]]))
        }
        #expect(trouble?.description.contains("asks for no consent") == true)
    }

    @Test func pagesThatSendEachOtherInCirclesEnd() async throws {
        let circle = Stage.redirect("http://localhost:1/sign/s1")
        let trouble = await #expect(throws: SigningTrouble.self) {
            try await sign(stage(["GET 1/sign/s1": [circle]]))
        }
        #expect(trouble?.description.contains("circles") == true)
    }

    @Test(arguments: [
        ("GET 1/sign/s1", Stage.redirect("https://elsewhere.example:1/sign/s1")),
        ("POST 1/sign/s1/consent", Stage.redirect("https://elsewhere.example:2/app/a7", cookie: "eid=1")),
        (
            "GET 1/sign/s1",
            Stage.page(Stage.review.replacing("action=\"/", with: "action=\"https://localhost.elsewhere.example:1/"))
        ),
        ("POST 2/control/actions/a7", Stage.json(["redirect": "https://elsewhere.example:1/callback/itsme?code=c"])),
    ])
    func aWalkThatLeavesThisMachineEnds(_ step: String, _ answer: HTTPResponse) async throws {
        let stage = stage([step: [answer]])
        let trouble = await #expect(throws: SigningTrouble.self) { try await sign(stage) }
        #expect(trouble?.description == "The walk leaves this machine.")
        #expect(stage.log.last?.hasPrefix(step) == true, "nothing is sent on: \(stage.log)")
    }

    @Test func onlyHiddenFieldsAreTakenFromForms() {
        let forms = PageForm.all(in: Stage.review)
        #expect(forms.map(\.action) == ["/sign/s1/consent", "/sign/s1/decline"])
        #expect(forms.first?.fields.map(\.name) == ["csrf"])
        #expect(forms.first?.fields.map(\.value) == ["a&b"])
    }
}
