import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import Foundation
import PDFCorpus
import Testing

@testable import EIDBroker
@testable import SignatureStage

/// Whoever signs sees all that the signature will cover, also what the client adds to the document.
@Suite("The review before a signature") struct SigningReviewTests {
    private static let identifier = "1.3.6.1.4.1.49274.1.1.7.2.0"
    private let bench: SigningFlowBench

    init() throws {
        let digest = [UInt8](repeating: 7, count: 32)
        let policy = try SignaturePolicy(identifier: Self.identifier, digestAlgorithm: .sha256, digest: digest)
        let clients = [SigningFlowBench.shop { $0.mayBringHashes = true }]
        bench = try SigningFlowBench(clients: clients, change: { $0.policies = [policy] })
    }

    private func create(_ order: [(name: String, value: JSON)], policy: JSON? = nil) async throws -> BackchannelAnswer {
        let token = try await bench.token()
        let stored = await bench.upload(PDFCorpus.plain, name: "lease.pdf", type: "application/pdf", token: token)
        let document = JSON.object(
            [("document", .string(try stored.json.requireString("id"))), ("format", .string("pades"))] + order
        )
        var members: [(name: String, value: JSON)] = [("level", .string("qes")), ("documents", .array([document]))]
        if let policy { members.append(("policy", policy)) }
        let body = JSON.object(members).serialized()
        return await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
    }

    private static func appearance(_ more: [(name: String, value: JSON)] = []) -> (name: String, value: JSON) {
        let numbers: [Int64] = [50, 50, 250, 120]
        let lines = JSON.strings(["Agreed by {name}"])
        let members = [("rectangle", JSON.array(numbers.map(JSON.integer))), ("lines", lines)]
        return ("appearance", .object(members.map { (name: $0.0, value: $0.1) } + more))
    }

    private func document(_ id: String) async throws -> ReviewPage.Document {
        guard case .page(.review(let page), _, _) = await bench.broker.showSigning(id, browser: BrowserContext()) else {
            throw MissingValue()
        }
        return try #require(page.documents.first)
    }

    @Test func theVisibleSignatureIsShownBeforehand() async throws {
        let id = try await create([Self.appearance()]).json.requireString("id")
        #expect(try await document(id).previewPath == "/sign/\(id)/documents/0/preview")
        func shown(_ isPreview: Bool) async throws -> [UInt8] {
            try await bench.bytes(
                await bench.broker.reviewedDocument(
                    signing: id,
                    document: "0",
                    isPreview: isPreview,
                    browser: BrowserContext()
                )
            )
        }
        #expect(try await shown(false) == PDFCorpus.plain, "the fingerprint on the page is that of these bytes")
        let preview = try await shown(true)
        #expect(preview.starts(with: PDFCorpus.plain) && preview.count > PDFCorpus.plain.count)
        let input = DocumentInput(
            name: "lease.pdf",
            mediaType: "application/pdf",
            sha256: SHA256.digest(preview),
            bytes: preview
        )
        let engine = try #require(bench.broker.signing?.parts.engine)
        #expect(try engine.inspect(input, for: nil).signatures == 1, "the field is there, and what is drawn in it")
    }

