import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// A person's signed answer to our challenge (ACSP_V2), verified.
struct IdentificationProof: Sendable {
    let certificate: AnsweredCertificate
    /// Hashes from what the app gives to the browser on the same device.
    let userChallenge: String
    /// The account that was used.
    let documentNumber: String
    /// The phone's address, where Smart-ID was asked for it.
    let address: String?
    /// What the person signed, with their value and certificates.
    let signed: SignedText

    /// What is signed, apart from what the answer brings.
    struct Asked: Sendable {
        let session: SmartIDSession
        let party: DeviceLink.Party
        let hash: PSSHash
        let trust: SmartIDTrust
    }

    /// Verifies an answer: every part of it is one that was asked for, or is covered by the signature.
    init(
        reading answer: JSONValue,
        documentNumber: String,
        to asked: Asked,
        at now: Date
    ) throws(MethodError) {
        guard answer["signatureProtocol"]?.string == "ACSP_V2", let signature = answer["signature"] else {
            throw MethodError(.untrusted, "Smart-ID's answer is not signed as ACSP_V2")
        }
        guard signature["flowType"]?.string == asked.session.flow.rawValue else {
            throw MethodError(.untrusted, "the app came to know of the session by another way than was shown")
        }
        guard let interactions = asked.session.interactions, let challenge = asked.session.challenge,
            let used = answer["interactionTypeUsed"]?.string, interactions.types.contains(used)
        else { throw MethodError(.untrusted, "the app has asked the person something else than it was told to") }
        try SignatureParameters.require(signature, asked.hash)
        guard let value = signature["value"]?.string.flatMap({ Base64.decode($0) }), !value.isEmpty,
            let random = signature["serverRandom"]?.string, Self.isPart(random), !random.isEmpty,
            let userChallenge = signature["userChallenge"].map({ $0.string }) ?? "", Self.isPart(userChallenge)
        else { throw MethodError(.untrusted, "Smart-ID's answer lacks a part of the signature") }
        certificate = try AnsweredCertificate(
            reading: answer,
            for: .identification,
            atLeast: asked.session.level,
            trust: asked.trust,
            at: now
        )
        let parts =
            [asked.party.schemeName, "ACSP_V2", random, challenge, userChallenge] + asked.party.names
            + [interactions.digest, used, asked.session.link?.callback ?? "", asked.session.flow.rawValue]
        signed = SignedText(
            parts.joined(separator: "|"),
            hash: asked.hash,
            value: value,
            certificates: certificate.path.dropLast()
        )
        guard let digest = try? asked.hash.digest(Array(signed.text.utf8)),
            certificate.certificate.verifiesPSS(value, over: digest, asked.hash)
        else { throw MethodError(.untrusted, "the signature is not the person's over this challenge") }
        if let asked = asked.session.addressee {
            guard asked.person == certificate.person else {
                throw MethodError(.untrusted, "another person has confirmed than was asked for")
            }
            guard asked.documentNumber?.sameBytes(as: documentNumber) ?? true else {
                throw MethodError(.untrusted, "another account has confirmed than was asked for")
            }
        }
        guard documentNumber.hasPrefix("\(certificate.person.text)-") else {
            throw MethodError(.untrusted, "the account is not the certificate's person's")
        }
        self.userChallenge = userChallenge
        self.documentNumber = documentNumber
        address = answer["deviceIpAddress"]?.string.flatMap { (2...45).contains($0.utf8.count) ? $0 : nil }
    }

    /// What the person signed, with the end of its path and what was said of its certificate.
    func evidence(salt: Data, status: StatusAnswer?) -> [EvidenceItem] {
        let item = EvidenceItem(
            kind: "signature",
            mediaType: SignedText.mediaType,
            content: Data(signed.json),
            keys: certificate.path.last.map { Data($0.pem.utf8) },
            nonceSalt: salt
        )
        return [item] + [status?.evidence].compactMap(\.self)
    }

    /// Whether a text can stand between bars without being taken for two: base64 of either alphabet.
    private static func isPart(_ text: String) -> Bool {
        text.utf8.count <= 256
            && text.utf8.allSatisfy { $0.isPlain || "+/=".utf8.contains($0) }
    }
}
