import EIDJSON
import EIDMethod
import FoundationEssentials

extension BankIDOrder {
    /// Reads the answer to an order.
    init(
        reading answer: JSONValue,
        to wish: BankIDOrderRequest,
        receivedAt: Date,
        personalNumber: String?
    ) throws(MethodError) {
        func token(_ name: String) throws(MethodError) -> String {
            guard let text = answer[name]?.string, (8...64).contains(text.utf8.count),
                text.utf8.allSatisfy(Self.isPlain)
            else { throw MethodError(.untrusted, "BankID's answer has no usable \(name)") }
            return text
        }
        reference = try token("orderRef")
        tokens =
            wish.way == .phone
            ? nil
            : Tokens(
                autoStart: try token("autoStartToken"),
                codeStart: try token("qrStartToken"),
                codeSecret: try token("qrStartSecret")
            )
        way = wish.way
        self.receivedAt = receivedAt
        binding = wish.binding
        content = wish.content
        self.personalNumber = personalNumber
    }

    /// Tokens stand in links and codes as they are.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
