import EIDJSON
import EIDSimulator
import EIDSimulatorTrust
import FoundationEssentials

/// People's certificates, and the values that their keys make.
extension ItsmeSimulator {
    /// Whether somebody has a certificate, in order or not.
    func hasCertificate(_ persona: String) -> Bool {
        signing.credentials[persona] != nil || accounts[persona].map { $0.persona.certificate != .none } ?? false
    }

    /// Somebody's credential: the one that is there, the one that was there from the start, or a new one.
    func credential(of persona: String) throws -> SigningState.Credential {
        if let known = signing.credentials[persona] { return known }
        guard let account = accounts[persona] else { throw ItsmeControl.Failure.unknownPersona }
        return try issueCredential(
            to: account.persona,
            profile: account.persona.certificate == .expired ? .expired : .qualified
        )
    }

    @discardableResult
    private func issueCredential(
        to persona: ItsmePersona,
        profile: SignerProfile
    ) throws -> SigningState.Credential {
        let issued = try signers.issue(to: persona.signerSubject(now: clock.now), profile: profile)
        var credential = SigningState.Credential(id: random.uuid(), issued: issued, profile: profile)
        if persona.certificate == .revoked {
            try signers.revoke(issued, at: clock.now)
            credential.isRevoked = true
        }
        signing.credentials[persona.id] = credential
        return credential
    }

    /// Sees to it that there is a certificate at the end of an identification, a suitable one unless a fault is armed.
    func prepareCertificate(of persona: String, _ action: SigningAction) throws {
        for fault in ItsmeFault.allCases {
            guard let profile = fault.signerProfile, let account = accounts[persona],
                faults.take(fault, at: action.endpoint, client: action.client.id) != nil
            else { continue }
            try issueCredential(to: account.persona, profile: profile)
            return
        }
        _ = try credential(of: persona)
    }

    /// Takes somebody's certificate back.
    func revokeCertificate(of persona: String) throws {
        var credential = try credential(of: persona)
        guard !credential.isRevoked else { return }
        try signers.revoke(credential.issued, at: clock.now)
        credential.isRevoked = true
        signing.credentials[persona] = credential
    }

    /// Signature values for hashes, rightly or, under a fault, wrongly.
    func values(
        of documents: [SigningOrder.Document],
        with credential: SigningState.Credential,
        at place: ItsmeEndpoint,
        client: String
    ) throws -> [SignedDocument] {
        let take = { (fault: ItsmeFault) in self.faults.take(fault, at: place, client: client) != nil }
        var key = credential.issued
        if take(.otherSigner) {
            let stranger = SignerSubject(
                givenNames: "Iemand",
                surname: "Anders",
                country: "BE",
                nationalNumber: "90010100001"
            )
            key = try signers.issue(to: stranger, profile: .qualified)
        }
        var signed = try documents.map { SignedDocument(id: $0.id, value: try key.sign(digest: $0.digest)) }
        if take(.wrongValue), let first = signed.first {
            signed[0] = SignedDocument(id: first.id, value: first.value.map { $0 ^ 0x55 })
        }
        if take(.swappedValues) {
            let values = signed.dropFirst().map(\.value) + signed.prefix(1).map(\.value)
            signed = zip(signed, values).map { SignedDocument(id: $0.id, value: $1) }
        }
        if take(.missingValue) { signed.removeLast(signed.isEmpty ? 0 : 1) }
        if take(.otherOrder) { signed.reverse() }
        return signed
    }

    /// Whom a partner calls by a user code; a code from before an account was created anew is nobody's.
    func persona(withUserCode code: String, of client: ItsmeClient) -> String? {
        accounts.values.map(\.persona).first { persona in
            userCode(of: persona, client).sameBytes(as: code)
        }?.id
    }

    func userCode(of persona: ItsmePersona, _ client: ItsmeClient) -> String {
        subjects.subject(persona: persona.id, generation: persona.generation, client: client.id)
    }
}

extension ItsmePersona {
    /// The subject of the person's certificate (§17.1).
    func signerSubject(now: Date) -> SignerSubject {
        let found = attributes(now: now, mode: "QR", pictureURL: "")
        let number = found.first { $0.key.hasSuffix("NationalNumber") }?.value.string
        let given = found["given_name"]?.string ?? ""
        return SignerSubject(
            // An empty name cannot stand in a certificate.
            givenNames: given.isEmpty ? "-" : given,
            surname: found["family_name"]?.string ?? id,
            // Nobody becomes a citizen of another country: what is not in the table is refused as it is.
            country: CountryCode.alpha2[document.country] ?? document.country,
            locality: found["address"]?["locality"]?.string,
            nationalNumber: number ?? document.number
        )
    }
}

extension SeededRandom {
    /// An identifier in the shape of a UUID (RFC 9562, version 4).
    mutating func uuid() -> String {
        let digits = "0123456789abcdef"
        let parts = [text(8, of: digits), text(4, of: digits), "4" + text(3, of: digits)]
        return (parts + [text(1, of: "89ab") + text(3, of: digits), text(12, of: digits)]).joined(separator: "-")
    }

    /// An identifier of 36 small letters and digits.
    mutating func sessionID() -> String { text(36, of: "abcdefghijklmnopqrstuvwxyz0123456789") }
}
