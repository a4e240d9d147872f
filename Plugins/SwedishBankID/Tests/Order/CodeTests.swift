import EIDMethodTesting
import FoundationEssentials
import Testing

@testable import EIDSwedishBankID

/// The animated code, by the published vectors and by the clock.
@Suite struct CodeTests {
    private static let tokens = BankIDOrder.Tokens(
        autoStart: "7c40b5c9-fa74-49cf-b98c-bfe651f9a7c6",
        codeStart: "67df3917-fa0d-44e5-b327-edcc928297f8",
        codeSecret: "d28db9a7-4cde-429e-a983-359be676944c"
    )

    private func order(_ way: BankIDOrder.Way = .code) -> BankIDOrder {
        BankIDOrder(
            reference: "131daac9-16c6-4618-beb0-365768f37288",
            tokens: way == .phone ? nil : Self.tokens,
            way: way,
            receivedAt: Date(timeIntervalSince1970: 1000),
            binding: BankIDBinding(
                .identification(commitment: nil, attributes: nil),
                SeededRandom().source
            ),
            content: BankIDContent(visible: nil, isMarkdown: false, unseen: "n", isSigning: false),
            personalNumber: nil
        )
    }

    @Test(arguments: [
        (0, "dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8"),
        (1, "949d559bf23403952a94d103e67743126381eda00f0b3cbddbf7c96b1adcbce2"),
        (2, "a9e5ec59cb4eee4ef4117150abc58fad7a85439a6a96ccbecc3668b41795b3f3"),
    ])
    func theCodeOfASecondIsThePublishedOne(second: Int, proof: String) {
        let expected = "bankid.67df3917-fa0d-44e5-b327-edcc928297f8.\(second).\(proof)"
        #expect(BankIDOrder.code(Self.tokens, second: second) == expected)
        let moment = Date(timeIntervalSince1970: 1000.9 + Double(second))
        #expect(order().code(at: moment) == expected)
    }

    @Test(arguments: [-1e9, -1, 1e12, Double.infinity])
    func aClockGoneWrongGivesSomeCodeAndNoTrap(offset: Double) {
        #expect(order().code(at: Date(timeIntervalSince1970: 1000 + offset))?.hasPrefix("bankid.67df3917-") == true)
    }

    @Test func theSecretIsInNeitherCodeNorLink() throws {
        let both = order(.both)
        #expect(both.code(at: Date(timeIntervalSince1970: 1010))?.contains(Self.tokens.codeSecret) == false)
        let link = try #require(both.link(onMobile: true)).absoluteString
        #expect(!link.contains(Self.tokens.codeSecret) && !link.contains(Self.tokens.codeStart))
    }

    @Test func linksAreThoseOfPhonesAndOfComputers() {
        let query = "?autostarttoken=7c40b5c9-fa74-49cf-b98c-bfe651f9a7c6&redirect=null"
        #expect(order(.link).link(onMobile: true)?.absoluteString == "https://app.bankid.com/\(query)")
        #expect(order(.link).link(onMobile: false)?.absoluteString == "bankid:///\(query)")
    }

    @Test func eachWayShowsItsOwn() {
        let now = Date(timeIntervalSince1970: 1000)
        for (way, code, link) in [(BankIDOrder.Way.code, true, false), (.link, false, true), (.both, true, true)] {
            #expect((order(way).code(at: now) != nil) == code)
            #expect((order(way).link(onMobile: true) != nil) == link)
        }
        #expect(order(.phone).code(at: now) == nil && order(.phone).link(onMobile: true) == nil)
    }
}
