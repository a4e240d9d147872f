import EIDMethod
import Logging

extension VerifiedIdentity {
    /// What of an identity the method may say by its own descriptor: no attribute that it does not offer, or never for documents
    /// of the person's country; throws where it is
    /// surer of the person than its table allows.
    ///
    /// Clients were told in discovery what the method offers, and the operator decided by it whether to enable the method. An
    /// upstream's value that is in no table counts as `low`, so that `low` is also what a method may say whose table begins
    /// higher; whether that is enough is for whoever asked to say.
    func held(to method: Method, log: Logger) throws(MethodError) -> VerifiedIdentity {
        let levels = method.descriptor.assurance.levels
        guard levels.contains(assurance) || assurance == .low && !levels.isEmpty else {
            throw MethodError(.untrusted, "the method returned the level \(assurance.rawValue), which it does not have")
        }
        let document = attributes.names.sorted().compactMap { attributes[$0]?.provenance.issuingCountry }.first
        let offered = attributes.names.filter { name in
            let country = attributes[name]?.provenance.issuingCountry ?? document
            return method.descriptor.mayDeliver(name, issuingCountry: country)
        }
        guard offered.count < attributes.names.count else { return self }
        let dropped = attributes.names.subtracting(offered).map(\.rawValue).sorted().joined(separator: ", ")
        log.warning(
            "a method returned attributes that it does not offer; they are dropped",
            metadata: ["method": "\(method.id)", "attributes": "\(dropped)"]
        )
        var held = self
        held.attributes = attributes.restricted(to: offered)
        return held
    }
}
