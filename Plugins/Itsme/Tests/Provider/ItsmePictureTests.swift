import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Testing

@testable import EIDItsme
@testable import EIDItsmeSimulator

/// The portrait behind a URL, and what is logged about values that cannot be read.
@Suite struct ItsmePictureTests {
    private let picture: Set<AttributeName> = [Attribute<Image>.picture.name, Attribute<String>.name.name]

    /// A sign-in in which the token has no photo, and this in the place of the URL.
    private func signIn(_ url: JSON?) throws -> ItsmeSignIn {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        signIn.bench.itsme.forge(
            .claims { token in
                var token = token
                token[ItsmeSamples.vendor("physical_person_photo")] = nil
                if let url { token["picture"] = url }
                return token
            }
        )
        return signIn
    }

    @Test func aPictureIsFetchedWithTheAccessToken() async throws {
        let signIn = try signIn(nil)
        let identity = try await signIn.perform(signIn.request(.verification, picture))
        #expect(identity.attributes[.picture] == Image(mediaType: "image/jpeg", bytes: PersonPhoto.bytes))
        let provenance = try #require(identity.attributes.provenance(of: .picture))
        #expect(provenance.claim == "picture")
        #expect(provenance.issuingCountry == "BEL")
        let request = try #require(signIn.bench.itsme.requests.last)
        #expect(request.url.absoluteString == "https://itsme.example/v2/picture")
        #expect(request.headers.contains { $0.name == "Authorization" && $0.value.hasPrefix("Bearer ") })
        #expect(request.limits.bodyBytes == 1_048_576)
    }

    @Test func aPhotoInLineNeedsNoFurtherCall() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        let identity = try await signIn.perform(signIn.request(.verification, picture))
        #expect(identity.attributes.provenance(of: .picture)?.claim == ItsmeSamples.vendor("physical_person_photo"))
        #expect(!signIn.bench.itsme.requests.contains { $0.url.path().hasSuffix("/picture") })
    }

    @Test(arguments: [
        "https://elsewhere.example/picture", "https://itsme.example:8443/v2/picture",
        "http://itsme.example/v2/picture", "https://user@itsme.example/v2/picture", "file:///etc/passwd", "/v2/picture",
    ])
    func aPictureElsewhereIsNotFetched(_ url: String) async throws {
        let signIn = try signIn(.string(url))
        let identity = try await signIn.perform(signIn.request(.verification, picture))
        #expect(identity.attributes[.picture] == nil)
        #expect(identity.attributes[.name] == "Lotte Verbrugge")
        #expect(signIn.bench.itsme.requests.count == 3)
        #expect(signIn.log.text.contains("picture: malformed"))
    }

    @Test func aPictureThatIsNoPictureIsAbsent() async throws {
        let signIn = try signIn("https://itsme.example/v2/.well-known/openid-configuration")
        let identity = try await signIn.perform(signIn.request(.verification, picture))
        #expect(identity.attributes.names == [Attribute<String>.name.name])
    }

    @Test func aPictureThatCannotBeHadIsAbsent() async throws {
        let signIn = try signIn(nil)
        await signIn.bench.itsme.control.arm(ArmedFault(.serverError, endpoint: .picture))
        let identity = try await signIn.perform(signIn.request(.verification, picture))
        #expect(identity.attributes.names == [Attribute<String>.name.name])
    }

    @Test func nobodyElsesPictureIsFetchedForAnAttributeNotAskedFor() async throws {
        let signIn = try signIn("https://itsme.example/v2/picture")
        let asked: Set = [Attribute<String>.name.name]
        #expect(try await signIn.perform(signIn.request(.verification, asked)).attributes.names == asked)
        #expect(!signIn.bench.itsme.requests.contains { $0.url.path().hasSuffix("/picture") })
    }

    @Test func unreadableValuesAreLoggedByClaimWithoutTheValue() async throws {
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair))
        let claim = ItsmeSamples.vendor("BENationalNumber")
        signIn.bench.itsme.forge(.claim(claim, "85031724681"))
        let identity = try await signIn.perform(signIn.request())
        #expect(identity.attributes[.nationalNumber] == nil)
        #expect(signIn.log.text.contains("\(claim): check digits"))
        #expect(signIn.log.text.contains("transaction-1"))
        #expect(!signIn.log.text.contains("85031724681"))
    }
}
