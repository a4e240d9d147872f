import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization
import Testing

@testable import EIDItsme

/// The CSC interface: what the suite does not ask.
@Suite struct CSCSigningTests {
    @Test(arguments: [
        "https://sign.example/csc/v1/oauth2/authorize", "https://sign.example/csc/v1", "https://sign.example/csc/v1/",
    ])
    func theAuthorizeAddressIsThatOfInfoAndNeverAppendedTwice(_ address: String) async throws {
        let bench = CSCBench()
        bench.script.world.withLock { $0.oauth2 = address }
        _ = try await ItsmeSigningCase(bench).sign()
    }

    @Test(arguments: ["http://sign.example/csc/v1", "javascript:alert(1)", "", "https://sign.example/a?b=c"])
    func anAuthorizeAddressThatNoBrowserMaySeeIsRefused(_ address: String) async throws {
        let bench = CSCBench()
        bench.script.world.withLock { $0.oauth2 = address }
        await #expect(throws: MethodError(.untrusted, "")) { try await ItsmeSigningCase(bench).sign() }
    }

    @Test func digestsTravelAsBase64URLWithPaddingPercentEncoded() async throws {
        let url = try await ItsmeSigningCase(CSCBench(), count: 2).approvalURL()
        let first = "-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s%3D"
        #expect(url.absoluteString.contains("hash=\(first)%2C"))
        #expect(url.absoluteString.contains("numSignatures=2"))
        #expect(url.absoluteString.contains("lang=FR"))
    }

