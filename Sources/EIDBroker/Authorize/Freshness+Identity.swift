import EIDMethod
import FoundationEssentials

extension Freshness {
    /// Why an identity is not as recent as is demanded, for the operator; `nil` where it is.
    ///
    /// Times count from the beginning: how long the person takes to answer does not make the answer old. An upstream that was
    /// asked for a new proof and does not say when it got one is believed; one that was asked for an age is not (OpenID Connect
    /// Core §3.1.2.1: `auth_time` is required then).
    func unmet(by identity: VerifiedIdentity, since began: Date) -> String? {
        guard !isAny else { return nil }
        guard identity.isTimeKnown else {
            return maximumAge == nil ? nil : "the method does not say when the person proved themselves"
        }
        let allowed = reauthenticates ? 0 : maximumAge ?? 0
        // A minute for clocks that differ.
        guard identity.authenticatedAt >= began.addingTimeInterval(-Double(allowed) - 60) else {
            return "the person proved themselves before the time that the client allows"
        }
        return nil
    }
}
