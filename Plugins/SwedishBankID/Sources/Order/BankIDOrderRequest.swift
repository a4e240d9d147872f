import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// What an order asks of BankID.
struct BankIDOrderRequest: Sendable {
    let configuration: SwedishBankIDConfiguration
    let errand: BankIDErrand
    let way: BankIDOrder.Way
    let binding: BankIDBinding

    /// What the person signs: the data that is not shown ties the signature to this order.
    var content: BankIDContent {
        switch errand.purpose {
        case .identification:
            BankIDContent(
                visible: configuration.text,
                isMarkdown: configuration.isMarkdown,
                unseen: binding.nonce,
                isSigning: false
            )
        case .signature(let documents):
            // Names of documents are no Markdown.
            BankIDContent(
                visible: documents.visible,
                isMarkdown: false,
                unseen: documents.unseen(nonce: binding.nonce),
                isSigning: true
            )
        }
    }

    /// Where the order goes.
    var route: BankIDService.Route {
        switch (content.isSigning, way) {
        case (false, .phone): .phoneAuth
        case (false, _): .auth
        case (true, .phone): .phoneSign
        case (true, _): .sign
        }
    }

    /// The body of an order that an app opens.
    func body() throws(MethodError) -> JSON {
        guard let endUser = errand.endUser else {
            throw MethodError(
                .misconfigured,
                "the browser's address is unknown: no X-Forwarded-For"
            )
        }
        var body = common()
        body["endUserIp"] = .string(endUser.address)
        if way.showsLink { body["returnUrl"] = .string(try returnURL()) }
        if configuration.maximumRisk != nil { body["returnRisk"] = true }
        return body
    }

    /// The body of an order for somebody on the phone.
    func body(for number: PersonalNumber) -> JSON {
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
    private func returnURL() throws(MethodError) -> String {
        let url = errand.callbackURL.appending(queryItems: [
            URLQueryItem(name: "state", value: errand.callbackState), URLQueryItem(name: "nonce", value: binding.nonce),
        ])
        guard url.absoluteString.utf8.count <= 512 else {
            throw MethodError(.misconfigured, "the address of the callback is too long for BankID's returnUrl")
        }
        return url.absoluteString
    }
}
