import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// What an order asks of BankID.
struct BankIDOrderRequest: Sendable {
    let configuration: SwedishBankIDConfiguration
    let way: BankIDOrder.Way
    let nonce: String

    /// What the person signs by identifying themselves: the data that is not shown ties the signature to this order.
    var content: BankIDContent {
        BankIDContent(
            visible: configuration.text,
            isMarkdown: configuration.isMarkdown,
            unseen: nonce,
            isSigning: false
        )
    }

    /// The body of `auth`.
    func authentication(_ request: MethodRequest) throws(MethodError) -> JSON {
        guard let endUser = request.endUser else {
            throw MethodError(
                .misconfigured,
                "the browser's address is unknown: no X-Forwarded-For"
            )
        }
        var body = common()
        body["endUserIp"] = .string(endUser.address)
        if way.showsLink { body["returnUrl"] = .string(try returnURL(request)) }
        return body
    }

    /// The body of `phone/auth`.
    func phoneAuthentication(_ number: PersonalNumber) -> JSON {
        var body = common()
        body["personalNumber"] = .string(number.digits)
        body["callInitiator"] = .string(configuration.caller.rawValue)
        return body
    }

    private func common() -> JSON {
        let content = content
        var body: JSON = ["userNonVisibleData": .string(Base64.encode(Array(content.unseen.utf8)))]
        if let text = content.visible {
            body["userVisibleData"] = .string(Base64.encode(Array(text.utf8)))
            if content.isMarkdown { body["userVisibleDataFormat"] = "simpleMarkdownV1" }
        }
        if configuration.maximumRisk != nil { body["returnRisk"] = true }
        var requirement: JSON = .object([])
        if configuration.requiresPIN { requirement["pinCode"] = true }
        if configuration.requiresDocument { requirement["mrtd"] = true }
        if !configuration.kinds.isEmpty {
            requirement["certificatePolicies"] = .strings(
                configuration.kinds.map { $0.policy(in: configuration.environment) }
            )
        }
        if let reader = configuration.cardReader { requirement["cardReader"] = .string(reader) }
        if requirement != .object([]) { body["requirement"] = requirement }
        return body
    }

    /// Where the app sends the browser: `state` finds the transaction, the nonce says that it is this order's return.
    private func returnURL(_ request: MethodRequest) throws(MethodError) -> String {
        let url = request.callbackURL.appending(queryItems: [
            URLQueryItem(name: "state", value: request.callbackState), URLQueryItem(name: "nonce", value: nonce),
        ])
        guard url.absoluteString.utf8.count <= 512 else {
            throw MethodError(.misconfigured, "the address of the callback is too long for BankID's returnUrl")
        }
        return url.absoluteString
    }
}