    @Test func theSessionIsClosedLast() async throws {
        let bench = CSCBench()
        _ = try await ItsmeSigningCase(bench).sign()
        #expect(
            bench.script.world.withLock { $0.paths } == [
                "info", "oauth2/token", "credentials/list", "credentials/info", "oauth2/token", "credentials/info",
                "signatures/signHash", "auth/revoke",
            ]
        )
    }

    @Test func aFixedAccountStandsInForTheHint() async throws {
        let bench = CSCBench(["accountID": .text(CSCScript.account)])
        _ = try await ItsmeSigningCase(bench, signerHint: "somebody else").sign()
    }

    @Test func aSigningWithoutAnyAccountIsRefused() async throws {
        var signing = try ItsmeSigningCase(CSCBench())
        signing.request = SigningRequest(
            transactionID: "t",
            count: 1,
            description: LocalizedText("x"),
            documentNames: [],
            clientName: LocalizedText("x"),
            callbackURL: signing.request.callbackURL,
            callbackState: "s"
        )
        await #expect(throws: MethodError(.unsupported, "")) { try await signing.open() }
    }

    static let edits: [(String, String, @Sendable (inout JSON) -> Void, MethodError.Code)] = [
        ("two credentials", "credentials/list", { $0["credentialIDs"] = ["a", "b"] }, .untrusted),
        ("no credential", "credentials/list", { $0["credentialIDs"] = [] }, .untrusted),
        ("a disabled key", "credentials/info", { $0["key"] = key("disabled", 2048) }, .refused),
        ("a short key", "credentials/info", { $0["key"] = key("enabled", 1024) }, .untrusted),
        (
            "another algorithm", "credentials/info", { $0["key"] = key("enabled", 2048, "1.2.840.10045.4.3.2") },
            .untrusted
        ),
        ("SCAL 1", "credentials/info", { $0["SCAL"] = "1" }, .untrusted),
        ("no SCAL", "credentials/info", { $0["SCAL"] = nil }, .untrusted),
        ("an expired certificate", "credentials/info", { $0["cert"] = certificate("expired") }, .expiredCertificate),
        ("a revoked certificate", "credentials/info", { $0["cert"] = certificate("revoked") }, .revokedCertificate),
        ("a suspended certificate", "credentials/info", { $0["cert"] = certificate("suspended") }, .refused),
        ("no certificate", "credentials/info", { $0["cert"] = certificate("valid", []) }, .untrusted),
        ("a certificate of no DER", "credentials/info", { $0["cert"] = certificate("valid", ["AQID"]) }, .untrusted),
        ("another kind of token", "oauth2/token", { $0["token_type"] = "mac" }, .untrusted),
        ("a token that breaks a header", "oauth2/token", { $0["access_token"] = "a\r\nb" }, .untrusted),
        ("an empty signature", "signatures/signHash", { $0["signatures"] = [""] }, .untrusted),
        ("a signature in base64url", "signatures/signHash", { $0["signatures"] = ["-_-_"] }, .untrusted),
    ]

    private static func key(_ status: String, _ length: Int64, _ algorithm: String = "1.2.840.113549.1.1.11") -> JSON {
        ["status": .string(status), "algo": [.string(algorithm)], "len": .integer(length)]
    }

    private static func certificate(_ status: String, _ chain: [String]? = nil) -> JSON {
        let whole = SigningPerson.chain.map { $0.base64EncodedString() }
        return ["status": .string(status), "certificates": .strings(chain ?? whole)]
    }

    @Test(arguments: edits.indices)
    func aWrongAnswerIsRefusedAndTheSessionClosed(_ index: Int) async throws {
        let (what, path, edit, code) = Self.edits[index]
        let bench = CSCBench()
        bench.script.world.withLock { $0.edits[path] = edit }
        await #expect(throws: MethodError(code, ""), "\(what)") { try await ItsmeSigningCase(bench).sign() }
        // A token that cannot be used cannot be closed either.
        if path != "oauth2/token" { #expect(bench.openSessions == 0, "\(what)") }
    }

    @Test func aCredentialThatIsDisabledMeanwhileSignsNothing() async throws {
        let bench = CSCBench()
        let signing = try ItsmeSigningCase(bench)
        let state = try await signing.open()
        bench.script.world.withLock { $0.edits["credentials/info"] = { $0["key"] = Self.key("disabled", 2048) } }
        await #expect(throws: MethodError(.refused, "")) { try await signing.sign(from: state) }
        #expect(!bench.script.world.withLock { $0.paths }.contains("signatures/signHash"))
        #expect(bench.openSessions == 0)
    }

    @Test(arguments: [
        "test accounts cannot sign", "the account is blocked", "the account of this credential is not active",
        "three wrong itsme codes: the account is blocked",
    ])
    func anAccountThatCannotSignIsRefusedRatherThanSaidToHaveDeclined(_ description: String) {
        #expect(ItsmeErrors.signing("access_denied", description: description, at: "x").code == .refused)
        // Only an `access_denied` is about the person.
        #expect(ItsmeErrors.signing("invalid_client", description: description, at: "x").code == .misconfigured)
    }

    @Test func aLongDescriptionIsWarnedAboutWithoutItsText() async throws {
        let signing = try ItsmeSigningCase(CSCBench(), description: String(repeating: "secret ", count: 20))
        _ = try await signing.sign()
        #expect(signing.log.text.contains("longer than itsme's app may show"))
        #expect(!signing.log.text.contains("secret "))
    }

    @Test(arguments: [
        ("SAD expired", MethodError.Code.expired), ("Hash is not authorized by the SAD", .untrusted),
        ("Invalid parameter signAlgo", .misconfigured),
    ])
    func theSpecificationsOwnDescriptionsAreRead(_ description: String, _ code: MethodError.Code) {
        #expect(ItsmeErrors.signing("invalid_request", description: description, at: "x").code == code)
    }

    @Test func onlyACallWithATokenLearnsThatItHasRunOut() {
        let bare = HTTPResponse(status: 401)
        #expect(ItsmeErrors.signing(bare, at: "credentials/list", sentToken: true).code == .expired)
        #expect(ItsmeErrors.signing(bare, at: "oauth2/token", sentToken: false).code == .misconfigured)
        #expect(ItsmeErrors.signing(HTTPResponse(status: 403), at: "x", sentToken: true).code == .misconfigured)
        let named = HTTPResponse(status: 401, body: Array(#"{"error":"invalid_client"}"#.utf8))
        #expect(ItsmeErrors.signing(named, at: "x", sentToken: true).code == .misconfigured)
    }

    @Test func aStateShowsNothingOfItself() {
        let session = CSCSession(authorize: URL(filePath: "/"), bearer: "the-bearer-token", credentialID: "c")
        let state = ItsmeSigningState(.ready(session))
        var text = "\(state) \(String(reflecting: state))"
        dump(state, to: &text)
        #expect(!text.contains("the-bearer-token"))
    }
}
