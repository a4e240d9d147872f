import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// What BankID says once a person has approved.
struct BankIDCompletion: Sendable {
    let number: PersonalNumber
    let name: String?
    let givenName: String?
    let surname: String?
    let address: String?
    let hardware: String?
    let issued: CalendarDate?
    let hasReadDocument: Bool
    let risk: JudgedRisk
    /// The signature as received, base64.
    let signature: String
    /// The answer about the person's certificate, DER.
    let status: [UInt8]

    /// Reads `completionData`; what is missing about the person is absent, what proves them must be there.
    init(reading answer: JSONValue, of order: BankIDOrder) throws(MethodError) {
        let data = answer["completionData"]
        let user = data?["user"]
        guard let digits = user?["personalNumber"]?.string, let number = PersonalNumber(digits) else {
            throw MethodError(.untrusted, "BankID does not say who approved")
        }
        self.number = number
        if let asked = order.personalNumber, !asked.sameBytes(as: number.digits) {
            throw MethodError(.untrusted, "another person approved than the one on the phone")
        }
        func text(_ value: JSONValue?) -> String? { value?.string.flatMap { $0.utf8.count <= 512 ? $0 : nil } }
        name = text(user?["name"])
        givenName = text(user?["givenName"])
        surname = text(user?["surname"])
        address = text(data?["device"]?["ipAddress"])
        hardware = text(data?["device"]?["uhi"])
        // Written with a time zone at times.
        issued = text(data?["bankIdIssueDate"]).flatMap { CalendarDate(iso: String($0.prefix(10))) }
        hasReadDocument = data?["stepUp"]?["mrtd"]?.boolean == true
        risk = JudgedRisk(reading: data?["risk"])
        guard let signature = data?["signature"]?.string, !signature.isEmpty,
            let status = data?["ocspResponse"]?.string.flatMap({ Base64.decode($0) }), !status.isEmpty
        else { throw MethodError(.untrusted, "BankID's answer lacks the signature or the certificate's status") }
        self.signature = signature
        self.status = status
    }
}
