import EIDJOSE
import EIDJSON
import EIDSimulator
import EIDSimulatorTrust
import FoundationEssentials
import Synchronization

extension SmartIDSimulator {
    /// What a confirmed session answers, signed by the person.
    func answer(_ session: SimulatedSession, _ persona: SmartIDPersona, _ fault: SmartIDFault?) throws -> JSON {
        let somebody = persona == .kadri ? SmartIDPersona.ruta : .kadri
        let signer = fault == .otherPerson && isOtherPersonPossible(session) ? somebody : persona
        var kind = SmartIDSigners.Kind(
            persona: signer,
            signs: !session.route.isAuthentication,
            isQualified: signer.isQualified && fault != .lowerLevel && fault != .overstatedLevel
        )
        if let fault, Self.certificateFaults.contains(fault) { kind.fault = fault }
        if fault == .otherCertificate, session.route.isSignature { kind.fault = fault }
        let certificate = try signers.certificate(kind)
        let account = fault == .otherDocument ? somebody.documentNumber : signer.documentNumber
        var result: JSON = ["endResult": "OK", "documentNumber": .string(account)]
        if fault == .noDocument { result["documentNumber"] = nil }
        if fault == .noEndResult { result["endResult"] = nil }
        var level = kind.isQualified || fault == .overstatedLevel ? "QUALIFIED" : "ADVANCED"
        if fault == .unknownLevel { level = "SUPERQUALIFIED" }
        var stated: JSON = ["value": .string(Base64.encode(certificate.certificate))]
        if fault == .noCertificate { stated = .object([]) }
        if fault != .noLevel { stated["certificateLevel"] = .string(level) }
        var answer: JSON = ["state": "COMPLETE", "result": result, "cert": stated, "someNewMember": "to be ignored"]
        if session.wish.sharesAddress, fault != .bareName, fault != .emptyName {
            answer["deviceIpAddress"] = fault == .mistyped ? 7 : "198.51.100.9"
        }
        guard !session.route.isChoice else { return answer }
        let used =
            fault == .otherInteractionUsed ? "verificationCodeChoice" : session.wish.interactionTypes.first ?? ""
        answer["interactionTypeUsed"] = .string(used)
        let proto = session.route.isAuthentication ? "ACSP_V2" : "RAW_DIGEST_SIGNATURE"
        answer["signatureProtocol"] = .string(fault == .otherProtocol ? "ACSP_V1" : proto)
        answer["signature"] = try signature(session, certificate, used: used, fault)
        return answer
    }

    private func signature(
        _ session: SimulatedSession,
        _ certificate: IssuedCertificate,
        used: String,
        _ fault: SmartIDFault?
    ) throws -> JSON {
        let asked = TrustHash(rawValue: session.wish.hash) ?? .sha512
        let hash = fault == .otherHash ? (asked == .sha256 ? TrustHash.sha512 : .sha256) : asked
        let flow = fault == .otherFlow ? "App2App" : session.flow
        let challenge = Base64URL.encode(SHA256.digest(session.verifier))
        let random = fault == .barInRandom ? "\(session.random)|\(session.random)" : session.random
        let digest: [UInt8]
        if session.route.isAuthentication {
            digest = hash.digest(
                Array(payload(session, random: random, challenge, used: used, flow: flow, fault).utf8)
            )
        } else {
            let wanted = Base64.decode(session.wish.challenge) ?? []
            digest = fault == .otherChallenge || fault == .otherHash ? hash.digest(wanted) : wanted
        }
        var foreign = SmartIDSigners.Kind(persona: .peeter, signs: false, isQualified: false)
        foreign.fault = .foreignKey
        let key = fault == .foreignKey ? try signers.certificate(foreign) : certificate
        let name: JSON = .string(hash.rawValue)
        var signature: JSON = [
            "value": .string(Base64.encode(try key.signPSS(digest: digest, hash))),
            "flowType": .string(flow),
            "signatureAlgorithm": .string(fault == .otherAlgorithm ? "sha512WithRSAEncryption" : "rsassa-pss"),
            "signatureAlgorithmParameters": [
                "hashAlgorithm": name,
                "maskGenAlgorithm": [
                    "algorithm": "id-mgf1",
                    "parameters": ["hashAlgorithm": fault == .otherMask ? "SHA-384" : name],
                ],
                "saltLength": .integer(Int64(fault == .otherSalt ? 20 : hash.length)),
                "trailerField": .string(fault == .otherTrailer ? "0xcc" : "0xbc"),
            ],
        ]
        if fault == .noSignature { signature["value"] = nil }
        if session.route.isAuthentication {
            signature["serverRandom"] = .string(fault == .changedRandom ? String(random.reversed()) : random)
            signature["userChallenge"] = .string(challenge)
        }
        return signature
    }

    /// What a person's app signs, put together from the service's own records.
    private func payload(
        _ session: SimulatedSession,
        random: String,
        _ userChallenge: String,
        used: String,
        flow: String,
        _ fault: SmartIDFault?
    ) -> String {
        func base64(_ text: String) -> String { Base64.encode(Array(text.utf8)) }
        let other = Base64.encode([UInt8](repeating: 9, count: 64))
        let name = fault == .otherRelyingParty ? "Somebody else" : session.wish.relyingPartyName
        let brokered = fault == .otherBrokered ? "Another shop" : brokeredName
        let interactions = fault == .otherInteractions ? "W10=" : session.wish.interactions
        let callback = session.flow == "Web2App" ? session.wish.callback : ""
        return [
            fault == .otherScheme ? "smart-id-other" : schemeName, "ACSP_V2", random,
            fault == .otherChallenge ? other : session.wish.challenge, userChallenge, base64(name),
            brokered.map(base64) ?? "", Base64.encode(SHA256.digest(interactions)), used,
            fault == .otherCallback ? "https://elsewhere.example/" : callback, flow,
        ].joined(separator: "|")
    }

    /// Somebody else can answer only where one person was meant.
    private func isOtherPersonPossible(_ session: SimulatedSession) -> Bool { session.addressee != nil }

    static let certificateFaults: Set<SmartIDFault> = [
        .strangerIssuer, .expiredCertificate, .futureCertificate, .otherPolicies, .otherPurpose, .oldPurpose, .otherUse,
        .noNumber, .newKeys, .bareName, .emptyName, .noResponder,
    ]
}
