import EIDJOSE
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDSmartID

/// The vectors of the link, of the digest of its secret, and of the digits to compare.
@Suite struct DeviceLinkTests {
    static let start = Date(timeIntervalSince1970: 1_780_315_200)
    static let party = DeviceLink.Party(schemeName: "smart-id-demo", name: "DEMO", brokeredName: nil)
    static let interactions =
        "W3sidHlwZSI6ImRpc3BsYXlUZXh0QW5kUElOIiwiZGlzcGxheVRleHQ2MCI6IkxvZyBpbiB0byBFeGFtcGxlIn1d"

    static func link(_ way: DeviceLink.Way = .code, callback: String = "") -> DeviceLink {
        DeviceLink(
            base: "https://smart-id.com/device-link/",
            token: "abc123",
            secret: Base64.decode("AAECAwQFBgcICQoLDA0ODxAREhMUFRYX") ?? [],
            way: way,
            purpose: .authentication,
            challenge: Base64.encode([UInt8](repeating: 7, count: 64)),
            interactions: interactions,
            callback: callback,
            receivedAt: start
        )
    }

    @Test func theCodeOfAMomentIsThatOfTheVector() {
        let address = Self.link().address(for: Self.party, in: .en, at: Self.start.addingTimeInterval(1.9))
        #expect(
            address == "https://smart-id.com/device-link/?deviceLinkType=QR&elapsedSeconds=1&sessionToken=abc123"
                + "&sessionType=auth&version=1.0&lang=eng&authCode=4TFMs6uu2w-HkhirTDtfcub63nu1oldAt7kra-DI7Wo"
        )
    }

    @Test(arguments: [
        (Language.nl, "nld"), (.fr, "fra"), (.de, "deu"), (.en, "eng"),
        // The app speaks no Swedish.
        (.sv, "eng"),
    ])
    func theAppSpeaksThePersonsLanguageWhereItCan(language: Language, code: String) {
        let address = Self.link().address(for: Self.party, in: language, at: Self.start)
        #expect(address.contains("&lang=\(code)&"))
    }

    @Test func theDigestOfTheSecretIsThatOfTheVector() {
        #expect(Self.link().secretDigest == "HWSt0qY4g2fJvC0fGzhLBppu84LNqqiXcd0QPihhOiU")
    }

    @Test func theDigitsToCompareAreThoseOfTheVector() {
        #expect(VerificationCode.of(challenge: [UInt8](repeating: 7, count: 64)) == "8135")
    }

    @Test func ourInteractionsAreThoseOfTheVector() {
        let ours = SmartIDInteractions(short: "Log in to Example", long: nil, isPushed: false)
        #expect(ours.encoded == Self.interactions)
        #expect(ours.types == ["displayTextAndPIN"])
    }

    @Test func aLinkOnTheSameDeviceCountsNoSeconds() {
        let link = Self.link(.web, callback: "https://broker.example/cb?value=1")
        let early = link.address(for: Self.party, in: .en, at: Self.start)
        #expect(early == link.address(for: Self.party, in: .en, at: Self.start.addingTimeInterval(60)))
        #expect(early.contains("?deviceLinkType=Web2App&sessionToken="))
    }

    @Test(arguments: [-5.0, .infinity, -.infinity, .nan, 1e300])
    func aClockThatIsWrongDoesNotTrap(offset: TimeInterval) {
        let address = Self.link().address(for: Self.party, in: .en, at: Self.start.addingTimeInterval(offset))
        #expect(address.contains("&elapsedSeconds="))
    }

    @Test func whatIsNotInTheLinkChangesItsHMACToo() {
        let moment = Self.start
        let usual = Self.link().address(for: Self.party, in: .en, at: moment)
        let others = [
            DeviceLink.Party(schemeName: "smart-id", name: "DEMO", brokeredName: nil),
            DeviceLink.Party(schemeName: "smart-id-demo", name: "DEMO2", brokeredName: nil),
            DeviceLink.Party(schemeName: "smart-id-demo", name: "DEMO", brokeredName: "Shop"),
        ]
        let changed = others.map { Self.link().address(for: $0, in: .en, at: moment) }
        #expect(Set(changed + [usual]).count == 4)
    }

    @Test(arguments: zip([Language.nl, .fr, .de, .en], ["nld", "fra", "deu", "eng"]))
    func theLinkNamesThePersonsLanguage(language: Language, code: String) {
        #expect(Self.link().unprotected(in: language, after: 0).hasSuffix("&lang=\(code)"))
    }
}
