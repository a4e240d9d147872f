import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization
import Testing

@testable import EIDItsme

/// The OASIS interface: what the suite does not ask.
@Suite struct OASISSigningTests {
    private func body(_ path: String, _ bench: OASISBench, last: Bool = false) -> JSON? {
        let bodies = bench.script.world.withLock { $0.bodies }.filter { $0.path == path }
        return (last ? bodies.last : bodies.first)?.body
    }

    @Test func theUserCodeOfTheHintSkipsItsmesPage() async throws {
        let bench = OASISBench()
        _ = try await ItsmeSigningCase(bench, signerHint: OASISScript.userCode).sign()
        #expect(body("user_identification", bench)?["userCode"]?.string == OASISScript.userCode)
    }

    @Test(arguments: ["lotte@example.com", "K3V9Q0W2M5X7C1B8N4Z6A0S3D5F7G9H1J2L4", ""])
    func anotherHintIsNotPassedOn(_ hint: String) async throws {
        let bench = OASISBench()
        _ = try await ItsmeSigningCase(bench, signerHint: hint).sign()
        #expect(body("user_identification", bench)?["userCode"] == nil)
    }

    @Test func theBrowserBringsOurStateToBothPages() async throws {
        let url = try await ItsmeSigningCase(OASISBench()).approvalURL()
        #expect(url.absoluteString.hasSuffix("&state=state-of-transaction-1"))
    }

    @Test func aPageWithAStateOfItsOwnIsRefused() async throws {
        let bench = OASISBench()
        bench.script.world.withLock { world in
            world.edits["user_identification"] = { $0["identificationUrl"] = "https://merchant.example/?state=x" }
        }
        await #expect(throws: MethodError(.untrusted, "")) { try await ItsmeSigningCase(bench).open() }
    }

    @Test func bothSpellingsOfTheSessionAreRead() async throws {
        let bench = OASISBench()
        bench.script.world.withLock { world in
            world.edits["user_identification"] = { answer in
                answer["asyncRespId"] = answer["asyncRespID"]
                answer["asyncRespID"] = nil
            }
        }
        _ = try await ItsmeSigningCase(bench).sign()
    }

    @Test func aCallbackLongerThanItsmeTakesIsRefused() async throws {
        let bench = OASISBench()
        let address = "https://broker.example/callback/"
        for (length, code) in [(255, "UNAUTHORIZED_URL"), (256, nil)] {
            let path = String(repeating: "x", count: length - address.utf8.count)
            let callback = try #require(URL(string: address + path))
            let signing = try ItsmeSigningCase(bench, callbackURL: callback)
            let error = await #expect(throws: MethodError(.misconfigured, "")) { try await signing.open() }
            #expect(code.map { error?.detail.contains($0) == true } != false, "\(length) bytes reach itsme")
        }
        #expect(bench.script.world.withLock { $0.bodies.count } == 1, "256 bytes do not")
    }

    @Test func thePolicyOfTheSigningIsShown() async throws {
        let bench = OASISBench(["role": "Director"])
        let policy = SigningRequest.Policy(identifier: "1.3.6.1.4.1.49274.1.1.7.2.0", commitment: "1.2.4")
        _ = try await ItsmeSigningCase(bench, policy: policy).sign()
        let shown = body("sign_document", bench)?["optInp"]?["itsme"]?["signPolicy"]
        #expect(shown?["signPolicyRef"]?.string == "1.3.6.1.4.1.49274.1.1.7.2.0")
        #expect(shown?["commitmentTypeRef"]?.string == "1.2.4")
        guard case .array(let roles)? = shown?["signerRole"] else { throw ConformanceFailure("no role") }
        #expect(roles.count == 4)
    }

    @Test func withoutAPolicyNoneIsShown() async throws {
        let bench = OASISBench()
        _ = try await ItsmeSigningCase(bench).sign()
        #expect(body("sign_document", bench)?["optInp"]?["itsme"]?["signPolicy"] == nil)
    }

    static let reasons = ItsmeErrors.oasis.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }

    @Test(arguments: reasons.indices)
    func everyReasonHasItsMeaningInBothHalves(_ index: Int) async throws {
        let (reason, code) = Self.reasons[index]
        let identifying = OASISBench()
        let refusal = OASISScript.refusal(reason == "EXPIRED" ? 409 : 400, reason)
        identifying.script.world.withLock { $0.answers["user_identification/status"] = refusal }
        await #expect(throws: MethodError(code, "")) { try await ItsmeSigningCase(identifying).open() }
        let signing = OASISBench()
        signing.script.world.withLock { $0.answers["sign_document"] = OASISScript.failure(reason) }
        await #expect(throws: MethodError(code, "")) { try await ItsmeSigningCase(signing).sign() }
    }

    @Test(arguments: ["WHO_KNOWS", "", "line\nbreak"])
    func anUnheardOfReasonIsAboutOurSettings(_ reason: String) async throws {
        let bench = OASISBench()
        bench.script.world.withLock { $0.answers["user_identification"] = OASISScript.refusal(400, reason) }
        await #expect(throws: MethodError(.misconfigured, "")) { try await ItsmeSigningCase(bench).open() }
    }

    static let edits: [(String, String, @Sendable (inout JSON) -> Void)] = [
        ("no session", "user_identification", { $0["asyncRespID"] = nil }),
        ("a page over http", "user_identification", { $0["identificationUrl"] = "http://merchant.example/" }),
        ("no user code", "user_identification/status", { $0["userCode"] = nil }),
        ("no chain", "user_identification/status", { $0["fullCertificateChain"] = nil }),
        ("a chain of no PEM", "user_identification/status", { $0["fullCertificateChain"] = "hello" }),
        (
            "a chain that does not end", "user_identification/status",
            { answer in
                answer["fullCertificateChain"] = "-----BEGIN CERTIFICATE-----\nAAAA\n"
            }
        ),
        (
            "another certificate than the chain's", "user_identification/status",
            { answer in
                answer["certificate"] = .string(SigningPerson.pem([SigningPerson.certificate("Somebody Else")]))
            }
        ),
        ("an unheard-of result", "sign_document", { $0["result"] = ["maj": "urn:example:Maybe"] }),
        ("no result", "sign_document", { $0["result"] = nil }),
        ("no page to sign at", "sign_document", { $0["optOutp"] = nil }),
        ("nobody who is asked to approve", "sign_document", { $0["optOutp"]?["itsme"]?["userCode"] = nil }),
        (
            "an early success", "sign_document",
            { $0["result"] = ["maj": "urn:oasis:names:tc:dss:1.0:resultmajor:Success"] }
        ),
    ]

    @Test(arguments: edits.indices)
    func aWrongAnswerIsRefused(_ index: Int) async throws {
        let (what, path, edit) = Self.edits[index]
        let bench = OASISBench()
        bench.script.world.withLock { $0.edits[path] = edit }
        await #expect(throws: MethodError(.untrusted, ""), "\(what)") { try await ItsmeSigningCase(bench).sign() }
    }

    @Test func aStateOfAnotherInterfaceHasRunOut() async throws {
        let state = try await ItsmeSigningCase(CSCBench()).open()
        let signing = try ItsmeSigningCase(OASISBench())
        await #expect(throws: MethodError(.expired, "")) {
            try await signing.method.authorise(signing.digests, for: signing.request, from: state)
        }
    }
}
