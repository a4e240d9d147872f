import EIDExternalMethod
import EIDMethod
import EIDMethodTesting
import Foundation
import Testing

/// What a method may not speak for: other methods' people, and the broker's own log.
@Suite struct PretenceTests {
    private static let foreign = UpstreamSubject(namespace: "urn:se:personnummer", identifier: "199001012385")
    private static let own = UpstreamSubject(
        namespace: "external:misfit:urn:se:personnummer",
        identifier: "199001012385"
    )

    @Test func `People of a name space that others have are not signed in as theirs`() async throws {
        let misfit = try Misfit("finish")
        guard case .finished(let identity) = try await Misfit.begin(try await misfit.method()) else {
            throw ConformanceFailure("nobody is identified")
        }
        #expect(identity.subject == Self.own)
        await misfit.host.stop()
    }

    @Test func `A name space that the operator lets it speak for stays as it is, and no other`() async throws {
        for (namespace, subject) in [(Self.foreign.namespace, Self.foreign), ("urn:se", Self.own)] {
            let misfit = try Misfit("finish", subjectNamespaces: [namespace])
            guard case .finished(let identity) = try await Misfit.begin(try await misfit.method()) else {
                throw ConformanceFailure("nobody is identified")
            }
            #expect(identity.subject == subject)
            await misfit.host.stop()
        }
    }

    @Test func `Signers of a name space that others have are not theirs`() async throws {
        let misfit = try Misfit("signer")
        try await misfit.host.start()
        #expect(await misfit.host.examine(id: "m", settings: [:], keys: MethodKeys()).isEmpty)
        let signing = try #require(try await misfit.method().signing)
        let request = SigningRequest(
            transactionID: "t",
            count: 1,
            description: LocalizedText("one"),
            documentNames: ["one"],
            clientName: LocalizedText("Shop"),
            languages: [],
            callbackURL: URL(filePath: "/callback"),
            callbackState: "good"
        )
        guard case .ready(let signer, _) = try await signing.begin(request) else {
            throw ConformanceFailure("nobody is ready")
        }
        let digest = SigningDigest(name: "one", bytes: Data(), documentName: "one")
        guard case .signed(let result) = try await signing.authorise([digest], for: request, from: []) else {
            throw ConformanceFailure("nothing is signed")
        }
        #expect(signer.subject == Self.own && result.signer.subject == Self.own)
        #expect(result.native?.identity.subject == Self.own)
        await misfit.host.stop()
    }

    @Test func `What it says in the log is told apart from what the broker says`() async throws {
        let misfit = try Misfit("forge")
        #expect(try await Misfit.told(try await misfit.method()) == "logged")
        await misfit.host.stop()
        let entry = try #require(misfit.log.entries.first { $0.contains("sign-in ended") })
        let fields =
            "external=misfit said=sign-in ended said.a_b_c=d said.external=another said.method=itsme said.outcome=identified"
        #expect(entry == "info an external method says \(fields)")
    }
}
