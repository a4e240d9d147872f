import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials
import Testing

@testable import SignatureStage

/// One test per way in which the programs' side is refused.
@Suite("The signing interface refuses") struct SigningRefusalTests {
    @Test func aCallWithoutToken() async throws {
        let bench = try SigningFlowBench()
        let answer = await bench.broker.createSigning(body: [], idempotencyKey: nil, authorization: nil)
        #expect(answer.status == 401)
        #expect(answer.header("WWW-Authenticate") == #"Bearer realm="signing""#)
    }

    @Test func aHeaderWithTwoTokens() async throws {
        let bench = try SigningFlowBench()
        let answer = await bench.broker.signing("x", authorization: "Bearer one two")
        #expect(answer.status == 400 && answer.error == "invalid_request")
        let challenge = answer.header("WWW-Authenticate")
        #expect(challenge?.hasPrefix(#"Bearer realm="signing", error="invalid_request", "#) == true)
    }

    @Test func aTokenOfASignIn() async throws {
        let bench = try BrokerBench()
        let token = try await bench.redeem(bench.code())
        let access = try token.json.requireString("access_token")
        let signing = try SigningFlowBench(store: bench.store)
        let answer = await signing.broker.signing("x", authorization: "Bearer \(access)")
        #expect(answer.status == 401)
    }

    @Test func itsOwnTokenAtUserInfo() async throws {
        let bench = try SigningFlowBench()
        let answer = await bench.broker.userInfo(authorization: try await bench.token(), form: nil)
        #expect(answer.status == 401)
    }

    @Test func aServiceTokenForAClientThatDoesNotSign() async throws {
        let bench = try SigningFlowBench(clients: [SigningFlowBench.shop { $0.types = [.verification] }])
        let form = try BrokerBench.parameters(["grant_type": "client_credentials"])
        let answer = await bench.broker.token(form: form, authorization: BrokerBench.basic)
        #expect(answer.error == "unauthorized_client")
    }

    @Test func aTokenWhoseClientSignsNoMore() async throws {
        let clock = TestClock()
        let store = InMemoryRecordStore(clock: clock.wall)
        let token = try await SigningFlowBench(clock: clock, store: store).token()
        let clients = [SigningFlowBench.shop { $0.types = [.verification] }]
        let bench = try SigningFlowBench(clients: clients, clock: clock, store: store)
        let answer = await bench.broker.signing("x", authorization: token)
        #expect(answer.status == 403 && answer.error == "insufficient_scope")
        let challenge = #"Bearer realm="signing", error="insufficient_scope", scope="signing""#
        #expect(answer.header("WWW-Authenticate") == challenge)
    }

    @Test func anotherScopeForAServiceToken() async throws {
        let bench = try SigningFlowBench()
        let form = try BrokerBench.parameters(["grant_type": "client_credentials", "scope": "openid"])
        let answer = await bench.broker.token(form: form, authorization: BrokerBench.basic)
        #expect(answer.error == "invalid_scope")
    }