    @Test func whatTheClientAddsIsSaid() async throws {
        let order: [(name: String, value: JSON)] = [
            Self.appearance(), ("reason", .string("I rent it")), ("location", .string("Gent")),
            ("certification", .integer(1)),
        ]
        let policy = JSON.object([("identifier", .string(Self.identifier))])
        let id = try await create(order, policy: policy).json.requireString("id")
        let statements = try await document(id).statements
        #expect(
            statements == [
                .visible(page: 1), .reason("I rent it"), .location("Gent"), .certification(1), .policy(Self.identifier),
            ]
        )
    }

    @Test func whatTheSignerCommitsToIsSaid() async throws {
        let commitment = "1.2.840.113549.1.9.16.6.5"
        let policy = JSON.object([("identifier", .string(Self.identifier)), ("commitment", .string(commitment))])
        let id = try await create([], policy: policy).json.requireString("id")
        let document = try await document(id)
        #expect(document.statements == [.commitment(commitment), .policy(Self.identifier)])
        #expect(document.previewPath == nil)
    }

    @Test(arguments: ["jades", "raw"])
    func aPolicyForAFormatWithoutAPlaceIsRefusedWhenItIsOrdered(format: String) async throws {
        let policy = JSON.object([("identifier", .string(Self.identifier))])
        let answer = try await bench.create(format: format, extra: [("policy", policy)])
        #expect(answer.status == 422)
        #expect(answer.error == "format_not_applicable")
    }

    @Test func theMethodIsToldWhatEachSignatureWillName() async throws {
        let commitment = "1.2.840.113549.1.9.16.6.5"
        let policy = JSON.object([("identifier", .string(Self.identifier))])
        let cases: [(order: [(name: String, value: JSON)], policy: JSON?, announced: SigningRequest.Policy?)] = [
            ([], nil, nil),
            ([], policy, SigningRequest.Policy(identifier: Self.identifier)),
            (
                [("commitment", .string(commitment))], policy,
                SigningRequest.Policy(identifier: Self.identifier, commitment: commitment)
            ),
        ]
        for (order, policy, announced) in cases {
            let id = try await create(order, policy: policy).json.requireString("id")
            _ = try await bench.consent(try await bench.open(id))
            #expect(bench.script.now.requests.last?.transactionID == id)
            #expect(bench.script.now.requests.last?.policy == announced)
        }
    }

    @Test(arguments: [(["cades"], true), (["cades", "jades"], false), (["jades"], false)])
    func theDefaultIsAnnouncedWhereEverySignatureNamesIt(_ formats: [String], isAnnounced: Bool) async throws {
        let digest = [UInt8](repeating: 7, count: 32)
        let policy = try SignaturePolicy(identifier: Self.identifier, digestAlgorithm: .sha256, digest: digest)
        let bench = try SigningFlowBench(change: {
            $0.policies = [policy]
            $0.defaultPolicy = Self.identifier
        })
        let token = try await bench.token()
        var documents: [JSON] = []
        for (index, format) in formats.enumerated() {
            let stored = await bench.upload(Array("note \(index)".utf8), token: token)
            let document = JSON.string(try stored.json.requireString("id"))
            documents.append(.object([("document", document), ("format", .string(format)), ("level", "B-B")]))
        }
        let body = JSON.object([("level", "qes"), ("documents", .array(documents))]).serialized()
        let created = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        let id = try created.json.requireString("id")
        guard case .page(.review(let page), _, _) = await bench.broker.showSigning(id, browser: BrowserContext()) else {
            throw MissingValue()
        }
        // Each document says for itself what stands in its signature, and so it does.
        #expect(page.documents.map(\.statements) == formats.map { $0 == "cades" ? [.policy(Self.identifier)] : [] })
        _ = try await bench.walk(id)
        #expect(bench.script.now.requests.last?.policy?.identifier == (isAnnounced ? Self.identifier : nil))
        // What the evidence names, and what the settings' default of another day could not change.
        let kept = try await bench.broker.signing?.parts.signings.load(id)?.value.policy?.identifier
        #expect(kept == (formats.contains("cades") ? Self.identifier : nil))
        let oid = try #require(OID(Self.identifier))
        for (index, format) in formats.enumerated() {
            let answer = await bench.broker.signedDocument(
                signing: id,
                document: "\(index)",
                authorization: try await bench.token()
            )
            let signed = try await bench.bytes(answer)
            #expect(signed.indices.contains { signed[$0...].starts(with: oid.bytes) } == (format == "cades"))
        }
    }

    @Test func aReasonBesideThePolicysCommitmentIsRefused() async throws {
        let policy = JSON.object([
            ("identifier", .string(Self.identifier)), ("commitment", .string("1.2.840.113549.1.9.16.6.5")),
        ])
        let answer = try await create([("reason", .string("I rent it"))], policy: policy)
        #expect(answer.status == 400)
        #expect(try answer.json.requireString("error_description").contains("policy.commitment"))
    }

    @Test func aPictureThatIsNoneIsRefusedAtOnce() async throws {
        let answer = try await create([Self.appearance([("image", .string("bm8gcGljdHVyZQ=="))])])
        #expect(answer.status == 422)
        #expect(try answer.json.requireString("error") == "appearance_invalid")
    }

    @Test(arguments: [[5000, 5000, 5100, 5100], [10, 10, 10.1, 10.1], [-200, 10, -100, 40]] as [[Double]])
    func aPlaceThatNobodySeesIsRefused(_ rectangle: [Double]) async throws {
        let appearance = JSON.object([("rectangle", .array(rectangle.map { .number($0) }))])
        let answer = try await create([("appearance", appearance)])
        #expect(answer.status == 422)
        #expect(try answer.json.requireString("error") == "appearance_invalid")
    }

    @Test func aNameThatNoFieldCanHaveIsRefusedBeforeAnybodySigns() async throws {
        #expect(try await create([("field", .string("a.b.c"))]).status == 422)
    }

    @Test func noPreviewWhereNothingIsSeen() async throws {
        let id = try await create([]).json.requireString("id")
        let answer = await bench.broker.reviewedDocument(
            signing: id,
            document: "0",
            isPreview: true,
            browser: BrowserContext()
        )
        guard case .page = answer else {
            Issue.record("a preview of nothing")
            return
        }
    }

    @Test func thePreviewIsForTheOneWhoConsented() async throws {
        let id = try await create([Self.appearance()]).json.requireString("id")
        _ = try await bench.consent(try await bench.open(id))
        let answer = await bench.broker.reviewedDocument(
            signing: id,
            document: "0",
            isPreview: true,
            browser: BrowserContext()
        )
        guard case .page(.page(.error(let page), _, _)) = answer else {
            Issue.record("shown to everyone")
            return
        }
        #expect(page.code == "wrong_browser")
    }
}
