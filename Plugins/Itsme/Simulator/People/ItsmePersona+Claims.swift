import EIDJSON
import EIDSimulator
import FoundationEssentials

/// What an account can tell, before anyone asks for less.
extension ItsmePersona {
    /// Attributes by full claim name, as the document's country allows (§15).
    func attributes(now: Date, mode: String, pictureURL: String) -> [String: JSON] {
        var found: [String: JSON] = [:]
        for (name, value) in claims { found[name] = value }
        addAge(to: &found, now: now)
        let names = [found["given_name"]?.string, found["family_name"]?.string].compactMap(\.self)
        if found["name"] == nil, !names.isEmpty { found["name"] = .string(names.joined(separator: " ")) }
        found["phone_number"] = .string(phone)
        found["phone_number_verified"] = true
        if found["email"] != nil { found["email_verified"] = false }
        found[ClaimName.documentNumber] = .string(document.number)
        found[ClaimName.documentType] = .string(document.type)
        if document.country == "BEL", found[ClaimName.belgianCardNumber] == nil {
            found[ClaimName.belgianCardNumber] = .string(document.number)
        }
        if hasPhoto {
            found["picture"] = .string(pictureURL)
            found[ClaimName.photo] = ["format": "image/jpeg", "value": .string(PersonPhoto.base64)]
        }
        addSignals(to: &found, mode: mode)
        return found.filter { ClaimAvailability.of($0.key, country: document.country).map { $0 != .never } ?? false }
    }

    /// Metadata for attributes that were asked and exist (§14.1); empty objects are left out by the caller.
    func metadata(_ claim: String, for attributes: [String]) -> JSON {
        let all = attributes.filter(ClaimName.verified.contains)
        let (keys, value): ([String], String?) =
            switch claim {
            case ClaimName.issuingCountry: (all, document.country)
            case ClaimName.verificationDate: (all, document.verified)
            case ClaimName.validityFrom: ([ClaimName.belgianCardNumber], document.validFrom)
            case ClaimName.validityTo: ([ClaimName.belgianCardNumber, ClaimName.documentNumber], document.validTo)
            case ClaimName.issuanceLocality: ([ClaimName.belgianCardNumber], document.issuedAt)
            default: ([], nil)
            }
        guard let value, ClaimAvailability.of(claim, country: document.country) != .never else { return [:] }
        return .object(keys.filter(attributes.contains).map { ($0, .string(value)) })
    }

    private func addAge(to found: inout [String: JSON], now: Date) {
        let today = CivilDate.today(now)
        if let age {
            let birthdate = CivilDate.birthdate(forAge: age, on: today)
            found["birthdate"] = .string(birthdate)
            found[ClaimName.birthdateAsPrinted] = .string(
                birthdate.split(separator: "-").reversed().joined(separator: ".")
            )
            found[ClaimName.belgianNationalNumber] =
                NationalNumber.belgian(birthdate: birthdate, sequence: 72).map { .string($0) }
        }
        guard let born = found["birthdate"]?.string, let years = CivilDate.age(born: born, on: today) else { return }
        for limit in [16, 18, 21, 30] where found["age_gte_\(limit)"] == nil {
            found["age_gte_\(limit)"] = .boolean(years >= limit)
        }
    }

    private func addSignals(to found: inout [String: JSON], mode: String) {
        let defaults: [String: JSON] = [
            ClaimName.account: [
                "activationDate": .string(activated), "activationMechanism": .string(activationMechanism),
            ],
            ClaimName.app: [
                "appInstalledDate": .string(activated), "appName": "be.bmid.itsme.simulator", "appRelease": "4.9.1",
            ],
            ClaimName.device: [
                "os": "ANDROID", "appName": "be.bmid.itsme.simulator", "appRelease": "4.9.1", "deviceLabel": "phone",
                "debugEnabled": false, "deviceId": "0a1b2c3d4e5f60718293a4b5c6d7e8f90", "osRelease": "15",
                "manufacturer": "Simulated", "deviceLockLevel": "true", "rooted": false, "deviceModel": "SIM-1",
                "msisdn": .string("00\(phoneDigits)"),
            ],
            ClaimName.transactionIP: "192.0.2.10",
        ]
        found.merge(defaults) { own, _ in own }
        found[ClaimName.identificationMode] = .string(mode)
        found[ClaimName.ongoingCall] = .boolean(ongoingCall)
    }
}
