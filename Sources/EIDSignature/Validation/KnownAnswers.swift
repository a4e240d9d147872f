import Synchronization

/// What answers about revocation were found to say, each read once about a certificate: a small file can bring lists of many
/// megabytes, and every signature in it asks about several certificates, more than once.
///
/// The same answer is known by the place where it lies in memory, which nothing else can take while it is kept here.
final class KnownAnswers: Sendable {
    private struct Question: Hashable {
        let place: Int
        let size: Int
        /// Fingerprints; that of the certificate is empty for what holds for all of an issuer's.
        let certificate, issuer: [UInt8]
    }

    private struct Known {
        let der: [UInt8]
        let answer: RevocationAnswer?
    }

    private let known = Mutex<[Question: Known]>([:])

    /// What a list says about a certificate; `nil` where it says nothing, or is not the issuer's.
    func answer(inList der: [UInt8], about certificate: Certificate, issuer: Certificate) -> RevocationAnswer? {
        guard RevocationList.issuerName(der)?.elementsEqual(issuer.subject.der) == true else { return nil }
        let foreign = Self.question(der, nil, issuer)
        guard known.withLock({ $0[foreign] }) == nil else { return nil }
        return answer(der, about: certificate, issuer: issuer) {
            guard let list = try? RevocationList(der: der), (try? list.verify(by: issuer)) != nil else {
                keep(nil, of: der, foreign)
                return nil
            }
            return try? list.verifiedAnswer(about: certificate, issuer: issuer)
        }
    }

    /// What a responder's answer says about a certificate.
    func answer(inResponse der: [UInt8], about certificate: Certificate, issuer: Certificate) -> RevocationAnswer? {
        answer(der, about: certificate, issuer: issuer) {
            try? OCSPResponse(der: der).answer(about: certificate, issuer: issuer)
        }
    }

    private func answer(
        _ der: [UInt8],
        about certificate: Certificate,
        issuer: Certificate,
        read: () -> RevocationAnswer?
    ) -> RevocationAnswer? {
        let question = Self.question(der, certificate, issuer)
        if let known = known.withLock({ $0[question] }) { return known.answer }
        let answer = read()
        keep(answer, of: der, question)
        return answer
    }

    private func keep(_ answer: RevocationAnswer?, of der: [UInt8], _ question: Question) {
        known.withLock { $0[question] = Known(der: der, answer: answer) }
    }

    private static func question(_ der: [UInt8], _ certificate: Certificate?, _ issuer: Certificate) -> Question {
        let place = der.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
        return Question(
            place: place,
            size: der.count,
            certificate: certificate.map { Array($0.fingerprint) } ?? [],
            issuer: Array(issuer.fingerprint)
        )
    }
}

extension KnownAnswers: Hashable {
    /// What is known already makes no difference between two materials.
    static func == (left: KnownAnswers, right: KnownAnswers) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
}
