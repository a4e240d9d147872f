import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// Reading a record back: it must be written exactly as the broker writes it.
extension EvidenceRecord {
    static let limits = JSONLimits(maximumBytes: 32 * 1024 * 1024, maximumDepth: 8)
    // What settings allow at most.
    private static let maximumDocuments = 70

    /// Reads a record; refuses other versions, members it does not know, another order and any other spelling.
    init(serialized bytes: [UInt8]) throws(JSONError) {
        let json = try JSONValue.parse(bytes, limits: Self.limits)
        guard try json.requireInteger("version") == Self.version else {
            throw JSONError(.outOfRange, at: "version", "is another version than \(Self.version)")
        }
        transaction = try json.requireString("transaction")
        client = try json.requireString("client")
        kind = try json.word("signature", Kind.self)
        documents = try json.array("documents", atMost: Self.maximumDocuments).map { value throws(JSONError) in
            try SignedDocumentFacts(value)
        }
        // Evidence of nothing would hold whatever else it says.
        guard !documents.isEmpty else { throw JSONError(.outOfRange, at: "documents", "names no document") }
        timeline = try json.requireArray("timeline").map { value throws(JSONError) in
            Moment(event: try value.word("event", Event.self), time: try value.time("time"))
        }
        method = try MethodFacts(json.requireObject("method"))
        person = try Person(json.requireObject("person"))
        commitment = try json.optionalStrings("commitment").map { texts throws(JSONError) in
            guard let commitment = try? DocumentCommitment(texts.map { Hexadecimal.bytes($0) ?? [] }) else {
                throw JSONError(.outOfRange, at: "commitment", "is no list of SHA-256 hashes")
            }
            return commitment
        }
        // Each document has its own timestamps, and answers asked for when it was signed; more is nobody's signing.
        let maximum = 64 + 4 * documents.count
        items = try json.array("items", atMost: maximum).map { value throws(JSONError) in try EvidenceItem(value) }
        material = try ValidationMaterial(
            certificates: json.array("certificates", atMost: maximum).map { value throws(JSONError) in
                try value.certificate()
            },
            responses: json.array("ocsp", atMost: maximum).map { value throws(JSONError) in try value.bytes() },
            lists: json.array("crls", atMost: maximum).map { value throws(JSONError) in try value.bytes() }
        )
        timestamps = try json.array("timestamps", atMost: maximum).map { value throws(JSONError) in try value.bytes() }
        unanswered =
            try json.optionalStrings("unanswered").map { texts throws(JSONError) in
                let digests = texts.compactMap { Hexadecimal.bytes($0) }
                guard digests.count == texts.count, !digests.isEmpty, digests.allSatisfy({ $0.count == 32 }) else {
                    throw JSONError(.outOfRange, at: "unanswered", "is no list of SHA-256 hashes")
                }
                return digests
            } ?? []
        policy = try json.optionalObject("policy").map { value throws(JSONError) in
            SigningRequest.Policy(
                identifier: try value.requireString("identifier"),
                commitment: try value.optionalString("commitment")
            )
        }
        let consent = try json.requireObject("consent")
        self.consent = Consent(
            version: try consent.requireString("version"),
            language: try consent.word("language", Language.self)
        )
        let broker = try json.requireObject("broker")
        self.broker = Software(
            version: try broker.requireString("version"),
            configuration: try broker.hash("configuration", length: 32)
        )
        // Whatever was not read, or could be read in two ways, shows here.
        guard serialized() == bytes else {
            throw JSONError(.syntax, at: "", "is not written as this broker writes evidence")
        }
    }
}

extension EvidenceRecord.MethodFacts {
    fileprivate init(_ json: JSONValue) throws(JSONError) {
        id = try json.requireString("id")
        type = try json.word("type", MethodType.self)
        assurance = json["assurance"] == nil ? nil : try json.word("assurance", Assurance.self)
        acr = try json.optionalString("acr")
    }
}

