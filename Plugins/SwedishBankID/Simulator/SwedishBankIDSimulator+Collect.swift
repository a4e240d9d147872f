import EIDJOSE
import EIDJSON
import EIDSimulator
import EIDSimulatorTrust
import FoundationEssentials
import Synchronization

extension SwedishBankIDSimulator {
    /// Says how far an order is; a result is given away once.
    func collect(_ body: JSONValue) -> SimulatorResponse {
        guard let reference = Self.reference(body) else {
            return refuse(400, "invalidParameters", "orderRef alone is taken")
        }
        let now = clock.now
        let found: (order: SimulatedOrder, fault: BankIDFault?)? = desk.withLock { desk in
            guard let index = desk.orders.firstIndex(where: { $0.reference == reference }) else { return nil }
            desk.orders[index].age(to: now)
            guard desk.orders[index].isKnown(at: now) else { return nil }
            if let volunteer = desk.volunteer { Self.volunteer(volunteer, for: &desk.orders[index], now) }
            if case .complete = desk.orders[index].phase {
                if desk.fault == .blockedPerson { desk.orders[index].phase = .failed("certificateErr") }
                if desk.fault == .slowPerson, !desk.orders[index].wasSlow {
                    desk.orders[index].wasSlow = true
                    var waiting = desk.orders[index]
                    waiting.phase = .pending("userSign")
                    return (waiting, desk.fault)
                }
            }
            if !desk.orders[index].isPending { desk.orders[index].isCollected = true }
            return (desk.orders[index], desk.fault)
        }
        guard let (order, fault) = found else { return Self.unknown }
        let answered = fault == .otherOrder ? String(reference.reversed()) : reference
        switch order.phase {
        case .pending(let hint):
            return .json(200, ["orderRef": .string(answered), "status": "pending", "hintCode": .string(hint)])
        case .failed(let hint):
            return .json(200, ["orderRef": .string(answered), "status": "failed", "hintCode": .string(hint)])
        case .complete(let persona):
            guard let data = try? completion(of: order, by: persona, fault) else {
                return .json(500, ["errorCode": "internalError", "details": "the simulator cannot sign"])
            }
            let answer: JSON = ["orderRef": .string(answered), "status": "complete", "completionData": data]
            guard fault == .doubledMember else { return .json(200, answer) }
            let text = answer.text.replacing(
                "\"personalNumber\":",
                with: "\"personalNumber\":\"197506152391\",\"personalNumber\":"
            )
            return .document(200, type: "application/json", text.utf8)
        }
    }

    private static let unknown = SimulatorResponse.json(
        400,
        ["errorCode": "invalidParameters", "details": "No such order"]
    )

    /// Two collects nothing, two in the app, then the security code, then done.
    private static func volunteer(_ persona: BankIDPersona, for order: inout SimulatedOrder, _ now: Date) {
        guard order.isPending else { return }
        order.collects += 1
        switch order.collects {
        case ...2: order.phase = .pending("outstandingTransaction")
        case 3, 4:
            order.openedAt = order.openedAt ?? now
            order.phase = .pending("started")
        case 5: order.phase = .pending("userSign")
        default:
            order.phase = .complete(persona)
            order.finishedAt = now
        }
    }

    private func completion(
        of order: SimulatedOrder,
        by persona: BankIDPersona,
        _ fault: BankIDFault?
    ) throws -> JSON {
        let signer = try signer(persona, order.wish.policy, fault)
        let other = Base64.encode(Array("something else".utf8))
        var unseen = order.wish.unseen.map { [fault == .otherUnseenData ? other : $0] } ?? []
        if fault == .doubledData { unseen.append(other) }
        // The app is where the phone is, wherever the browser may be.
        let address = "198.51.100.9"
        let xml = try XMLSignature(
            visible: order.wish.visible.map { [fault == .otherText ? other : $0] } ?? [],
            unseen: unseen,
            isSigning: order.route.isSigning,
            address: address,
            fault: fault
        ).signed(by: signer)
        let signature = Base64.encode(Array(xml.utf8))
        let day: TimeInterval = 86_400
        let shift = fault == .oldStatus ? -2 * day : fault == .futureStatus ? day : 0
        var status = try StatusAnswer(
            madeAt: clock.now.addingTimeInterval(shift),
            isRevoked: fault == .revoked,
            nonce: SimulatedSHA1.digest(fault == .otherStatus ? signature + "x" : signature)
                + (0..<(fault == .shortStatusNonce ? 11 : 12)).map { UInt8($0) }
        ).signed(
            by: fault == .strangeResponder ? signers.signer(.bjorn) : signers.responder(),
            about: fault == .otherStatusCertificate ? signers.signer(.bjorn) : signer
        )
        if fault == .brokenStatus { status.removeLast(20) }
        let isSomebodyElse = fault == .otherPerson || fault == .personNotOfCertificate
        var data: JSON = [
            "user": Self.user(isSomebodyElse ? .bjorn : persona, fault),
            "device": ["ipAddress": .string(address), "uhi": "OZvYM9VvyiAmG7NA5jU5zqGcVpo="],
            "bankIdIssueDate": "2023-01-01",
            "ocspResponse": .string(Base64.encode(status)),
        ]
        if fault == .bareUser { data["device"] = nil }
        if fault == .emptyUser { data["device"] = ["ipAddress": "", "uhi": " "] }
        if fault == .mistypedUser { data["device"] = ["ipAddress": 7, "uhi": ["x"]] }
        if [.bareUser, .emptyUser, .mistypedUser].contains(fault) { data["bankIdIssueDate"] = nil }
        if fault != .noSignature { data["signature"] = .string(signature) }
        if order.wish.wantsDocument { data["stepUp"] = ["mrtd": .boolean(fault != .noDocument)] }
        if order.wish.wantsRisk { data["risk"] = Self.risk(fault) }
        return data
    }

    private static func risk(_ fault: BankIDFault?) -> JSON? {
        switch fault {
        case .noRisk: nil
        case .highRisk: "high"
        case .unknownRisk: "very high"
        default: "low"
        }
    }

    private func signer(
        _ persona: BankIDPersona,
        _ policy: String,
        _ fault: BankIDFault?
    ) throws -> IssuedCertificate {
        switch fault {
        case .otherCertificate: try signers.signer(.bjorn)
        // The certificate fits whom the answer names, so that nothing but the name is left to tell.
        case .otherPerson: try signers.signer(.bjorn)
        case .strangeIssuer: try signers.signer(persona, .otherIssuer)
        case .expiredCertificate: try signers.signer(persona, .expired)
        case .otherPolicy: try signers.signer(persona, policies: ["1.2.3.4.99"])
        default: try signers.signer(persona, policies: [policy])
        }
    }

    private static func user(_ persona: BankIDPersona, _ fault: BankIDFault?) -> JSON {
        var user: JSON = ["personalNumber": .string(persona.personalNumber)]
        switch fault {
        case .noPersonalNumber: return ["name": .string(persona.name)]
        case .bareUser: return user
        case .emptyUser:
            for name in ["name", "givenName", "surname"] { user[name] = "" }
        case .mistypedUser:
            for name in ["name", "givenName", "surname"] { user[name] = 7 }
        default:
            user["name"] = .string(persona.name)
            user["givenName"] = .string(persona.givenName)
            user["surname"] = .string(persona.surname)
        }
        return user
    }
}
