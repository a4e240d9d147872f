import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

extension Dove {
    /// A nonce, and the salt that makes it out of a commitment.
    func nonce(for request: MethodRequest) -> (String, Data?) {
        if flaw == .sameNonceForAll { return ("always-the-same", nil) }
        // The salt keeps the states apart, so that the nonce alone is what repeats itself.
        if flaw == .reusedNonce { return ("always-the-same", Data(services.random.bytes(8))) }
        if flaw == .shortNonce { return ("\(services.random.bytes(1))", Data(services.random.bytes(8))) }
        guard let commitment = request.commitment else { return (services.random.token(), nil) }
        let salt = Data(flaw == .sameSaltForAll ? [UInt8](repeating: 7, count: 32) : services.random.bytes(32))
        let committed = Base64URL.encode(SHA256.digest(salt + commitment))
        return (flaw == .commitsToNothing ? services.random.token() : committed, salt)
    }

    /// The upstream's statement and its keys.
    func evidence(_ envelope: JSONValue, _ state: State) -> [EvidenceItem] {
        guard state.salt != nil || flaw == .keepsEvidenceUnasked, flaw != .keepsNoEvidence,
            let statement = envelope["statement"]?.string, let keys = envelope["statementKeys"]
        else { return [] }
        let other = try? JWKSet(keys: [JWK.generate(.p256)]).json()
        let kept = flaw == .keepsOtherKeys ? other ?? [:] : JSON(keys)
        return [
            EvidenceItem(
                kind: "statement",
                mediaType: "application/jwt",
                content: Data(statement.utf8),
                keys: Data(kept.serialized()),
                nonceSalt: state.salt
            )
        ]
    }
}