extension EvidenceRecord.Person {
    fileprivate init(_ json: JSONValue) throws(JSONError) {
        subject = try json.optionalString("subject")
        authenticatedAt = json["authenticatedAt"] == nil ? nil : try json.time("authenticatedAt")
        attributes = try json.requireArray("attributes").map { value throws(JSONError) in try Fact(value) }
        guard zip(attributes, attributes.dropFirst()).allSatisfy({ $0.name < $1.name }) else {
            throw JSONError(.outOfRange, at: "person.attributes", "names an attribute twice, or not in order")
        }
    }
}

extension SignedDocumentFacts {
    fileprivate init(_ json: JSONValue) throws(JSONError) {
        original = try File(json.requireObject("original"))
        format = try json.word("format", SignatureOrder.Format.self)
        levelRequested = try json.word("levelRequested", SignatureLevel.self)
        levelReached = json["levelReached"] == nil ? nil : try json.word("levelReached", SignatureLevel.self)
        signature = try json.optionalObject("signed").map { value throws(JSONError) in
            let digest = try value.word("hash", DigestAlgorithm.self)
            return Signature(
                digest: try value.hash("digest", length: digest.length),
                scheme: SignatureScheme(try value.word("scheme", SignatureScheme.Family.self), digest),
                value: try value.require("value").bytes(),
                certificate: try value.hash("certificate", length: 32)
            )
        }
        result = try json.optionalObject("result").map { value throws(JSONError) in try File(value) }
    }
}

extension SignedDocumentFacts.File {
    fileprivate init(_ json: JSONValue) throws(JSONError) {
        name = try json.requireString("name")
        mediaType = try json.requireString("mediaType")
        size = try json.optionalInteger("size").map { number throws(JSONError) in
            guard let size = Int(exactly: number), size >= 0 else {
                throw JSONError(.outOfRange, at: json.path(to: "size"), "is no size")
            }
            return size
        }
        sha256 = try json.hash("sha256", length: 32)
    }
}

extension EvidenceItem {
    fileprivate init(_ json: JSONValue) throws(JSONError) {
        self.init(
            kind: try json.requireString("kind"),
            mediaType: try json.requireString("mediaType"),
            content: Data(try json.require("content").bytes()),
            keys: json["keys"] == nil ? nil : Data(try json.require("keys").bytes()),
            nonceSalt: json["nonceSalt"] == nil ? nil : Data(try json.require("nonceSalt").bytes())
        )
    }
}

extension JSONValue {
    func word<Word: RawRepresentable<String>>(_ name: String, _ type: Word.Type) throws(JSONError) -> Word {
        guard let word = Word(rawValue: try requireString(name)) else {
            throw JSONError(.outOfRange, at: path(to: name), "is no word that is known here")
        }
        return word
    }

    func time(_ name: String) throws(JSONError) -> Date {
        guard let time = EvidenceTime.date(try requireString(name)) else {
            throw JSONError(.outOfRange, at: path(to: name), "is no time")
        }
        return time
    }

    /// An array that is not longer than there is work to be done for it.
    fileprivate func array(_ name: String, atMost maximum: Int) throws(JSONError) -> [JSONValue] {
        let elements = try requireArray(name)
        guard elements.count <= maximum else {
            throw JSONError(.tooLarge, at: path(to: name), "has more than \(maximum) elements")
        }
        return elements
    }

    fileprivate func hash(_ name: String, length: Int) throws(JSONError) -> [UInt8] {
        guard let bytes = Hexadecimal.bytes(try requireString(name)), bytes.count == length else {
            throw JSONError(.outOfRange, at: path(to: name), "is no hash of \(length) bytes")
        }
        return bytes
    }

    func bytes() throws(JSONError) -> [UInt8] {
        guard let bytes = string.flatMap({ Base64.decode($0) }) else {
            throw JSONError(.wrongType, at: path, "must be base64")
        }
        return bytes
    }

    fileprivate func certificate() throws(JSONError) -> Certificate {
        guard let certificate = try? Certificate(der: bytes()) else {
            throw JSONError(.outOfRange, at: path, "is no certificate")
        }
        return certificate
    }
}
