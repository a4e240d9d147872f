import EIDMethod
import FoundationEssentials

extension BankIDCompletion {
    /// What a verification may deliver.
    static let offers: [AttributeOffer] = [
        AttributeOffer(.nationalNumber, .always),
        AttributeOffer(.nationalNumberCountry, .always),
        AttributeOffer(.birthdate, .always),
        AttributeOffer(.name, .maybe),
        AttributeOffer(.givenName, .maybe),
        AttributeOffer(.familyName, .maybe),
        AttributeOffer(.transactionIP, .maybe),
        AttributeOffer(.device, .maybe),
        AttributeOffer(.account, .maybe),
    ]

    /// The attributes with their sources on BankID's wire.
    var attributes: IdentityAttributes {
        var attributes = IdentityAttributes()
        func source(_ claim: String, _ basis: Provenance.Basis = .upstream) -> Provenance {
            Provenance(claim: claim, basis: basis)
        }
        attributes.set(.nationalNumber, to: number.digits, from: source("user.personalNumber"))
        attributes.set(.nationalNumberCountry, to: "SE", from: source("user.personalNumber", .derived))
        attributes.set(.birthdate, to: number.birthdate, from: source("user.personalNumber", .derived))
        attributes.set(.name, to: name, from: source("user.name"))
        attributes.set(.givenName, to: givenName, from: source("user.givenName"))
        attributes.set(.familyName, to: surname, from: source("user.surname"))
        attributes.set(.transactionIP, to: address, from: source("device.ipAddress"))
        attributes.set(.device, to: hardware.map { ["uhi": $0] }, from: source("device.uhi"))
        attributes.set(.account, to: issued.map { ["issued": $0.description] }, from: source("bankIdIssueDate"))
        return attributes
    }
}
