import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

extension TokenOpener.Opened {
    /// The token as evidence: signed by the upstream, with the keys that it published at that moment.
    ///
    /// A token under a shared secret could be of our own making, so that it is none.
    func evidence(_ kind: String, nonceSalt: Data? = nil) throws(MethodError) -> EvidenceItem {
        guard let keys else {
            throw MethodError(.unsupported, "a token signed with the client secret proves nothing to anybody else")
        }
        let published: [UInt8]
        do throws(JOSEError) {
            published = try keys.json().serialized()
        } catch {
            throw MethodError(.untrusted, "the upstream's key set cannot be kept", underlying: error)
        }
        return EvidenceItem(
            kind: kind,
            mediaType: "application/jwt",
            content: Data(signed.utf8),
            keys: Data(published),
            nonceSalt: nonceSalt
        )
    }
}