    @Test func whatBelongsToAnotherClientAsIfItWereNotThere() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        let document = try await bench.upload(token: token).json.requireString("id")
        let bank = try await bench.bankToken()
        #expect(await bench.broker.signing(id, authorization: bank).status == 404)
        #expect(await bench.broker.cancelSigning(id, authorization: bank).status == 404)
        #expect(await bench.broker.removeSigning(id, authorization: bank).status == 404)
        #expect(await bench.broker.document(document, authorization: bank).status == 404)
        #expect(await bench.broker.removeDocument(document, authorization: bank).status == 404)
        let foreign = await bench.broker.signing(id, authorization: bank)
        let missing = await bench.broker.signing("AAAAAAAAAAAAAAAAAAAAAA", authorization: bank)
        #expect(foreign.body == missing.body)
        let body = Array(#"{"level":"qes","documents":[{"document":"\#(document)","format":"cades"}]}"#.utf8)
        let stolen = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: bank)
        #expect(stolen.error == "document_unknown")
    }

    @Test(arguments: [
        "[]", "{", #"{"level":"qes"}"#, #"{"level":"best","documents":[]}"#, #"{"level":"qes","documents":[]}"#,
        #"{"level":"qes","level":"aes","documents":[{"document":"x","format":"cades"}]}"#,
        #"{"level":"qes","documents":[{"document":"x"}]}"#,
        #"{"level":"qes","documents":[{"document":"x","hash":"AAAA","format":"cades"}]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"word"}]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"pades","level":"B-X"}]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"pades","colour":"red"}]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"pades","certification":4}]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"pades","appearance":{"rectangle":[1,2,3]}}]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"pades","reason":"a\u0000b"}]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"pades","reason":"a\u202Eb"}]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"cades"}],"expires_in":5}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"cades"}],"language":"xx"}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"cades"}],"attributes":["shoeSize"]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"cades"}],"policy":{"identifier":"x"}}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"cades"}],"methods":[]}"#,
        #"{"level":"qes","documents":[{"document":"x","format":"cades"}],"return_url":"https://evil.example/"}"#,
    ])
    func aBodyThatIsNotAsItShouldBe(body: String) async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let answer = await bench.broker.createSigning(
            body: Array(body.utf8),
            idempotencyKey: nil,
            authorization: token
        )
        #expect(answer.status == 400)
        #expect(answer.error == "invalid_request")
    }

    @Test(arguments: [
        #"{"document":"x","format":"cades","name":"other.txt"}"#,
        #"{"document":"x","format":"cades","media_type":"text/plain"}"#,
        #"{"hash":"AAAA","name":"x","format":"raw","media_type":"text/plain"}"#,
    ])
    func aNameOrTypeThatWouldMeanNothing(document: String) async throws {
        let bench = try SigningFlowBench()
        let body = Array(#"{"level":"qes","documents":[\#(document)]}"#.utf8)
        let answer = await bench.broker.createSigning(
            body: body,
            idempotencyKey: nil,
            authorization: try await bench.token()
        )
        #expect(answer.error == "invalid_request")
        let description = try answer.json.requireString("error_description")
        #expect(description.hasPrefix("documents[0].name") || description.hasPrefix("documents[0].media_type"))
    }

    @Test func theSameDocumentTwiceInOneFormat() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.upload(token: token).json.requireString("id")
        let entry = #"{"document":"\#(id)","format":"cades"}"#
        let body = Array(#"{"level":"qes","documents":[\#(entry),\#(entry)]}"#.utf8)
        let answer = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        #expect(answer.status == 400)
        #expect(answer.error == "invalid_request")
    }

    @Test func aHashFromAClientThatMayNotBringOne() async throws {
        let bench = try SigningFlowBench()
        let hash = Base64.encode([UInt8](repeating: 7, count: 32))
        let body = Array(#"{"level":"qes","documents":[{"hash":"\#(hash)","name":"x","format":"raw"}]}"#.utf8)
        let token = try await bench.token()
        let answer = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        #expect(answer.error == "invalid_request")
    }

    @Test(arguments: [false, true])
    func aBareValueOfAFileFromAClientThatMayNotBringHashes(isInline: Bool) async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let stored = try await bench.upload(SigningFlowBench.text, name: "a.txt", token: token).json.requireString("id")
        let source =
            isInline ? #""content":"\#(Base64.encode(SigningFlowBench.text))","name":"a""# : #""document":"\#(stored)""#
        let body = Array(#"{"level":"qes","documents":[{\#(source),"format":"raw"}]}"#.utf8)
        let answer = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        #expect(answer.status == 400 && answer.error == "invalid_request")
    }

    @Test(arguments: ["hash", "document"])
    func aBareValueByTheSeal(source: String) async throws {
        let bench = try SigningFlowBench(clients: [SigningFlowBench.shop { $0.mayBringHashes = true }])
        let token = try await bench.token()
        let stored = try await bench.upload(SigningFlowBench.text, name: "a.txt", token: token).json.requireString("id")
        let hash = Base64.encode([UInt8](repeating: 7, count: 32))
        let entry = source == "hash" ? #""hash":"\#(hash)","name":"x""# : #""document":"\#(stored)""#
        let body = Array(#"{"level":"aes","documents":[{\#(entry),"format":"raw"}]}"#.utf8)
        let answer = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        #expect(answer.error == "format_not_applicable")
    }

    @Test func aMethodThatTheClientDoesNotHave() async throws {
        let bench = try SigningFlowBench(clients: [SigningFlowBench.shop { $0.mayBringHashes = true }])
        let hash = Base64.encode([UInt8](repeating: 7, count: 32))
        let methods = (SigningFlowBench.shop().methods + ["nope"]).map { "\"\($0)\"" }.joined(separator: ",")
        let entry = #"{"hash":"\#(hash)","name":"x","format":"raw"}"#
        let body = Array(#"{"level":"qes","methods":[\#(methods)],"documents":[\#(entry)]}"#.utf8)
        let token = try await bench.token()
        let answer = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        #expect(answer.status == 400 && answer.error == "invalid_request")
        #expect(try answer.json.requireString("error_description").contains("no method of this client"))
    }

    @Test func aHashOfTheWrongLength() async throws {
        let bench = try SigningFlowBench(clients: [SigningFlowBench.shop { $0.mayBringHashes = true }])
        let hash = Base64.encode([UInt8](repeating: 7, count: 31))
        let body = Array(#"{"level":"qes","documents":[{"hash":"\#(hash)","name":"x","format":"raw"}]}"#.utf8)
        let token = try await bench.token()
        let answer = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        #expect(answer.error == "hash_length")
    }

    @Test func moreDocumentsThanOneApprovalCovers() async throws {
        let bench = try SigningFlowBench(maximumDigests: 2)
        let answer = try await bench.create(count: 3)
        #expect(answer.error == "batch_too_large")
    }

    @Test func anAdvancedSignatureWithoutASeal() async throws {
        let bench = try SigningFlowBench(hasSeal: false)
        let answer = try await bench.create(level: "aes")
        #expect(answer.error == "signer_not_eligible")
    }

    @Test func aDocumentOfNoBytes() async throws {
        let bench = try SigningFlowBench()
        let answer = await bench.upload([], token: try await bench.token())
        #expect(answer.error == "document_empty")
    }

    @Test func aDocumentBeyondTheLimit() async throws {
        let bench = try SigningFlowBench { $0.maximumDocumentBytes = 10 }
        let answer = await bench.upload(token: try await bench.token())
        #expect(answer.error == "document_too_large")
        #expect(answer.status == 413)
    }

    @Test func moreBytesThanAClientMayStore() async throws {
        let bench = try SigningFlowBench { $0.maximumClientBytes = SigningFlowBench.text.count * 2 }
        let token = try await bench.token()
        for _ in 0..<2 { #expect(await bench.upload(token: token).status == 201) }
        let third = await bench.upload(token: token)
        #expect(third.status == 429)
        #expect(third.error == "quota_exceeded")
        #expect(await bench.upload(token: try await bench.bankToken()).status == 201, "another client has room")
    }

    @Test func aDocumentThatStopsInTheMiddle() async throws {
        let bench = try SigningFlowBench()
        let body = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield([1, 2, 3])
            continuation.finish()
        }
        let upload = DocumentUpload(name: "x", mediaType: nil, declaredSize: 10, body: body)
        let answer = await bench.broker.storeDocument(upload, authorization: try await bench.token())
        #expect(answer.status == 400)
        let memory = try #require(bench.store as? InMemoryRecordStore)
        #expect(memory.count == 1, "only the token is left")
    }

    /// The same document twice is refused at the second one, when the first is stored already.
    @Test func aRequestWhoseDocumentsCameInsideLeavesNothingBehind() async throws {
        let bench = try SigningFlowBench()
        let memory = try #require(bench.store as? InMemoryRecordStore)
        let token = try await bench.token()
        let content = Base64.encode(Array("twice".utf8))
        let entry = #"{"content":"\#(content)","name":"note.txt","media_type":"text/plain","format":"cades"}"#
        let body = Array(#"{"level":"qes","documents":[\#(entry),\#(entry)]}"#.utf8)
        let answer = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        #expect(answer.status == 400)
        #expect(memory.count == 1, "only the token is left")
    }

    /// A message beside the file and one around it have the same signed attributes.
    @Test(arguments: [("cades", "cades-enveloping", 400), ("cades", "jades", 201)])
    func theSameDocumentInTwoFormatsThatAreSignedAlike(one: String, other: String, status: Int) async throws {
        let bench = try SigningFlowBench()
        let entries = [one, other].map { format in
            #"{"content":"\#(Base64.encode(Array("twice".utf8)))","name":"note.txt","media_type":"text/plain","#
                + #""format":"\#(format)"}"#
        }
        let body = Array(#"{"level":"qes","documents":[\#(entries.joined(separator: ","))]}"#.utf8)
        let token = try await bench.token()
        let answer = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        #expect(answer.status == status)
    }

    @Test(arguments: ["", "..", "a/b", "a\\b", "a\nb", String(repeating: "x", count: 256)])
    func aName(name: String) async throws {
        let bench = try SigningFlowBench()
        let answer = await bench.upload(name: name, token: try await bench.token())
        #expect(answer.status == 400)
    }

    @Test func whatIsNotSignedYet() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        guard
            case .refused(let answer) = await bench.broker.signedDocument(
                signing: id,
                document: "0",
                authorization: token
            )
        else {
            Issue.record("a document that nobody signed")
            return
        }
        #expect(answer.status == 409)
    }
}
