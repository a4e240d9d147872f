import EIDJOSE
import EIDJSON
import EIDSimulator

/// The rules for what a partner asks to sign (itsme-protocol §19.3).
struct OASISOrderCheck {
    static let digestAlgorithm = "http://www.w3.org/2001/04/xmlenc#sha256"

    let allowsBatch: Bool
    /// Whether policies count as switched off, under a fault.
    let isPolicyDisabled: Bool

    /// The hashes, each named by its document.
    func documents(_ body: JSONValue, _ exam: inout Examination) throws(ItsmeRefusal) -> [SigningOrder.Document] {
        let hashes = try exam.require(
            body["inDocs"]?["docHash"]?.elements.flatMap { $0.isEmpty ? nil : $0 },
            "§19.4",
            "NO_HASH_PROVIDED",
            "inDocs.docHash is missing or empty",
            holds: "there are hashes"
        )
        try exam.require(hashes.count <= 70, "§17", "BATCH_TOO_LARGE", "70 hashes at most")
        try exam.require(
            hashes.count == 1 || allowsBatch,
            "§17",
            "ONLY_SINGLE_HASH_SUPPORTED",
            "several hashes, and the contract has no batches",
            holds: "several hashes only where the contract has batches"
        )
        var documents: [SigningOrder.Document] = []
        for hash in hashes {
            let id = try exam.require(
                hash["id"]?.string.flatMap { $0.isEmpty ? nil : $0 },
                "§19.3",
                "INCOMPLETE_REQUEST",
                "a docHash has no id",
                holds: "the docHash has an id"
            )
            try exam.require(
                !documents.contains { $0.id.sameBytes(as: id) },
                "§19.3",
                "INCOMPLETE_REQUEST",
                "an id is given twice",
                holds: "the id is given once"
            )
            documents.append(SigningOrder.Document(id: id, digest: try digest(hash, &exam)))
        }
        return documents
    }

    private func digest(_ hash: JSONValue, _ exam: inout Examination) throws(ItsmeRefusal) -> [UInt8] {
        let infos = try exam.require(
            hash["di"]?.elements.flatMap { $0.isEmpty ? nil : $0 },
            "§19.4",
            "NO_DIGEST_INFO_PROVIDED",
            "a docHash has no di",
            holds: "the docHash has a di"
        )
        try exam.require(
            infos.count == 1,
            "§19.3",
            "ONLY_SINGLE_DIGEST_INFO_SUPPORTED",
            "a docHash must have exactly one di"
        )
        try exam.require(
            infos.first?["alg"]?.string == Self.digestAlgorithm,
            "§19.3",
            "INVALID_DIGEST_INFO",
            "alg must be \(Self.digestAlgorithm)"
        )
        return try exam.require(
            infos.first?["value"]?.string.flatMap { Base64.decode($0) }.flatMap { $0.count == 32 ? $0 : nil },
            "§27",
            "INVALID_DIGEST_INFO",
            "value must be 32 bytes in padded base64"
        )
    }

    /// Adds what the phone is to say, in one language.
    func describe(
        _ order: inout SigningOrder,
        _ itsme: JSONValue?,
        in language: PageLanguage,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) {
        order.description = try text(itsme?["description"], "description", language, &exam) { Latin9.holds($0) }
        guard let policy = itsme?["signPolicy"], !policy.isNull else { return }
        let reference = policy["signPolicyRef"]?.string
        let found = try exam.require(
            reference.flatMap { SigningPolicies.policy($0) },
            "§17.2",
            "INVALID_POLICY",
            "signPolicyRef is missing or unknown",
            holds: "signPolicyRef is known"
        )
        try exam.require(
            !isPolicyDisabled,
            "§19.4",
            "INVALID_POLICY_STATUS",
            "the policy is not enabled",
            holds: "the policy is enabled"
        )
        order.policy = language.pick(found.texts)
        if let type = policy["commitmentTypeRef"], !type.isNull {
            let commitment = try exam.require(
                type.string.flatMap { SigningPolicies.commitment($0) },
                "§17.2",
                "INVALID_POLICY",
                "commitmentTypeRef is unknown",
                holds: "commitmentTypeRef is known"
            )
            order.commitment = language.pick(commitment.texts)
        }
        order.role = try text(policy["signerRole"], "signerRole", language, &exam) { Latin9.holdsPlain($0) }
        if (order.role ?? "").unicodeScalars.count > 50 {
            throw exam.refuse("UNEXPECTED_ERROR", "§19.3", "signerRole has more than 50 characters")
        }
    }

    /// One of four texts: all languages or none, of characters that the phone can show.
    private func text(
        _ value: JSONValue?,
        _ name: String,
        _ language: PageLanguage,
        _ exam: inout Examination,
        fits: (String) -> Bool
    ) throws(ItsmeRefusal) -> String? {
        guard let value, !value.isNull else { return nil }
        var texts: [PageLanguage: String] = [:]
        for entry in value.elements ?? [] {
            guard let language = PageLanguage(signing: entry["lang"]?.string), let text = entry["value"]?.string else {
                throw exam.refuse("INVALID_LANGUAGE", "§19.3", "\(name) must hold lang and value")
            }
            texts[language] = text
        }
        try exam.require(
            texts.count == 4,
            "§19.3",
            "INCOMPLETE_REQUEST",
            "\(name) must have all four languages"
        )
        for text in texts.values {
            try exam.require(
                text.unicodeScalars.count <= 255,
                "§19.3",
                "UNEXPECTED_ERROR",
                "\(name) must have at most 255 characters"
            )
            try exam.require(
                fits(text),
                "§17",
                "UNEXPECTED_ERROR",
                "\(name) must fit ISO 8859-15, and a role ISO 8859-1"
            )
        }
        if texts.values.contains(where: { $0.unicodeScalars.count > 50 }) {
            exam.note("§27", "\(name) is longer than the 50 characters of the machine-readable schema")
        }
        return texts[language]
    }
}
