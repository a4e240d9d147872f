import Synchronization

/// What answers about revocation were found to say, each read once about a certificate: a small file can bring lists of many
/// megabytes, and every signature in it asks about several certificates, more than once.
///
/// The same answer is known by the place where it lies in memory, which nothing else can take while it is kept here.
final class KnownAnswers: Sendable {
    private struct Place: Hashable {
        let start: Int
        let size: Int

        init(_ der: [UInt8]) {
            start = der.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
            size = der.count
        }
    }

    private struct Question: Hashable {
        let place: Place
        /// Fingerprints; that of the certificate is empty for whether the answer is an issuer's at all.
        let certificate, issuer: [UInt8]

        init(_ der: [UInt8], _ certificate: Certificate?, _ issuer: Certificate) {
            place = Place(der)
            self.certificate = certificate.map { Array($0.fingerprint) } ?? []
            self.issuer = Array(issuer.fingerprint)
        }
    }

    /// Something that was found out, and the bytes about which it is, so that they keep their place.
    private struct Known<Finding> {
        let der: [UInt8]
        let finding: Finding
    }

    private struct Findings {
        var answers: [Question: Known<RevocationAnswer?>] = [:]
        /// Whether an answer is an issuer's, or a responder's of theirs.
        var isSigned: [Question: Known<Bool>] = [:]
        var lists = Readings<RevocationList>(mostBytes: 32 * 1024 * 1024)
        var responses = Readings<ParsedResponse>(mostBytes: 8 * 1024 * 1024)
    }

    /// Answers as they were read, which take several times the room of their bytes: only so many are kept.
    private struct Readings<Reading> {
        let mostBytes: Int
        private var bytes = 0
        private var readings: [Place: Known<Reading?>] = [:]

        init(mostBytes: Int) { self.mostBytes = mostBytes }

        mutating func reading(of der: [UInt8], _ read: () -> Reading?) -> Reading? {
            if let known = readings[Place(der)] { return known.finding }
            let reading = read()
            bytes += der.count
            if bytes > mostBytes {
                readings = [:]
                bytes = der.count
            }
            readings[Place(der)] = Known(der: der, finding: reading)
            return reading
        }
    }

    private let findings = Mutex<Findings>(Findings())

    /// What a list says about a certificate; `nil` where it says nothing, or is not the issuer's.
    func answer(inList der: [UInt8], about certificate: Certificate, issuer: Certificate) -> RevocationAnswer? {
        guard RevocationList.issuerName(der)?.elementsEqual(issuer.subject.der) == true else { return nil }
        return findings.withLock { findings in
            let question = Question(der, certificate, issuer)
            if let known = findings.answers[question] { return known.finding }
            let signature = Question(der, nil, issuer)
            var answer: RevocationAnswer?
            if findings.isSigned[signature]?.finding != false,
                let list = findings.lists.reading(of: der, { try? RevocationList(der: der) })
            {
                let isSigned = findings.isSigned[signature]?.finding ?? ((try? list.verify(by: issuer)) != nil)
                findings.isSigned[signature] = Known(der: der, finding: isSigned)
                if isSigned { answer = try? list.verifiedAnswer(about: certificate, issuer: issuer) }
            }
            findings.answers[question] = Known(der: der, finding: answer)
            return answer
        }
    }

    /// What a responder's answer says about a certificate.
    func answer(inResponse der: [UInt8], about certificate: Certificate, issuer: Certificate) -> RevocationAnswer? {
        findings.withLock { findings in
            let question = Question(der, certificate, issuer)
            if let known = findings.answers[question] { return known.finding }
            let signature = Question(der, nil, issuer)
            var answer: RevocationAnswer?
            if findings.isSigned[signature]?.finding != false,
                let response = findings.responses.reading(of: der, { try? ParsedResponse(der) }),
                let found = try? response.status(of: certificate, issuer: issuer, der: der)
            {
                let isSigned =
                    findings.isSigned[signature]?.finding
                    ?? ((try? response.verify(issuer: issuer, at: found.producedAt)) != nil)
                findings.isSigned[signature] = Known(der: der, finding: isSigned)
                if isSigned { answer = found }
            }
            findings.answers[question] = Known(der: der, finding: answer)
            return answer
        }
    }
}

extension KnownAnswers: Hashable {
    /// What is known already makes no difference between two materials.
    static func == (left: KnownAnswers, right: KnownAnswers) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
}
